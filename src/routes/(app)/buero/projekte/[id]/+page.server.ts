import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { addPartnerSchema, removePartnerSchema } from '#lib/features/projects/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const projectId = params.id;
  const when = url.searchParams.get('zeit') === 'vergangen' ? 'past' : 'upcoming';
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const [project, series, dates, organisations] = await Promise.all([
    locals.api.projects.get({ projectId }),
    locals.api.series.ofProject({ projectId }),
    locals.api.scheduling.projectEvents({ projectId, when, page }),
    locals.api.projects.partnerOptions({}),
  ]);
  return {
    project,
    series,
    dates,
    when,
    page,
    now: locals.context.now,
    partnerNames: organisations.map((one) => one.name),
    partnerForm: await readForm({ projectId }, schemaOf(addPartnerSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async publish({ locals, params, cookies }) {
    const { draftDates } = await locals.api.projects.get({ projectId: params.id });
    try {
      await locals.api.templates.publish({ projectId: params.id });
    } catch (refusal) {
      const missing = domainErrorOf(refusal)?.details.missing;
      if (!missing) return refuseAction(refusal);
      return fail(400, { message: { tone: 'danger' as const, text: m.projects_publish_missing() } });
    }
    setFlash(cookies, {
      text: draftDates > 0 ? m.templates_published_all() : m.projects_published(),
    });
    redirect(303, `/buero/projekte/${params.id}`);
  },

  async close({ locals, params, cookies }) {
    try {
      await locals.api.projects.close({ projectId: params.id });
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code !== 'STILL_IN_USE') return refuseAction(refusal);
      return fail(409, { message: { tone: 'danger' as const, text: m.projects_close_refused() } });
    }
    const undo = { action: `/buero/projekte/${params.id}?/reopen`, fields: {} };
    setFlash(cookies, { text: m.projects_closed(), undo });
    redirect(303, `/buero/projekte/${params.id}`);
  },

  async reopen({ locals, params, cookies }) {
    await locals.api.projects.reopen({ projectId: params.id });
    setFlash(cookies, { text: m.projects_reopened() });
    redirect(303, `/buero/projekte/${params.id}`);
  },

  async addPartner({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const partnerForm = await readForm(sent, schemaOf(addPartnerSchema));
    if (!partnerForm.valid) return fail(400, { partnerForm });
    try {
      await locals.api.projects.addPartner(partnerForm.data);
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code !== 'INVALID_INPUT') return refuse(partnerForm, refusal);
      partnerForm.errors.name = [m.projects_partner_unknown()];
      return fail(400, { partnerForm });
    }
    setFlash(cookies, { text: m.projects_partner_added() });
    redirect(303, `/buero/projekte/${params.id}#partner`);
  },

  async removePartner({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(removePartnerSchema));
    if (!form.valid) return fail(400);
    await locals.api.projects.removePartner(form.data);
    setFlash(cookies, { text: m.projects_partner_removed() });
    redirect(303, `/buero/projekte/${params.id}#partner`);
  },
};
