import { askSchema } from '#lib/features/rosters/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  return locals.api.rosters.helpers({ shiftId: params.shift });
};

export const actions: Actions = {
  async default({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const read = askSchema.safeParse({
      shiftId: params.shift,
      personIds: sent.getAll('personIds').map(String),
    });
    if (!read.success) {
      if (sent.has('personIds')) error(400, { message: m.common_error_404_title() });
      return fail(400, { message: { tone: 'danger', text: m.rosters_ask_nobody() } as const });
    }
    try {
      const { asked } = await locals.api.rosters.ask(read.data);
      setFlash(cookies, { text: m.rosters_ask_sent({ count: asked }) });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, `/buero/dienstplan/fehlt/${params.shift}`);
  },
};
