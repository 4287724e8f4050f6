import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { DESK_DAYS } from '#lib/features/scheduling/desk.ts';
import { addDays } from '#lib/time/date.ts';
import { defaultTimeZone, wallTime } from '#lib/time/zone.ts';
import type { PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ locals, url, depends, parent }) => {
  depends('app:desk');
  const { now } = locals.context;
  const asked = url.searchParams.get('stelle') ?? '';
  const organisationId = uuid.test(asked) ? asked : null;
  const [desk, requests] = await Promise.all([
    locals.api.scheduling.desk(organisationId ? { organisationId } : undefined),
    locals.api.requests.desk(organisationId ? { organisationId } : undefined),
  ]);

  const { actor, town } = await parent();
  const planned = new Set(plannedOrganisationIds(actor));
  const organisations = new Map(
    actor.memberships
      .filter((seat) => planned.has(seat.organisationId))
      .map((seat) => [seat.organisationId, seat.organisationName]),
  );
  const today = wallTime(now);
  return {
    desk,
    requests,
    now,
    today: today.date,
    hour: today.hour,
    until: addDays(today.date, DESK_DAYS - 1),
    timeZone: town?.timeZone ?? defaultTimeZone,
    organisationId,
    organisations: [...organisations],
  };
};
