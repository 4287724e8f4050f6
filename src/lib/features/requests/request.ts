import type { OrganisationKind } from '#lib/features/organisations/organisation.ts';
import type { ProjectKind } from '#lib/features/projects/project.ts';
import { addDays, daysBetween, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { isPublicHoliday } from '#lib/time/holidays.ts';
import { wallTime } from '#lib/time/zone.ts';

/** How a request came: by the public form, from a facility that is signed in, or told to the office. */
export type RequestChannel = 'web' | 'facility' | 'office';

/** What may be asked for: every kind of project, and somebody who brings a topic to a group that meets already. */
export const requestKinds = [
  'visiting',
  'accompanying',
  'reading',
  'history_week',
  'group',
  'impulse',
  'other',
] as const satisfies (ProjectKind | 'impulse')[];
export type RequestKind = (typeof requestKinds)[number];

/** The kind of the project that answers such a request. */
export function projectKindFor(kind: RequestKind): ProjectKind {
  return kind === 'impulse' ? 'other' : kind;
}

/** The kinds as a house of this sort is offered them, the likeliest first. */
export function kindsFor(house: OrganisationKind): readonly RequestKind[] {
  const first: Partial<Record<OrganisationKind, RequestKind[]>> = {
    parish: ['impulse', 'group'],
    meeting_place: ['impulse', 'group'],
    care_home: ['visiting', 'accompanying', 'history_week'],
  };
  const likely = first[house] ?? ['reading', 'history_week'];
  return [...likely, ...requestKinds.filter((kind) => !likely.includes(kind))];
}

/** What relatives and neighbours may ask for without an account. */
export const visitKinds = ['visiting', 'accompanying'] as const satisfies ProjectKind[];

/** How the contact stands to the person who shall be visited. */
export const relations = [
  'self',
  'child',
  'partner',
  'family',
  'neighbour',
  'professional',
  'other',
] as const;
export type Relation = (typeof relations)[number];

/** Whether the person knows of the request: asked, because it is hers to decide. */
export const personKnows = ['yes', 'not_yet', 'unsure'] as const;
export type PersonKnows = (typeof personKnows)[number];

export const declineReasons = [
  'nobody_free',
  'not_our_task',
  'outside',
  'not_wanted',
  'not_reached',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** The way of a request; the last three end it. */
export const requestStates = [
  'new',
  'in_talk',
  'planned',
  'running',
  'done',
  'declined',
  'withdrawn',
  'merged',
] as const;
export type RequestState = (typeof requestStates)[number];

/** What still waits for the office: the inbox shows these when nothing else is asked for. */
export const openStates: readonly RequestState[] = ['new', 'in_talk', 'planned'];

/** Where the office may take a request next. */
export const officeSteps = ['in_talk', 'planned', 'running', 'done'] as const;
export type OfficeStep = (typeof officeSteps)[number];

const nextSteps: Record<RequestState, readonly OfficeStep[]> = {
  new: ['in_talk'],
  in_talk: ['planned', 'running', 'done'],
  planned: ['running', 'done'],
  running: ['done'],
  done: [],
  declined: [],
  withdrawn: [],
  merged: [],
};

export function stepsFrom(state: RequestState): readonly OfficeStep[] {
  return nextSteps[state];
}

/** The states from which a step may be taken. */
export function statesBefore(step: OfficeStep): RequestState[] {
  return requestStates.filter((state) => nextSteps[state].includes(step));
}

/** States that can still be declined, withdrawn or merged. */
export const unfinishedStates: readonly RequestState[] = ['new', 'in_talk', 'planned', 'running'];

/** Working days within which a request gets its first call back. */
const CALL_BACK_DAYS = 3;

/** The last day for the first call back: three working days after it came. */
export function callBackOn(createdAt: Date, timeZone: string): PlainDate {
  let date = wallTime(createdAt, timeZone).date;
  for (let days = 0; days < CALL_BACK_DAYS;) {
    date = addDays(date, 1);
    if (weekdayOf(date) <= 5 && !isPublicHoliday(date)) days++;
  }
  return date;
}

/** How long somebody has waited, and whether the first call back is late. */
export function waiting(
  request: { createdAt: Date; state: RequestState },
  now: Date,
  timeZone: string,
): { days: number; isOverdue: boolean } {
  const today = wallTime(now, timeZone).date;
  return {
    days: daysBetween(wallTime(request.createdAt, timeZone).date, today),
    isOverdue: request.state === 'new' && today > callBackOn(request.createdAt, timeZone),
  };
}

/** A line of the office's inbox. */
export type RequestSummary = {
  id: string;
  reference: string;
  channel: RequestChannel;
  kind: RequestKind;
  state: RequestState;
  contactName: string;
  personName: string;
  facilityName: string | null;
  districtName: string | null;
  organisationName: string;
  assigneeName: string | null;
  createdAt: Date;
  newsAt: Date | null;
};

export type RequestMessage = {
  id: string;
  isFromOffice: boolean;
  text: string;
  authorName: string | null;
  createdAt: Date;
};

export type RequestDate = {
  id: string;
  isFromOffice: boolean;
  startAt: Date;
  endAt: Date;
  note: string;
  eventId: string | null;
  insteadOfId: string | null;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
};

/** Open means: the other side has not said anything yet. */
export function isOpenDate(date: RequestDate): boolean {
  return date.confirmedAt === null && date.withdrawnAt === null;
}

/** What both have agreed on can be called off until it begins. */
export function canCallOff(date: RequestDate, now: Date): boolean {
  return date.confirmedAt !== null && date.withdrawnAt === null && date.startAt > now;
}

/** One thing that happened, for the office's history. */
export type RequestStep = { at: Date; by: string | null };

/** A request with everything that its office knows. */
export type Request = RequestSummary & {
  organisationId: string;
  facilityId: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  locale: string;
  isPlain: boolean;
  relation: Relation | null;
  personBornOn: PlainDate | null;
  personKnows: PersonKnows | null;
  place: string;
  districtCode: string | null;
  wish: string;
  facts: Record<string, unknown>;
  createdBy: string | null;
  assigneeId: string | null;
  projectId: string | null;
  projectTitle: string | null;
  declineReason: DeclineReason | null;
  declineText: string | null;
  withdrawnAt: Date | null;
  mergedIntoId: string | null;
  mergedIntoReference: string | null;
  /** The state of the request that this one belongs to. */
  mergedIntoState: RequestState | null;
  taken: RequestStep | null;
  planned: RequestStep | null;
  started: RequestStep | null;
  done: RequestStep | null;
  declined: RequestStep | null;
};

/** What makes another request of the same office look like this one. */
export type Duplicate = {
  id: string;
  reference: string;
  contactName: string;
  personName: string;
  wish: string;
  state: RequestState;
  createdAt: Date;
  isSamePhone: boolean;
};

/** What the requester sees of a request, by link or signed in. */
export type FollowedRequest = {
  reference: string;
  kind: RequestKind;
  state: RequestState;
  contactName: string;
  personName: string;
  wish: string;
  isPlain: boolean;
  hasEmail: boolean;
  createdAt: Date;
  /** Of those who answer: office, its telephone, and who cares for it. */
  officeName: string;
  officePhone: string | null;
  assigneeName: string | null;
  takenAt: Date | null;
  plannedAt: Date | null;
  startedAt: Date | null;
  doneAt: Date | null;
  declineReason: DeclineReason | null;
  declineText: string | null;
  messages: RequestMessage[];
  dates: RequestDate[];
  timeZone: string;
};
