import { wallTime } from '#lib/time/zone.ts';

/** What search engines and event calendars are told of a date. */
export type EventFacts = {
  title: string;
  description: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  /** When it was to begin before it was moved. */
  movedFrom?: Date | null;
  isCancelled: boolean;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  languages?: string[];
  organiser: { name: string; phone: string | null };
};

/** A date as a schema.org Event. `url` is its page's own address, `town` the city of a place that names none. */
export function eventJsonLd(event: EventFacts, url: string, town: string): object {
  const { movedFrom, organiser, timeZone } = event;
  const status = event.isCancelled ? 'EventCancelled' : movedFrom ? 'EventRescheduled' : 'EventScheduled';
  return {
    '@type': 'Event',
    name: event.title,
    ...(event.description && { description: event.description }),
    startDate: isoWithOffset(event.startAt, timeZone),
    endDate: isoWithOffset(event.endAt, timeZone),
    ...(movedFrom && { previousStartDate: isoWithOffset(movedFrom, timeZone) }),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    ...(event.languages && { inLanguage: event.languages }),
    location: {
      '@type': 'Place',
      name: event.placeName,
      address: {
        '@type': 'PostalAddress',
        ...(event.street && { streetAddress: event.street }),
        ...(event.postalCode && { postalCode: event.postalCode }),
        addressLocality: event.city ?? town,
        addressCountry: 'DE',
      },
    },
    organizer: {
      '@type': 'Organization',
      name: organiser.name,
      ...(organiser.phone && { telephone: organiser.phone }),
    },
    url,
  };
}

/** Several Events in one document. */
export function jsonLdGraph(events: object[]): object {
  return { '@context': 'https://schema.org', '@graph': events };
}

/** "2026-11-24T14:30:00+01:00": the wall clock of the place, and how far it is from UTC on that day. */
export function isoWithOffset(instant: Date, timeZone: string): string {
  const { date, time } = wallTime(instant, timeZone);
  const minutes = Math.round((Date.parse(`${date}T${time}Z`) - instant.getTime()) / 60_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${date}T${time}:00${offset}`;
}
