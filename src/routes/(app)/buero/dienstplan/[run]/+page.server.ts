import { DomainError, type ErrorCode } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { proposedPlaces, stillShort } from '#lib/features/rosters/roster-run.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('app:roster');
  const page = await locals.api.rosters.get({ runId: params.run });
  const shifts = page.shifts.map((shift) => ({
    ...shift,
    proposals: shift.proposals.map((proposal) => ({
      ...proposal,
      refusalText: proposal.refusal
        ? sentenceFor(new DomainError(proposal.refusal as ErrorCode, proposal.refusalDetails ?? {}))
        : undefined,
    })),
  }));
  const showsAll = url.searchParams.has('alle');
  return {
    ...page,
    showsAll,
    shifts: showsAll ? shifts : shifts.filter((shift) => shift.proposals.length > 0),
    short: shifts.filter((shift) => stillShort(shift) > 0),
    open: shifts
      .flatMap(({ proposals }) => proposals)
      .filter(({ state, isPartOfMove }) => state === 'proposed' && !isPartOfMove).length,
    places: shifts.reduce((sum, shift) => sum + proposedPlaces(shift), 0),
  };
};

const here = ({ params }: RequestEvent) => `/buero/dienstplan/${params['run']}`;

async function readChoice({ request, params }: RequestEvent) {
  const sent = await request.formData();
  return {
    choice: { runId: params['run']!, proposalIds: sent.getAll('proposalIds').map(String) },
    /** From the desk one comes back to it. */
    isFromDesk: sent.get('back') === 'desk',
  };
}

/** One sentence about a step, from its parts that are not nothing. */
const said = (parts: [count: number, words: (facts: { count: number }) => string][]) =>
  parts.flatMap(([count, words]) => (count > 0 ? words({ count }) : [])).join(' ');

async function accept(
  event: RequestEvent,
  choice: { runId: string; proposalIds?: string[] },
  page = here(event),
) {
  try {
    const { placed, asked, released, refused, waiting } = await event.locals.api.rosters.accept(choice);
    setFlash(event.cookies, {
      text: said([
        [placed, m.rosters_accepted_placed],
        [asked, m.rosters_accepted_asked],
        [released, m.rosters_accepted_released],
        [waiting, m.rosters_accepted_waiting],
        [refused, m.rosters_accepted_refused],
      ]),
      ...(refused > 0 && { tone: 'warning' as const, seconds: 30 }),
      // Where all that was chosen still waits, the last step is an earlier one.
      ...(placed + asked + released + refused > 0 && {
        undo: { action: `${here(event)}?/undo`, fields: {} },
      }),
    });
  } catch (refusal) {
    return refuseAction(refusal);
  }
  redirect(303, page);
}

const nothingChosen = () =>
  fail(400, { message: { tone: 'danger', text: m.rosters_choose_some() } as const });

export const actions: Actions = {
  acceptAll: (event) => accept(event, { runId: event.params.run }),

  async accept(event) {
    const { choice, isFromDesk } = await readChoice(event);
    if (choice.proposalIds.length === 0) return nothingChosen();
    return accept(event, choice, isFromDesk ? '/buero#ersatz' : undefined);
  },

  async leaveOut(event) {
    const { choice } = await readChoice(event);
    if (choice.proposalIds.length === 0) return nothingChosen();
    try {
      const { leftOut } = await event.locals.api.rosters.leaveOut(choice);
      setFlash(event.cookies, {
        text: m.rosters_left_out({ count: leftOut }),
        undo: { action: `${here(event)}?/undo`, fields: {} },
      });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, here(event));
  },

  async undo(event) {
    try {
      const { undone, kept } = await event.locals.api.rosters.undo({ runId: event.params.run });
      setFlash(event.cookies, {
        text: said([
          [undone, m.rosters_undone],
          [kept, ({ count }) => m.rosters_undone_kept({ count })],
        ]),
      });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, here(event));
  },

  async cancel(event) {
    try {
      await event.locals.api.rosters.cancel({ runId: event.params.run });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { text: m.rosters_cancelled() });
    redirect(303, here(event));
  },

  async close(event) {
    try {
      await event.locals.api.rosters.close({ runId: event.params.run });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { text: m.rosters_closed() });
    redirect(303, '/buero/dienstplan');
  },
};
