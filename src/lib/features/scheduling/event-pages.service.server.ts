import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { getProject } from '#lib/features/projects/service.server.ts';
import type { Meeting } from '#lib/features/volunteers/pair.ts';
import { listMeetings } from '#lib/features/volunteers/pairs.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { EventSummary, FacilityDate, PlannedEvent } from './event.ts';
import * as pages from './event-pages.repository.server.ts';
import { hostedOrganisationIds } from './events.policy.ts';
import { EVENTS_PER_PAGE } from './events.schema.ts';

/** A date of one's own office with its people. Throws NOT_FOUND, also for another office's. */
export async function getEvent(
  ctx: ActorContext,
  { eventId }: { eventId: string },
): Promise<PlannedEvent & { meetings: Meeting[] }> {
  const event = await pages.findPlannedEvent(ctx.db, eventId, plannedOrganisationIds(ctx.actor));
  requireAllowed(event !== null);
  return { ...event, meetings: await listMeetings(ctx, eventId) };
}

export async function listProjectEvents(
  ctx: ActorContext,
  input: { projectId: string; when: 'upcoming' | 'past'; page: number },
): Promise<{ items: EventSummary[]; total: number; pageSize: number }> {
  await getProject(ctx, input);
  const list = await pages.listProjectEvents(ctx.db, input.projectId, {
    isPast: input.when === 'past',
    now: ctx.now,
    limit: EVENTS_PER_PAGE,
    offset: (input.page - 1) * EVENTS_PER_PAGE,
  });
  return { ...list, pageSize: EVENTS_PER_PAGE };
}

/** What comes to the houses whose contact one is. */
export async function facilityDates(
  ctx: ActorContext,
  { page }: { page: number },
): Promise<{ items: FacilityDate[]; total: number; pageSize: number }> {
  const list = await pages.listFacilityDates(ctx.db, hostedOrganisationIds(ctx.actor), {
    now: ctx.now,
    limit: EVENTS_PER_PAGE,
    offset: (page - 1) * EVENTS_PER_PAGE,
  });
  return { ...list, pageSize: EVENTS_PER_PAGE };
}
