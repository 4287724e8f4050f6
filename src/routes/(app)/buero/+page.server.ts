import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { sayCall } from '#lib/features/messaging/said.ts';
import { DESK_DAYS } from '#lib/features/scheduling/desk.ts';
import { addDays } from '#lib/time/date.ts';
import { defaultTimeZone, wallTime } from '#lib/time/zone.ts';
import type { PageServerLoad } from './$types';

/** The first calls stand on the desk, the others on their own page. */
const CALLS_SHOWN = 3;

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ locals, url, depends, parent }) => {
  depends('app:desk');
  const { now } = locals.context;
  const asked = url.searchParams.get('stelle') ?? '';
  const organisationId = uuid.test(asked) ? asked : null;
  const office = organisationId ? { organisationId } : {};
  const [desk, questions, offers, calls, requests, replacements, steps] = await Promise.all([
    locals.api.scheduling.desk(office),
    locals.api.series.questions(),
    locals.api.substitutes.list(office),
    locals.api.messaging.calls(office),
    locals.api.requests.desk(office),
    locals.api.rosters.replacements(office),
    locals.api.recruiting.due(office),
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
    questions,
    offers,
    calls: calls.items.slice(0, CALLS_SHOWN).map(sayCall),
    callsOpen: calls.total,
    requests,
    replacements,
    steps,
    now,
    today: today.date,
    hour: today.hour,
    until: addDays(today.date, DESK_DAYS - 1),
    timeZone: town?.timeZone ?? defaultTimeZone,
    organisationId,
    organisations: [...organisations],
  };
};
