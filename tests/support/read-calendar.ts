import ICAL from 'ical.js';

/** A feed as a calendar program reads it. */
export type ReadFeed = { name: string; events: Map<string, ReadEvent>; lines: string[] };
export type ReadEvent = {
  uid: string;
  sequence: number;
  summary: string;
  description: string;
  location: string | null;
  status: string;
  class: string | null;
  zone: string;
  /** The wall clock of the zone, `2026-11-24T15:00`. */
  start: string;
  startAt: Date;
  endAt: Date;
};

/** Reads a feed with `ical.js`, by the zone that it brings along and no other. */
export function readBack(text: string): ReadFeed {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const events = calendar.getAllSubcomponents('vevent').map((component): ReadEvent => {
    const event = new ICAL.Event(component);
    const value = (name: string) => component.getFirstPropertyValue(name)?.toString() ?? null;
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      location: value('location'),
      status: value('status')!,
      class: value('class'),
      zone: event.startDate.zone.tzid,
      start: event.startDate.toString().slice(0, 16),
      startAt: event.startDate.toJSDate(),
      endAt: event.endDate.toJSDate(),
    };
  });
  return {
    name: String(calendar.getFirstPropertyValue('name')),
    events: new Map(events.map((event) => [event.uid, event])),
    lines: text.split('\r\n'),
  };
}
