import { UNDO_SECONDS } from '#lib/features/scheduling/signup.ts';

/** The message with the button stays a little longer than promised, and a slow network comes on top. */
export const UNDO_GRACE_SECONDS = UNDO_SECONDS + 10;

/** At most so many are asked for one place: enough to find somebody, few enough to mean them. */
export const ASK_AT_MOST = 10;

/** Hours before a date at which the office is asked to telephone when nobody has taken over. */
const CALL_HOURS_BEFORE = 24;
/** When it is as late as that already, those who were asked get so many minutes first. */
const MINUTES_TO_ANSWER = 30;
const MINUTE = 60_000;

/**
 * When the office is asked to telephone if nobody has taken over by then: a day before; later than that, when half an
 * hour has passed, or half of what is left.
 */
export function callOfficeAt(startAt: Date, now: Date): Date {
  const left = Math.max(0, startAt.getTime() - now.getTime());
  const patience = Math.min(MINUTES_TO_ANSWER * MINUTE, left / 2);
  const dayBefore = startAt.getTime() - CALL_HOURS_BEFORE * 60 * MINUTE;
  return new Date(Math.max(dayBefore, now.getTime() + patience));
}

/** What makes the notices to those who were asked, and the office's call, one. */
export const askKey = (offerId: string) => `substitute ${offerId}`;

/** The date whose place is offered. */
type OfferedDate = {
  shiftId: string;
  eventId: string;
  title: string;
  role: string;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
};

/** A place for which a substitute is looked for, with everything that its office knows. */
export type Offer = OfferedDate & {
  offerId: string;
  organisationId: string;
  projectId: string;
  venueId: string | null;
  contactId: string | null;
  needsApproval: boolean;
  note: string;
  offeredAt: Date;
  person: { personId: string; givenName: string; name: string; phone: string | null };
  /** Who has said yes and waits for the office's word. */
  accepted: { personId: string; givenName: string; name: string; phone: string | null } | null;
  asked: number;
  declined: number;
  waitingCount: number;
  isClosed: boolean;
};

/** An offer as those read it who are asked: of the other person only how they are called. */
export type AskedOffer = OfferedDate &
  Pick<Offer, 'offerId' | 'note' | 'needsApproval'> & {
    givenName: string;
    /** She has said yes; the office has still to agree. */
    isProposed: boolean;
  };

/** The search for one's own substitute. */
export type OwnOffer = OfferedDate &
  Pick<Offer, 'offerId' | 'note' | 'asked' | 'declined' | 'waitingCount'> & {
    proposedGivenName: string | null;
  };

export function asAsked(offer: Offer, personId: string): AskedOffer {
  const { offerId, note, needsApproval, person, accepted } = offer;
  return {
    ...dateOf(offer),
    ...{ offerId, note, needsApproval },
    givenName: person.givenName,
    isProposed: accepted?.personId === personId,
  };
}

export function asOwn(offer: Offer): OwnOffer {
  const { offerId, note, asked, declined, waitingCount, accepted } = offer;
  return {
    ...dateOf(offer),
    ...{ offerId, note, asked, declined, waitingCount },
    proposedGivenName: accepted?.givenName ?? null,
  };
}

function dateOf(offer: Offer): OfferedDate {
  const { shiftId, eventId, title, role, label, startAt, endAt, timeZone, placeName } = offer;
  return { shiftId, eventId, title, role, label, startAt, endAt, timeZone, placeName };
}

/** What somebody who is away can do with a place that falls into it. */
export const placeChoices = ['free', 'substitute', 'keep'] as const;
export type PlaceChoice = (typeof placeChoices)[number];

/** What has become of a place that falls into an absence. */
export type PlaceState = 'undecided' | 'kept' | 'offered' | 'freed';

/** A place that falls into an absence. */
export type AwayPlace = Omit<OfferedDate, 'eventId'> & {
  state: PlaceState;
  isWaiting: boolean;
  /** Somebody waits for it: looking for a substitute is not needed. */
  hasWaiting: boolean;
  /** Freed, and still to be had. */
  isFree: boolean;
};

/** Days away with the places that fall into them. */
export type Away = {
  absenceId: string;
  personId: string;
  givenName: string;
  name: string;
  firstOn: string;
  lastOn: string;
  places: AwayPlace[];
};
