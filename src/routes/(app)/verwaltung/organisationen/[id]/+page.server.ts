import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { rolesFor } from '#lib/features/organisations/organisation.ts';
import { addMemberSchema, membershipIdSchema } from '#lib/features/organisations/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const address = (id: string) => `/verwaltung/organisationen/${id}`;

export const load: PageServerLoad = async ({ locals, params }) => {
  const organisationId = params.id;
  const [organisation, members] = await Promise.all([
    locals.api.organisations.get({ organisationId }),
    locals.api.organisations.members({ organisationId }),
  ]);
  const values = { organisationId, role: rolesFor(organisation.kind)[0]! };
  const memberForm = await readForm(values, schemaOf(addMemberSchema), { errors: false });
  return { organisation, members, memberForm };
};

/** What the fields of the form lack, in words. */
function sentenceFor(error: unknown): { field: 'givenName' | 'familyName' | 'email'; text: string } | null {
  const refusal = domainErrorOf(error);
  const field = refusal?.details.field;
  if (field === 'givenName' || field === 'familyName') {
    return { field, text: m.organisations_member_name_needed() };
  }
  if (field !== 'email') return null;
  const isSeated = refusal?.code === 'ALREADY_EXISTS';
  return { field, text: isSeated ? m.organisations_member_has_role() : m.organisations_member_closed() };
}

export const actions: Actions = {
  async addMember({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('organisationId', params.id);
    const memberForm = await readForm(sent, schemaOf(addMemberSchema));
    if (!memberForm.valid) return fail(400, { memberForm });
    let isNewPerson: boolean;
    try {
      ({ isNewPerson } = await locals.api.organisations.addMember(memberForm.data));
    } catch (refusal) {
      const sentence = sentenceFor(refusal);
      if (!sentence) return fail(refuse(memberForm, refusal).status, { memberForm });
      memberForm.errors[sentence.field] = [sentence.text];
      return fail(400, { memberForm });
    }
    const text = isNewPerson ? m.organisations_member_invited() : m.organisations_member_added();
    setFlash(cookies, { text });
    redirect(303, address(params.id));
  },

  async endMembership({ request, locals, params, cookies }) {
    const form = await readForm(request, schemaOf(membershipIdSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.organisations.endMembership(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const undo = { action: `${address(params.id)}?/undoEndMembership`, fields: form.data };
    setFlash(cookies, { text: m.organisations_membership_ended(), undo });
    redirect(303, address(params.id));
  },

  async undoEndMembership({ request, locals, params, cookies }) {
    const form = await readForm(request, schemaOf(membershipIdSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.organisations.undoEndMembership(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.organisations_membership_restored() });
    redirect(303, address(params.id));
  },

  async archive({ locals, params, cookies }) {
    const organisation = await locals.api.organisations.get({ organisationId: params.id });
    try {
      await locals.api.organisations.archive({ organisationId: params.id });
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code !== 'STILL_IN_USE') return refuseAction(refusal);
      return fail(409, { message: { tone: 'danger' as const, text: m.organisations_archive_refused() } });
    }
    const undo = { action: `${address(params.id)}?/return`, fields: {} };
    setFlash(cookies, { text: m.organisations_archived_done({ name: organisation.name }), undo });
    redirect(303, address(params.id));
  },

  async return({ locals, params, cookies }) {
    const organisation = await locals.api.organisations.get({ organisationId: params.id });
    await locals.api.organisations.return({ organisationId: params.id });
    setFlash(cookies, { text: m.organisations_returned_done({ name: organisation.name }) });
    redirect(303, address(params.id));
  },
};
