import type { NamedSuggestion } from '#lib/features/matching/suggestion.ts';
import type { Question, Tandem } from './tandem.ts';

/** A visit that somebody else might come to, as the office sees it. */
export type StandInVisit = {
  eventId: string;
  shiftId: string;
  startAt: Date;
  endAt: Date;
  /** The person has agreed that somebody else may come. */
  isAgreed: boolean;
  visitorName: string | null;
  /** Who is asked, or has said yes. */
  standIn: { id: string; volunteerId: string; name: string; phone: string | null; askedAt: Date } | null;
};

/** The same with whom to ask. */
export type StandInPage = {
  tandem: Tandem;
  visit: StandInVisit;
  suggested: NamedSuggestion[];
  nearly: NamedSuggestion[];
};

/** A single visit as somebody sees it who is asked to come, or comes. */
export type MyStandIn = {
  id: string;
  startAt: Date;
  endAt: Date;
  answer: 'yes' | null;
  officeName: string;
  officePhone: string | null;
  question: Omit<Question, 'minutes' | 'everyWeeks'>;
  /** She has said how it was. */
  isRecorded: boolean;
  /** Only around the day of the visit. */
  person: {
    name: string;
    phone: string | null;
    street: string;
    postalCode: string | null;
    about: string;
  } | null;
};
