/**
 * What people can be told, and what the words need to know of it. A feature that tells something adds its kind here,
 * its words in `words.ts`, and calls `notify`. Never among the facts: a client's name, address or health.
 */
export type NoticeFacts = {
  /** Dates fell away, told in one notice however many they are; instants as ISO text. */
  series_dates_cancelled: { dates: { title: string; at: string }[]; reasons: string[] };
  /** Dates that had fallen away take place after all. */
  series_dates_restored: { dates: { title: string; at: string }[]; reasons: string[] };
  /** To who planned them: single dates at a house that is closed on their day. */
  house_closed: { house: string; dates: { title: string; at: string }[] };
  /** The office changed a series: dates at new times, dates that are gone, places that could not be kept. */
  series_changed: {
    title: string;
    moved: { from: string; to: string }[];
    cancelled: string[];
    released: string[];
  };
  /** Somebody asks for a substitute. */
  substitute_wanted: DateFacts & { givenName: string; note: string };
  /** To who asked: somebody comes instead. */
  substitute_found: DateFacts & { givenName: string };
  /** To who asked: somebody would come, and the office has still to agree. */
  substitute_proposed: DateFacts & { givenName: string };
  /** To who asked: the yes was taken back, the search goes on. */
  substitute_reopened: DateFacts;
  /** To the project's contact: a substitute waits for the office's word. */
  substitute_to_approve: DateFacts & { givenName: string; substitute: string };
  /** To who said yes: the place is theirs now. */
  substitute_confirmed: DateFacts & { givenName: string };
  /** To who said yes: it is not needed after all. */
  substitute_not_needed: DateFacts;
  /** To the house: somebody else comes than was announced. */
  substitute_comes: DateFacts & { givenName: string; substitute: string };
  /** To the house: that was taken back. */
  substitute_comes_not: DateFacts & { givenName: string; substitute: string };
  /** To who was to come: the office has taken that back. */
  substitute_on_hold: DateFacts;
  /** A place became free, and who waited has it now. */
  place_moved_up: DateFacts;
  /** Would she read with a child? Which class and when stands on her page. */
  reading_question: Record<string, never>;
  /** The first meeting with the teacher is agreed on, or moved. */
  reading_meeting: { school: string; at: string };
  /** A mentor has been placed at a school; who the child is stands on her page. */
  reading_placed: { school: string; weekday: number; startTime: string; firstOn: string };
  /** The school calls reading hours off; instants as ISO text. */
  reading_called_off: { school: string; reason: string; dates: string[] };
  /** They take place after all. */
  reading_takes_place: { school: string; dates: string[] };
  /** To the school: a mentor cannot come; instants as ISO text. */
  reading_mentor_away: { dates: string[]; eventIds: string[]; mentor: string };
  /** To the school: she comes after all. */
  reading_mentor_back: { dates: string[]; eventIds: string[]; mentor: string };
  reading_pair_ended: { school: string; lastOn: string };
  /** Does it go on in the new school year? */
  reading_rollover: { school: string; year: string };
  /** To the office: it is time to ask that; so many pairs run. */
  reading_rollover_due: { year: string; pairs: number };
  /** To the school: it will soon be asked that. */
  reading_rollover_ahead: { school: string; year: string };
  /** There is an answer, or a date, to what a house has asked for. */
  request_news: { reference: string; requestId: string };
  /** To the office: the house has planned its week. */
  history_week_ready: { title: string; projectId: string; sessions: number };
  /** Would she visit somebody? Who it is, her page does not say either. */
  tandem_question: { tandemId: string; district: string };
  /** The joint first meeting is agreed on, or moved. */
  tandem_meeting: { tandemId: string; at: string };
  /** It comes to nothing, or is over; why is nobody's business. */
  tandem_not_now: Record<string, never>;
  /** Could she help at these dates? The place is hers when she says yes; instants as ISO text. */
  roster_question: { dates: { title: string; at: string }[] };
  /** The office has given her these places. */
  roster_placed: { dates: { title: string; at: string }[] };
  /** The office has given these places of hers to somebody else. */
  roster_released: { dates: { title: string; at: string }[] };
  /** The office has taken back that it had given her these places. */
  roster_withdrawn: { dates: { title: string; at: string }[] };
  /** A history week is over, and everybody who helped is thanked. */
  history_week_thanks: { title: string };
  /** Nothing is missing any more: the volunteer may begin. */
  recruiting_ready: { activity: string; office: string };
  /** The office has booked a talk or a training for her, as they agreed. */
  recruiting_booked: DateFacts;
};
/** Which date it is about: an instant in ISO, told on the wall clock of where it takes place. */
export type DateFacts = { title: string; startAt: string; timeZone: string };
export type NoticeKind = keyof NoticeFacts;

/** What an office is to telephone about; the words are in `words.ts`. */
export type CallFacts = {
  /** A notice that nobody has read in time. */
  notice_unread: { kind: NoticeKind; title: string };
  /** Nobody has taken over a place yet, and the date is near. */
  substitute_needed: DateFacts & { offerId: string; givenName: string };
  /** The person of a request must hear where her data came from (Art. 14 GDPR). */
  request_person_notice: { reference: string; requestId: string };
  /** Whoever asked has no e-mail and is to hear the answer. */
  request_answer: { reference: string; requestId: string };
  /** A volunteer has not said whether she would visit somebody. */
  tandem_no_answer: { tandemId: string };
  /** She asks to be called about it. */
  tandem_wants_call: { tandemId: string };
  /** She would: now the person is asked. */
  tandem_ask_client: { tandemId: string };
  /** How do they get on? Each side is asked for itself. */
  tandem_review: { tandemId: string; who: 'client' | 'volunteer'; stage: 'middle' | 'end' };
  /** Every three months: how is the person? */
  tandem_follow_up: { tandemId: string };
  /** Every six weeks: a talk with the volunteer. */
  tandem_reflection: { tandemId: string };
  /** No visit has been confirmed for three weeks. */
  tandem_silent: { tandemId: string };
  /** The volunteer has a worry about the person. */
  tandem_concern: { tandemId: string };
  /** A mentor has not said whether she would read with a child. */
  reading_no_answer: { pairId: string };
  /** She asks to be called about it. */
  reading_wants_call: { pairId: string };
  /** She would: now the first meeting is agreed on with the school; its room may be taken by now. */
  reading_ask_school: { pairId: string; isTaken: boolean };
  /** How do they get on? Each side is asked for itself. */
  reading_review: { pairId: string; who: 'school' | 'mentor' };
  /** The person has died: the volunteer is told by a human being. */
  tandem_bereavement: { tandemId: string };
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
