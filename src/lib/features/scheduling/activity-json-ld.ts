import type { Activity } from './activity.ts';
import { eventJsonLd, jsonLdGraph } from './event-json-ld.ts';

/**
 * The activity's dates as schema.org Events, for search engines and for whoever collects what is on. One Event per
 * event, also when it has several shifts. `url` is the page's own address.
 */
export function activityJsonLd(activity: Activity, url: string, town: string): object {
  const events = new Map(activity.dates.map((date) => [date.eventId, date]));
  const facts = { description: activity.summary, organiser: activity.organisation };
  return jsonLdGraph([...events.values()].map((date) => eventJsonLd({ ...date, ...facts }, url, town)));
}
