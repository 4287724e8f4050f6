import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const visitOf = (params: { tandem: string; event: string }) => ({
  tandemId: params.tandem,
  eventId: params.event,
});

export const load: PageServerLoad = ({ locals, params }) => locals.api.tandems.standIns(visitOf(params));

type Event = RequestEvent<{ tandem: string; event: string }>;

/** One button: what it does, and what is said when it is done. */
async function press({ cookies, params }: Event, work: Promise<unknown>, text: string, isOver = false) {
  try {
    await work;
  } catch (refusal) {
    return refuseAction(refusal);
  }
  setFlash(cookies, { text });
  const tandem = `/buero/besuche/tandem/${params.tandem}`;
  redirect(303, isOver ? tandem : `${tandem}/vertretung/${params.event}`);
}

export const actions: Actions = {
  async cannotCome(event) {
    const { tandems } = event.locals.api;
    return press(event, tandems.cannotCome(visitOf(event.params)), m.tandems_stand_in_freed());
  },

  async ask(event) {
    const volunteerId = String((await event.request.formData()).get('volunteerId'));
    const asked = event.locals.api.tandems.askStandIn({ ...visitOf(event.params), volunteerId });
    return press(event, asked, m.tandems_stand_in_asked_done());
  },

  async answer(event) {
    const sent = await event.request.formData();
    const said = event.locals.api.tandems.answerStandIn({
      standInId: String(sent.get('standInId')),
      answer: sent.get('answer') as 'yes',
    });
    return press(event, said, m.tandems_answer_saved());
  },

  async withdraw(event) {
    const { tandems } = event.locals.api;
    return press(event, tandems.withdrawStandIn(visitOf(event.params)), m.tandems_stand_in_withdrawn());
  },

  async callOff(event) {
    const { tandems } = event.locals.api;
    return press(event, tandems.callOffVisit(visitOf(event.params)), m.tandems_stand_in_called_off(), true);
  },
};
