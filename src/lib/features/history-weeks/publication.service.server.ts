import { notify } from '#lib/features/messaging/service.server.ts';
import { publishEvent } from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { loadPlan, requireOpenWeek } from './service.server.ts';
import * as repository from './sessions.repository.server.ts';

/**
 * Shows the project and all drafts of the week to everybody. The office alone decides that. Throws NOT_FOUND,
 * INVALID_INPUT while the project lacks what people need.
 */
export async function publishWeek(
  ctx: ActorContext,
  input: { projectId: string },
): Promise<{ sessions: number }> {
  const { week, side } = await requireOpenWeek(ctx, input);
  requireAllowed(side === 'office');
  const { sessions } = await loadPlan(ctx, week, side);
  const drafts = sessions.filter((session) => !session.isPublished && !session.cancelledAt);
  await withTransaction(ctx.db, async (db) => {
    for (const { id } of drafts) await publishEvent({ ...ctx, db }, { eventId: id, withProject: true });
  });
  return { sessions: drafts.length };
}

/**
 * Tells the office that the house has planned the week and would like to see it published; once a day at most.
 * Throws NOT_FOUND.
 *
 * @returns how many people of the office are told
 */
export async function askToPublish(
  ctx: ActorContext,
  input: { projectId: string },
): Promise<{ people: number }> {
  const { week, side } = await requireOpenWeek(ctx, input);
  requireAllowed(side === 'host');
  const { sessions } = await loadPlan(ctx, week, side);
  const planners = await repository.listPlanners(ctx.db, week.projectId);
  const told = await notify(
    ctx,
    planners.map((personId) => ({
      personId,
      kind: 'history_week_ready' as const,
      facts: { title: week.title, projectId: week.projectId, sessions: sessions.length },
      key: `week ready ${week.projectId} ${wallTime(ctx.now, week.timeZone).date}`,
      organisationId: week.organisationId,
      projectId: week.projectId,
    })),
  );
  return { people: told.length };
}
