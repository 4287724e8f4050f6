import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { redirect } from '@sveltejs/kit';
import { countHeads, uncountHeads } from '../../headcount-action.server.ts';
import { seriesRule } from './series-rule.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = await locals.api.scheduling.getEvent({ eventId: params.id });
  const [offers, rule] = await Promise.all([
    locals.api.substitutes.list({ eventId: params.id }),
    seriesRule(locals.api, event),
  ]);
  return { event, offers, seriesRule: rule, now: locals.context.now };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
  async publish({ request, locals, params, cookies }) {
    const withProject = (await request.formData()).get('withProject') === '1';
    const { projectId } = await locals.api.scheduling.getEvent({ eventId: params.id });
    try {
      await locals.api.scheduling.publishEvent({ eventId: params.id, withProject });
    } catch (refusal) {
      if (!domainErrorOf(refusal)?.details.missing) return refuseAction(refusal);
      setFlash(cookies, { text: m.projects_publish_missing(), tone: 'warning' });
      redirect(303, `/buero/projekte/${projectId}`);
    }
    setFlash(cookies, { text: m.scheduling_event_published() });
    redirect(303, `/buero/termine/${params.id}`);
  },

  async remove({ request, locals, params, cookies }) {
    const form = await request.formData();
    const place = { shiftId: text(form, 'shiftId'), personId: text(form, 'personId') };
    let movedUp: number;
    try {
      ({ movedUp } = await locals.api.scheduling.unassign(place));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: movedUp > 0 ? m.scheduling_staffing_removed_moved_up() : m.scheduling_staffing_removed(),
      undo: { action: `/buero/termine/${params.id}?/undoRemove`, fields: place },
    });
    redirect(303, `/buero/termine/${params.id}`);
  },

  async undoRemove({ request, locals, params, cookies }) {
    const form = await request.formData();
    try {
      await locals.api.scheduling.undoUnassign({
        shiftId: text(form, 'shiftId'),
        personId: text(form, 'personId'),
      });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.scheduling_staffing_restored() });
    redirect(303, `/buero/termine/${params.id}`);
  },

  async moveUp({ request, locals, params, cookies }) {
    const { movedUp } = await locals.api.scheduling.moveUp({
      shiftId: text(await request.formData(), 'shiftId'),
    });
    setFlash(
      cookies,
      movedUp > 0
        ? { text: m.scheduling_staffing_moved_up({ count: movedUp }) }
        : { text: m.scheduling_staffing_nobody_moved_up(), tone: 'warning' },
    );
    redirect(303, `/buero/termine/${params.id}`);
  },

  async count({ request, locals, params, cookies }) {
    const here = `/buero/termine/${params.id}`;
    const refused = await countHeads({ request, api: locals.api, cookies }, `${here}?/uncount`);
    if (refused) return refused;
    redirect(303, here);
  },

  async uncount({ request, locals, params, cookies }) {
    const refused = await uncountHeads({ request, api: locals.api, cookies });
    if (refused) return refused;
    redirect(303, `/buero/termine/${params.id}`);
  },

  async delete({ locals, params, cookies }) {
    let projectId: string;
    try {
      ({ projectId } = await locals.api.scheduling.deleteEvent({ eventId: params.id }));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.scheduling_event_deleted() });
    redirect(303, `/buero/projekte/${projectId}`);
  },
};
