import { wallTime } from '#lib/time/zone.ts';
import type { Activity, ActivityDate } from './activity.ts';

/**
 * The activity's dates as schema.org Events, for search engines and for whoever collects what is on. One Event per
 * event, also when it has several shifts. `url` is the page's own address.
 */
export function activityJsonLd(activity: Activity, url: string, town: string): object {
  const events = new Map(activity.dates.map((date) => [date.eventId, date]));
  return {
    '@context': 'https://schema.org',
    '@graph': [...events.values()].map((date) => eventJsonLd(date, activity, url, town)),
  };
}

function eventJsonLd(date: ActivityDate, activity: Activity, url: string, town: string): object {
  return {
    '@type': 'Event',
    name: date.title,
    ...(activity.summary && { description: activity.summary }),
    startDate: isoWithOffset(date.startAt, date.timeZone),
    endDate: isoWithOffset(date.endAt, date.timeZone),
    eventStatus: `https://schema.org/${date.isCancelled ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: date.placeName,
      address: {
        '@type': 'PostalAddress',
        ...(date.street && { streetAddress: date.street }),
        ...(date.postalCode && { postalCode: date.postalCode }),
        addressLocality: date.city ?? town,
        addressCountry: 'DE',
      },
    },
    organizer: {
      '@type': 'Organization',
      name: activity.organisation.name,
      ...(activity.organisation.phone && { telephone: activity.organisation.phone }),
    },
    url,
  };
}

/** "2026-11-24T14:30:00+01:00": the wall clock of the place, and how far it is from UTC on that day. */
export function isoWithOffset(instant: Date, timeZone: string): string {
  const { date, time } = wallTime(instant, timeZone);
  const minutes = Math.round((Date.parse(`${date}T${time}Z`) - instant.getTime()) / 60_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${date}T${time}:00${offset}`;
}
