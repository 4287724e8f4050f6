import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import * as signups from '#lib/features/scheduling/signups.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { crewOf, type Side, type StandIn } from './history-week.ts';
import type { AddStandIn } from './schema.ts';
import {
  inNameOfOffice,
  loadPlan,
  record,
  requireOpenSession,
  requireOpenWeek,
  requireWeek,
} from './service.server.ts';
import * as repository from './stand-ins.repository.server.ts';

type Place = { eventId: string; shiftId: string };

/** Who would come at short notice. A house reads given names of our volunteers, and the numbers it noted itself. */
export async function listStandIns(ctx: ActorContext, input: { projectId: string }): Promise<StandIn[]> {
  const { week, side } = await requireWeek(ctx, input);
  return (await repository.listStandIns(ctx.db, week.projectId)).map((row) => shown(row, side));
}

function shown({ givenName, familyName, ...row }: repository.StandInRow, side: Side): StandIn {
  if (row.personId === null) return row;
  const isOffice = side === 'office';
  return {
    ...row,
    name: isOffice ? `${givenName} ${familyName}`.trim() : (givenName ?? ''),
    phone: isOffice ? row.phone : null,
  };
}

/** Notes somebody who would stand in. Throws NOT_FOUND, SHIFT_CLOSED, ALREADY_EXISTS on `personId`. */
export async function addStandIn(
  ctx: ActorContext,
  { projectId, personId, name, phone, ...input }: AddStandIn,
): Promise<void> {
  const { week, side } = await requireOpenWeek(ctx, { projectId });
  if (week.days.participantsDeletedAt) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  if (personId) {
    const crew = crewOf((await loadPlan(ctx, week, side)).sessions);
    requireAllowed(crew.some((helper) => helper.personId === personId));
  }
  const who = personId ? { personId, name: '', phone: '' } : { personId: null, name, phone };
  try {
    await withTransaction(ctx.db, async (db) => {
      const row = { ...who, ...input, projectId, createdAt: ctx.now, createdBy: ctx.actor.id };
      await repository.insertStandIn(db, row);
      await record({ ...ctx, db }, 'stand_in_added', week);
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'stand_in_person') throw error;
    throw new DomainError('ALREADY_EXISTS', { field: 'personId' });
  }
}

export async function removeStandIn(ctx: ActorContext, { standInId }: { standInId: string }): Promise<void> {
  const found = await repository.findStandIn(ctx.db, standInId);
  requireAllowed(found !== null);
  const { week } = await requireOpenWeek(ctx, found);
  await withTransaction(ctx.db, async (db) => {
    await repository.deleteStandIn(db, standInId);
    await record({ ...ctx, db }, 'stand_in_removed', week);
  });
}

/**
 * Puts a stand-in into a shift; who was only a name and a number becomes a volunteer of the office. Throws as
 * `scheduling.assign`, and nothing is left half done then.
 */
export async function useStandIn(ctx: ActorContext, input: Place & { standInId: string }): Promise<void> {
  const { week } = await requireOpenSession(ctx, input);
  const found = await repository.findStandIn(ctx.db, input.standInId);
  requireAllowed(found?.projectId === week.projectId);
  await requireShiftOf(ctx, week.projectId, input);
  await withTransaction(ctx.db, async (db) => {
    const personId =
      found.personId ??
      (await repository.openPhoneVolunteer(db, {
        standInId: found.id,
        officeId: week.organisationId,
        ...{ name: found.name, phone: found.phone },
        by: ctx.actor.id,
        now: ctx.now,
      }));
    await signups.assign(inNameOfOffice({ ...ctx, db }, week), { shiftId: input.shiftId, personId });
  });
}

/**
 * Places somebody by hand. A house may place whom the week knows already; the office anybody. Throws as
 * `scheduling.assign`.
 */
export async function assign(ctx: ActorContext, input: Place & { personId: string }): Promise<void> {
  const { week, side } = await requireOpenSession(ctx, input);
  await requireShiftOf(ctx, week.projectId, input);
  if (side === 'host') {
    const crew = crewOf((await loadPlan(ctx, week, side)).sessions);
    requireAllowed(crew.some((helper) => helper.personId === input.personId));
  }
  await signups.assign(inNameOfOffice(ctx, week), { shiftId: input.shiftId, personId: input.personId });
}

/** Takes somebody off a shift; the waiting list moves up. */
export async function unassign(
  ctx: ActorContext,
  input: Place & { personId: string },
): Promise<{ movedUp: number }> {
  const { week } = await requireOpenSession(ctx, input);
  await requireShiftOf(ctx, week.projectId, input);
  const { shiftId, personId } = input;
  return signups.unassign(inNameOfOffice(ctx, week), { shiftId, personId });
}

/** Takes that back within ten seconds. Throws UNDO_TOO_LATE. */
export async function undoUnassign(ctx: ActorContext, input: Place & { personId: string }): Promise<void> {
  const { week } = await requireOpenSession(ctx, input);
  await requireShiftOf(ctx, week.projectId, input);
  const { shiftId, personId } = input;
  await signups.undoCancellation(inNameOfOffice(ctx, week), { shiftId, personId });
}

/** The office's seat is lent for a shift of this very week only. */
async function requireShiftOf(ctx: ActorContext, projectId: string, place: Place): Promise<void> {
  requireAllowed(await repository.isShiftOfWeek(ctx.db, projectId, place));
}
