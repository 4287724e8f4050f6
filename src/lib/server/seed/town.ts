import type { PlainDate } from '#lib/time/date.ts';
import type { Writer } from './copy.server.ts';
import type { Random } from './random.ts';
import type { Day } from './school-year.ts';

export type District = {
  code: string;
  name: string;
  latitude: number;
  longitude: number;
  postalCodes: string[];
};

/** What every part of the seed works with. */
export type Town = {
  random: Random;
  writer: Writer;
  /** One hash for all invented people: hashing is made to be slow. */
  passwordHash: string;
  today: PlainDate;
  /** The beginning of today (milliseconds): the invented past ends here, whatever the clock says. */
  anchor: number;
  timeZone: string;
  travelBufferMs: number;
  points: Map<string, { latitude: number; longitude: number }>;
  /** The days that get dates. */
  days: Day[];
  /** Days on which a house is closed, by the house. */
  closedOn: Map<string, Set<PlainDate>>;
  /** Milliseconds at which the town's clocks show this; kept, because asking the zone is slow. */
  instant(date: PlainDate, time: string): number;
};
