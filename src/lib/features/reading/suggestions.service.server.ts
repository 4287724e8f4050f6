import { daysOfSchoolYear, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import type { Obstacle } from '#lib/features/matching/eligibility.ts';
import { type Need, strangers, type Window } from '#lib/features/matching/facts.ts';
import { judge, listFree, type NamedRanking, rankFor } from '#lib/features/matching/service.server.ts';
import { relationKey } from '#lib/features/matching/suggestion.ts';
import { minutesOf } from '#lib/features/matching/windows.ts';
import { type Slot, usualLessons } from '#lib/features/rooms/room.ts';
import { listRooms } from '#lib/features/rooms/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { interestsOfMentor, type ReadingChild } from './child.ts';
import { requireChild } from './children.service.server.ts';
import * as repository from './needs.repository.server.ts';
import { servesSchool } from './policy.ts';

/** Whose activity says what is asked of a mentor, and until when it has to hold: the school year. */
function wanted(ctx: ActorContext) {
  const { to } = daysOfSchoolYear(schoolYearOf(wallTime(ctx.now).date));
  return { kind: 'reading', until: to };
}

/** Whom to ask for a child: everybody whom the own offices look after, with the reasons. Throws NOT_FOUND. */
export function suggestMentors(ctx: ActorContext, { childId }: { childId: string }): Promise<NamedRanking> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const child = await requireChild(tx, childId);
    requireAllowed(servesSchool(ctx.actor, child));
    const relations = new Map(
      (await repository.listRelations(db, childId)).map(({ mentorId, ...between }) => [
        relationKey(childId, mentorId),
        between,
      ]),
    );
    const { organisationId } = child;
    return rankFor(tx, await needOf(tx, child), { ...wanted(ctx), organisationId, relations });
  });
}

/** What stands between a child and a mentor. Inside `asActor`. Throws NOT_FOUND. */
export async function judgeMentor(
  ctx: ActorContext,
  child: ReadingChild,
  mentorId: string,
): Promise<Obstacle[]> {
  const relations = await repository.listRelations(ctx.db, child.id);
  const between = relations.find((one) => one.mentorId === mentorId) ?? strangers;
  return judge(ctx, await needOf(ctx, child), { ...wanted(ctx), volunteerId: mentorId, between });
}

/** Who may read with a child, is free for it and has none yet. */
export function listFreeMentors(
  ctx: ActorContext,
): Promise<{ id: string; name: string; windows: Window[] }[]> {
  return asActor(ctx, (db) => listFree({ ...ctx, db }, wanted(ctx)));
}

/** What a child needs, as matching asks: nearness is that to the school, and time is a lesson of the school. */
async function needOf(ctx: ActorContext, child: ReadingChild): Promise<Need> {
  const place = await repository.findPlace(ctx.db, child.id, wallTime(ctx.now).date);
  requireAllowed(place !== null);
  const { lessons } = await listRooms(ctx, { organisationId: child.schoolId });
  const slots = lessons.length > 0 ? lessons : usualLessons;
  return {
    ...{ id: child.id, who: 'child', ...place },
    ...{ gender: null, wishesGender: null, requires: [], traits: [] },
    languages: ['de'],
    interests: interestsOfMentor(child.interests),
    windows: windowsOf(slots),
    minutes: Math.min(...slots.map(({ startTime, endTime }) => minutesOf(endTime) - minutesOf(startTime))),
    everyWeeks: 1,
  };
}

function windowsOf(slots: readonly Slot[]): Window[] {
  return ([1, 2, 3, 4, 5] as const).flatMap((weekday) =>
    slots.map(({ startTime, endTime }) => ({ weekday, startTime, endTime })),
  );
}
