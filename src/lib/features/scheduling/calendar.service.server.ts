import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { CalendarEvent } from './calendar.ts';
import * as repository from './calendar.repository.server.ts';
import type { CalendarWindow } from './calendar.schema.ts';
import { canPlanEvent } from './events.policy.ts';

/**
 * The organisations that a page of the office is about: the one that was asked for, else all that the actor plans.
 * Throws NOT_FOUND for somebody else's.
 */
export function chosenOrganisationIds({ actor }: ActorContext, organisationId?: string): string[] {
  if (organisationId === undefined) return plannedOrganisationIds(actor);
  requireAllowed(canPlanEvent(actor, { organisationId }));
  return [organisationId];
}

/** What the actor's offices plan in the window, with how full each shift is. Throws NOT_FOUND. */
export async function calendar(
  ctx: ActorContext,
  { organisationId, ...window }: CalendarWindow,
): Promise<{ events: CalendarEvent[] }> {
  const organisationIds = chosenOrganisationIds(ctx, organisationId);
  return { events: await repository.listCalendarEvents(ctx.db, organisationIds, window) };
}
