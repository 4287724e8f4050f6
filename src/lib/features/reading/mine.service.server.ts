import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import * as dates from './dates.repository.server.ts';
import type { MyPair, MyProposal } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { countPairs } from './pairs.service.server.ts';

/** Weeks in which a mentor still says whether an hour took place, and how far she sees ahead. */
const DAYS_BACK = 28;
const DAYS_AHEAD = 35;

/** The own running pairs, each with its hours around today. */
export function listMine(ctx: ActorContext): Promise<MyPair[]> {
  return asActor(ctx, (db) => listOwn({ ...ctx, db }));
}

async function listOwn(ctx: ActorContext): Promise<MyPair[]> {
  const today = wallTime(ctx.now).date;
  const pairs = await countPairs(ctx, await repository.listOfMentor(ctx.db, ctx.actor.id, { today }));
  const ids = pairs.map(({ id }) => id);
  const [hours, schools] = await Promise.all([
    dates.listDates(ctx.db, ids, {
      from: startOfDay(addDays(today, -DAYS_BACK)),
      to: startOfDay(addDays(today, DAYS_AHEAD)),
    }),
    repository.listContacts(ctx.db, ids),
  ]);
  return pairs.map((pair) => {
    const own = hours.filter(({ pairId }) => pairId === pair.id);
    const { contactName, contactPhone, absenceUntil, emergency } = schools.get(pair.id)!;
    const { id, nickname, className, schoolName, slot, state, counts, held, lastOn } = pair;
    return {
      ...{ id, nickname, className, schoolName, slot, state, counts, held, lastOn },
      ...{
        rolloverAskedAt: pair.rolloverAskedAt,
        mentorAnswer: pair.mentorAnswer,
        pausedUntil: pair.pausedUntil,
      },
      ...{ contactName, contactPhone, absenceUntil, emergency },
      past: own.filter(({ startAt }) => startAt <= ctx.now).toReversed(),
      upcoming: own.filter(({ startAt }) => startAt > ctx.now),
    };
  });
}

/** What the signed-in person is asked, and first meetings ahead. */
export function listMyProposals(ctx: ActorContext): Promise<MyProposal[]> {
  return asActor(ctx, (db) => repository.listProposalsOf(db, ctx.actor.id));
}

/** How many children the signed-in person reads with, whether she is asked about one, and how many past hours wait for her word. */
export function mySummary(ctx: ActorContext): Promise<{ children: number; questions: number; open: number }> {
  const today = wallTime(ctx.now).date;
  const from = startOfDay(addDays(today, -DAYS_BACK));
  return asActor(ctx, (db) => repository.countMine(db, ctx.actor.id, { today, now: ctx.now, from }));
}
