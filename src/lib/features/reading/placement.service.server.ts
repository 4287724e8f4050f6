import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import { isWithinWindows, type Room } from '#lib/features/rooms/room.ts';
import { listRooms } from '#lib/features/rooms/service.server.ts';
import { promise } from '#lib/features/series/commitments.service.server.ts';
import { createSeriesSchema } from '#lib/features/series/schema.ts';
import { createSeries, previewSeries } from '#lib/features/series/service.server.ts';
import { getVolunteer } from '#lib/features/volunteers/office.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type Weekday } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { requireChild } from './children.service.server.ts';
import type { MentorCandidate } from './mentor.ts';
import * as mentors from './mentors.repository.server.ts';
import * as pairs from './pairs.repository.server.ts';
import type { PlacePair } from './schema.ts';
import { NEUTRAL_TITLE, type ReadingSchool } from './school.ts';
import { getServedSchool, record } from './schools.service.server.ts';

/** A regular engagement of the mentor shows within so many days: one date later is no reason to refuse. */
const CONFLICT_DAYS = 56;
const MENTORS_SHOWN = 30;

/** Volunteers of one's offices for a child: who may be placed first. Throws NOT_FOUND. */
export async function listMentors(
  ctx: ActorContext,
  { childId, text }: { childId: string; text: string },
): Promise<MentorCandidate[]> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    await getServedSchool(tx, await requireChild(tx, childId));
    return mentors.listMentors(db, {
      organisationIds: plannedOrganisationIds(ctx.actor),
      text,
      today: wallTime(ctx.now).date,
      limit: MENTORS_SHOWN,
    });
  });
}

/** Who may read with a child, wants to, and has none yet. */
export async function listFreeMentors(ctx: ActorContext): Promise<MentorCandidate[]> {
  const found = await asActor(ctx, (db) =>
    mentors.listMentors(db, {
      organisationIds: plannedOrganisationIds(ctx.actor),
      text: '',
      today: wallTime(ctx.now).date,
      limit: MENTORS_SHOWN,
    }),
  );
  return found.filter((one) => one.isInspected && one.children === 0 && (one.isTrained || one.likesReading));
}

/**
 * Places a mentor with a child for a weekly hour: opens the series, and the mentor's promise gives her every place.
 * The hours leave out school holidays, public holidays and the school's closing days.
 *
 * Each refusal names what stands in the way: NOT_FOUND, CHECK_MISSING without a record inspection on the first day,
 * CHILD_PAIRED, ROOM_TAKEN, ROOM_CLOSED outside the room's hours (unless `isOutsideAgreed`), MENTOR_BUSY.
 */
export function placePair(ctx: ActorContext, input: PlacePair): Promise<{ pairId: string }> {
  return asActor(ctx, (db) => place({ ...ctx, db }, input)).catch((error: unknown) => {
    // Two offices, or two clicks, at the same moment.
    if (brokenConstraint(error) === 'reading_pair_of_child') throw new DomainError('CHILD_PAIRED');
    throw error;
  });
}

async function place(ctx: ActorContext, input: PlacePair): Promise<{ pairId: string }> {
  const child = await requireChild(ctx, input.childId);
  const school = await getServedSchool(ctx, child);
  requireAllowed(child.leftAt === null);
  await requireInspected(ctx, input);
  if (child.pairId) await refuseSecondPair(ctx, child.pairId);
  const room = await findRoom(ctx, school, input.roomId);
  const [startTime, endTime] = input.lesson.split('-') as [string, string];
  if (room && !input.isOutsideAgreed) {
    const wanted = { weekday: input.weekday as Weekday, startTime, endTime };
    if (!isWithinWindows(room.windows, wanted)) {
      const windows = room.windows.filter(({ weekday }) => weekday === input.weekday);
      throw new DomainError('ROOM_CLOSED', {
        field: 'roomId',
        room: room.name,
        weekday: input.weekday,
        windows,
      });
    }
  }
  const series = seriesOf(school, input, room);
  const plan = await previewSeries(ctx, series);
  await requireFreeMentor(ctx, school, input, plan.dates);
  const { seriesId, roleIds } = await createSeries(ctx, {
    ...series,
    projectId: school.projectId,
    publish: true,
  });
  const { schoolId, organisationId } = school;
  const pairId = await pairs.insertPair(ctx.db, {
    ...{ schoolId, organisationId, seriesId },
    childId: child.id,
    mentorId: input.mentorId,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
  });
  await promise(ctx, { seriesRoleId: roleIds[0]!, personId: input.mentorId, firstOn: input.firstOn });
  await notify(ctx, [
    {
      personId: input.mentorId,
      kind: 'reading_placed',
      facts: { school: school.name, weekday: input.weekday, startTime, firstOn: input.firstOn },
      organisationId,
    },
  ]);
  await record(ctx, 'reading_pair_placed', school, { pairId });
  return { pairId };
}

function seriesOf(school: ReadingSchool, input: PlacePair, room: Room | null) {
  const [startTime, endTime] = input.lesson.split('-') as [string, string];
  return createSeriesSchema.parse({
    projectId: school.projectId,
    title: NEUTRAL_TITLE,
    weekdays: [input.weekday],
    firstOn: input.firstOn,
    ...{ startTime, endTime },
    venueId: school.schoolId,
    roomId: room?.id ?? '',
    room: room?.name ?? '',
    onSchoolHolidays: 'skip',
    onPublicHolidays: 'skip',
    onClosingDays: 'skip',
    shifts: [{ role: 'reader', minPlaces: 1, maxPlaces: 1, requirements: ['record_inspection'] }],
  });
}

async function requireInspected(ctx: ActorContext, { mentorId, firstOn }: PlacePair): Promise<void> {
  const { qualifications } = await getVolunteer(ctx, { personId: mentorId });
  const isInspected = qualifications.some(
    ({ kind, grantedOn, expiresOn }) =>
      kind === 'record_inspection' && grantedOn <= firstOn && (expiresOn === null || firstOn <= expiresOn),
  );
  if (!isInspected)
    throw new DomainError('CHECK_MISSING', { field: 'mentorId', missing: ['record_inspection'] });
}

async function refuseSecondPair(ctx: ActorContext, pairId: string): Promise<never> {
  const pair = await pairs.findPair(ctx.db, pairId, { today: wallTime(ctx.now).date });
  throw new DomainError('CHILD_PAIRED', { ...pair!.slot, mentor: pair!.mentorName });
}

async function findRoom(
  ctx: ActorContext,
  { schoolId }: ReadingSchool,
  roomId: string,
): Promise<Room | null> {
  if (!roomId) return null;
  const { rooms } = await listRooms(ctx, { organisationId: schoolId });
  const room = rooms.find(({ id }) => id === roomId);
  if (!room) throw new DomainError('INVALID_INPUT', { field: 'roomId' });
  return room;
}

async function requireFreeMentor(
  ctx: ActorContext,
  { schoolId }: ReadingSchool,
  { mentorId, firstOn }: PlacePair,
  times: { on: string; startAt: Date; endAt: Date }[],
): Promise<void> {
  const until = addDays(firstOn, CONFLICT_DAYS);
  const conflict = await mentors.findMentorConflict(ctx.db, {
    personId: mentorId,
    venueId: schoolId,
    times: times.filter(({ on, startAt }) => on < until && startAt > ctx.now),
  });
  if (conflict) throw new DomainError('MENTOR_BUSY', { field: 'mentorId', ...conflict });
}
