import type { PlainDate } from '#lib/time/date.ts';
import type { Side, Week } from './history-week.ts';

/** A session that took place, and how many came, as far as somebody has counted. */
export type CountedSession = {
  eventId: string;
  title: string;
  startAt: Date;
  endAt: Date;
  isCancelled: boolean;
  /** Residents and volunteers who were expected: where counting may begin. */
  expected: number;
  people: number | null;
  children: number | null;
};

/** What is left to do after a week. */
export type WrapUp = {
  week: Week;
  side: Side;
  hasEnded: boolean;
  sessions: CountedSession[];
  /** Volunteers to be thanked. */
  helpers: number;
  thankedAt: Date | null;
  lists: { participants: number; places: number; consents: number; standIns: number };
  deletedAt: Date | null;
  /** From when on the lists are deleted by themselves. */
  deletedOn: PlainDate;
};
