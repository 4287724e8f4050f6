/**
 * What people can be told, and what the words need to know of it. A feature that tells something adds its kind here,
 * its words in `words.ts`, and calls `notify`. Never among the facts: a client's name, address or health.
 */
export type NoticeFacts = {
  /** Dates fell away, told in one notice however many they are; instants as ISO text. */
  series_dates_cancelled: { dates: { title: string; at: string }[]; reasons: string[] };
  /** Dates that had fallen away take place after all. */
  series_dates_restored: { dates: { title: string; at: string }[]; reasons: string[] };
  /** The office changed a series: dates at new times, dates that are gone, places that could not be kept. */
  series_changed: {
    title: string;
    moved: { from: string; to: string }[];
    cancelled: string[];
    released: string[];
  };
  /** A history week is over, and everybody who helped is thanked. */
  history_week_thanks: { title: string };
};
export type NoticeKind = keyof NoticeFacts;

/** What an office is to telephone about; the words are in `words.ts`. */
export type CallFacts = {
  /** A notice that nobody has read in time. */
  notice_unread: { kind: NoticeKind; title: string };
};
export type CallKind = keyof CallFacts;

/** A notice as its reader gets it. */
export type Notice = {
  id: string;
  kind: string;
  details: unknown;
  eventId: string | null;
  shiftId: string | null;
  projectId: string | null;
  createdAt: Date;
  readAt: Date | null;
};

/** How a call went: somebody was reached, it settled itself, or nobody was reached for good. */
export const callOutcomes = ['reached', 'settled', 'gave_up'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** A call to be made, as the office's list shows it. */
export type CallTask = {
  id: string;
  organisationId: string;
  kind: string;
  details: unknown;
  personId: string | null;
  personName: string | null;
  phone: string | null;
  requestId: string | null;
  eventId: string | null;
  createdAt: Date;
  dueAt: Date;
  doneAt: Date | null;
  outcome: string | null;
  note: string;
};

/** Whether a call is late. */
export function isOverdue(task: { dueAt: Date; doneAt: Date | null }, now: Date): boolean {
  return task.doneAt === null && task.dueAt <= now;
}
