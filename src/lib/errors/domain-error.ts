/**
 * Everything that can go wrong in a way a person can understand. A code is a promise to users and their
 * scripts: it is what the API answers, and the message catalogue has a sentence for it.
 */
export const errorCodes = {
  /** Does not exist, or is not yours: the two look the same on purpose. */
  NOT_FOUND: 404,
  /** Nobody is signed in. */
  UNAUTHORIZED: 401,
  /** Signed in, but in a role that never may. */
  FORBIDDEN: 403,
  /** Wrong e-mail, password or code; the same words whether or not the account exists. */
  WRONG_CREDENTIALS: 401,
  /** The code was tried too often or is too old; a new one is needed. */
  CODE_EXPIRED: 401,
  /** Another account has this e-mail address. */
  EMAIL_TAKEN: 409,
  TOO_MANY_REQUESTS: 429,
  /** `details.reason`: past | cancelled | closed | not_begun. */
  SHIFT_CLOSED: 409,
  /** Only when placed by hand: a volunteer who signs up goes on the waiting list instead. */
  SHIFT_FULL: 409,
  /** Only when placed by hand: somebody is there whom the person is not to meet. */
  NOT_TOGETHER: 409,
  /** `details.shiftId`: the place that stands in the way; `title`, `startAt` and `timeZone` where it may be named. */
  OVERLAPPING_SIGNUP: 409,
  /** A place is no longer to be taken over. `details.reason`: taken | withdrawn. */
  OFFER_CLOSED: 409,
  /** Somebody else has the place meanwhile. */
  PLACE_GONE: 409,
  /** Nobody needs to be asked to substitute: the waiting list moves up. */
  SOMEBODY_WAITS: 409,
  /** `details.missing`: the kinds of qualification. */
  CHECK_MISSING: 409,
  /** The undo came after its seconds were over, or something else has happened since. */
  UNDO_TOO_LATE: 409,
  /** Somebody else saved in the meantime; `details` may say what. */
  CHANGED_MEANWHILE: 409,
  /** Fewer places asked for than people have. `details.taken`. */
  PLACES_TAKEN: 409,
  /** The room has another date then. `details`: `title`, `startAt` and `room` of that one, when it may be named. */
  ROOM_TAKEN: 409,
  /** The house does not give the room at that time. `details`: `room`, `weekday`, `windows` of that day. */
  ROOM_CLOSED: 409,
  /** The child reads with somebody already. `details`: `weekday`, `startTime` and `mentor`, when they may be named. */
  CHILD_PAIRED: 409,
  /** The mentor has another date then. `details`: `title` and `startAt` of that one. */
  MENTOR_BUSY: 409,
  /** One of the two is being asked about somebody, or visits somebody, already. `details.who`: client | volunteer. */
  PROPOSAL_OPEN: 409,
  /** The two may not be brought together. `details.obstacles`: the codes (`matching/eligibility.ts`). */
  NOT_ELIGIBLE: 409,
  /** One of the offices has an open proposal for that week. `details.runId`. */
  ROSTER_OPEN: 409,
  /** The move would put people in two places at once. `details.people`: how many. */
  MOVE_CONFLICTS: 409,
  /** A resident is at another session then. `details`: `name`, `title` and `startAt` of that one. */
  PARTICIPANT_BUSY: 409,
  /** The escort accompanies another resident at this session. */
  ESCORT_TAKEN: 409,
  /** The day is none of the week's. `details.firstOn`, `details.lastOn`. */
  OUTSIDE_WEEK: 400,
  /** An administrator cannot take the last administrator's role away. */
  LAST_ADMINISTRATOR: 409,
  /** Something is already as asked, such as a membership. */
  ALREADY_EXISTS: 409,
  /** Has dates, people or members that still need it. */
  STILL_IN_USE: 409,
  /** A spreadsheet that cannot be taken over. `details.reason` says why. */
  UNREADABLE_FILE: 400,
  /** Input that only the database could judge. `details.field` names it. */
  INVALID_INPUT: 400,
  /** The database does not answer. */
  SERVICE_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorCodes;
export type ErrorDetails = Record<string, unknown>;

/** A refusal with a reason. Services throw it; one place turns it into HTTP, one into words. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** The domain error inside `error` or its causes, or null. */
export function domainErrorOf(error: unknown): DomainError | null {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof DomainError) return e;
  return null;
}
