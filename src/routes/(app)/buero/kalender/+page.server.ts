import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { dayNotes } from '#lib/features/days-off/names.ts';
import { passesFilters, readCalendarAddress, shownDays } from '#lib/features/scheduling/calendar-address.ts';
import { addDays, startOfWeek } from '#lib/time/date.ts';
import { defaultTimeZone, startOfDay, wallTime } from '#lib/time/zone.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends, parent }) => {
  depends('app:calendar');
  const { now } = locals.context;
  const today = wallTime(now).date;
  const address = readCalendarAddress(url.searchParams, today);
  const shown = shownDays(address.view, address.date);
  // A month's page shows whole weeks.
  const from = startOfWeek(shown.from);
  const to = addDays(startOfWeek(addDays(shown.to, -1)), 7);
  const days = { from, to: addDays(to, -1) };
  const [{ events }, daysOff, proposed] = await Promise.all([
    locals.api.scheduling.calendar({
      from: startOfDay(from),
      to: startOfDay(to),
      ...(address.organisationId && { organisationId: address.organisationId }),
    }),
    locals.api.daysOff.forAll(days),
    locals.api.rosters.proposed({ from, to }),
  ]);

  const { actor, town } = await parent();
  const planned = new Set(plannedOrganisationIds(actor));
  const organisations = new Map(
    actor.memberships
      .filter((seat) => planned.has(seat.organisationId))
      .map((seat) => [seat.organisationId, seat.organisationName]),
  );
  const byName = ([, a]: [string, string], [, b]: [string, string]) => a.localeCompare(b, 'de');
  return {
    address,
    shown,
    proposed: Object.fromEntries(proposed.map(({ eventId, places }) => [eventId, places])),
    proposalId: proposed[0]?.runId,
    notes: dayNotes(daysOff, days),
    now,
    today,
    timeZone: town?.timeZone ?? defaultTimeZone,
    events: events.filter((event) => passesFilters(event, address)),
    projects: [...new Map(events.map((event) => [event.projectId, event.projectTitle]))].sort(byName),
    places: [...new Set(events.map((event) => event.placeName).filter(Boolean))].sort((a, b) =>
      a.localeCompare(b, 'de'),
    ),
    organisations: [...organisations],
  };
};
