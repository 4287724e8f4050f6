import { DomainError } from '#lib/errors/domain-error.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addMonths } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { MONTHS_KEPT, type PlannedWeek } from './history-week.ts';
import { loadPlan, record, requireWeek } from './service.server.ts';
import { updateWeek } from './repository.server.ts';
import * as repository from './wrap-up.repository.server.ts';
import type { WrapUp } from './wrap-up.ts';

type ProjectId = { projectId: string };

/** What is left to do after a week: count, thank, delete. Throws NOT_FOUND. */
export async function getWrapUp(ctx: ActorContext, input: ProjectId): Promise<WrapUp> {
  const { week, side } = await requireWeek(ctx, input);
  const [{ sessions }, numbers, helpers, lists] = await Promise.all([
    loadPlan(ctx, week, side),
    repository.listNumbers(ctx.db, week.projectId),
    repository.listHelpers(ctx.db, week.projectId),
    repository.countKept(ctx.db, week.projectId),
  ]);
  const counted = new Map(numbers.map((row) => [row.eventId, row]));
  return {
    ...{ week, side, lists },
    hasEnded: hasEnded(ctx, week),
    sessions: sessions.map(({ id, title, startAt, endAt, cancelledAt, guests, roles }) => ({
      ...{ eventId: id, title, startAt, endAt },
      isCancelled: cancelledAt !== null,
      expected: guests.length + roles.reduce((sum, role) => sum + role.people.length, 0),
      people: counted.get(id)?.people ?? null,
      children: counted.get(id)?.children ?? null,
    })),
    helpers: helpers.length,
    thankedAt: week.days.thankedAt,
    deletedAt: week.days.participantsDeletedAt,
    deletedOn: addMonths(week.days.lastOn, MONTHS_KEPT),
  };
}

/** Notes how many came, without names. Throws NOT_FOUND, INVALID_INPUT for a session that has not begun. */
export async function recordNumbers(
  ctx: ActorContext,
  { projectId, sessions }: ProjectId & { sessions: repository.Numbers[] },
): Promise<void> {
  const { week, side } = await requireWeek(ctx, { projectId });
  const plan = await loadPlan(ctx, week, side);
  for (const { eventId } of sessions) {
    const session = plan.sessions.find(({ id }) => id === eventId);
    requireAllowed(session !== undefined);
    if (session.cancelledAt || session.startAt > ctx.now) throw new DomainError('INVALID_INPUT');
  }
  await withTransaction(ctx.db, async (db) => {
    await repository.putNumbers(db, sessions, { recordedAt: ctx.now, recordedBy: ctx.actor.id });
    await record({ ...ctx, db }, 'attendance_recorded', week);
  });
}

/** Thanks everybody who helped, once. Throws NOT_FOUND, INVALID_INPUT before the week is over. */
export async function thankHelpers(ctx: ActorContext, input: ProjectId): Promise<{ people: number }> {
  const { week } = await requireEndedWeek(ctx, input);
  if (week.days.thankedAt) return { people: 0 };
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const helpers = await repository.listHelpers(db, week.projectId);
    const told = await notify(
      tx,
      helpers.map((personId) => ({
        personId,
        kind: 'history_week_thanks',
        facts: { title: week.title },
        key: `thanks ${week.projectId}`,
        organisationId: week.organisationId,
        projectId: week.projectId,
      })),
    );
    await updateWeek(db, week.projectId, { thankedAt: ctx.now, thankedBy: ctx.actor.id });
    await record(tx, 'history_week_thanked', week);
    return { people: told.length };
  });
}

/**
 * Deletes residents with their places, consents and escorts, and the stand-ins; numbers, sessions and the
 * volunteers' own dates stay. Repeating it changes nothing. Throws NOT_FOUND, INVALID_INPUT before the week is over.
 */
export async function deleteLists(ctx: ActorContext, input: ProjectId): Promise<void> {
  const { week } = await requireEndedWeek(ctx, input);
  await withTransaction(ctx.db, async (db) => {
    if (await repository.deleteLists(db, week.projectId, { at: ctx.now, by: ctx.actor.id })) {
      await record({ ...ctx, db }, 'participant_lists_deleted', week);
    }
  });
}

/** The nightly job: lists of weeks that are long over. Returns how many weeks lost theirs. */
export async function deleteOverdueLists(ctx: Context): Promise<{ weeks: number }> {
  const overdue = await repository.listOverdue(ctx.db, ctx.now, MONTHS_KEPT);
  for (const week of overdue) {
    await withTransaction(ctx.db, async (db) => {
      if (await repository.deleteLists(db, week.projectId, { at: ctx.now, by: null })) {
        await record({ ...ctx, db }, 'participant_lists_deleted', week);
      }
    });
  }
  return { weeks: overdue.length };
}

async function requireEndedWeek(ctx: ActorContext, input: ProjectId) {
  const found = await requireWeek(ctx, input);
  if (!hasEnded(ctx, found.week)) throw new DomainError('INVALID_INPUT');
  return found;
}

function hasEnded(ctx: ActorContext, week: PlannedWeek): boolean {
  return week.days.lastOn < wallTime(ctx.now, week.timeZone).date;
}
