import type { ActorContext } from '#lib/server/context.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import { chosenOrganisationIds } from './calendar.service.server.ts';
import { DESK_DAYS, type Desk, URGENT_DAYS } from './desk.ts';
import { readDesk } from './desk.repository.server.ts';

/** What needs the actor's offices today, most urgent first. Throws NOT_FOUND for somebody else's office. */
export async function desk(
  ctx: ActorContext,
  { organisationId }: { organisationId?: string } = {},
): Promise<Desk> {
  const organisationIds = chosenOrganisationIds(ctx, organisationId);
  const today = wallTime(ctx.now).date;
  const day = (days: number) => startOfDay(addDays(today, days));
  return readDesk(ctx.db, organisationIds, {
    now: ctx.now,
    yesterday: day(-1),
    today: day(0),
    tomorrow: day(1),
    urgentUntil: day(URGENT_DAYS),
    until: day(DESK_DAYS),
  });
}
