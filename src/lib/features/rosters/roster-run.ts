import type { Places } from '#lib/features/scheduling/calendar.ts';
import type { Reason } from '#lib/features/scheduling/fit.ts';
import type { ShiftRole } from '#lib/features/scheduling/shift.ts';
import type { PlainDate } from '#lib/time/date.ts';

export const runStates = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export type RunState = (typeof runStates)[number];

/** Why a search ended without a proposal; in each case nothing has changed. */
export type RunFailure =
  'nothing_open' | 'nobody_eligible' | 'no_time' | 'contradiction' | 'stopped' | 'interrupted' | 'unexpected';

/** Whether a page that shows it has to look again. */
export function isAtWork(state: RunState): boolean {
  return state === 'queued' || state === 'running';
}

/** How long a search may seem to stand still before it counts as dead. */
export const PATIENCE_SECONDS = 60;

/** Which places may move: none, those that the office has given, all but standing promises. */
export const moveScopes = ['none', 'given', 'all'] as const;
export type MoveScope = (typeof moveScopes)[number];

/** What becomes of a proposal. `left_out`: the office does not want it. `agreed`: asked, and said yes. */
export type ProposalState =
  'proposed' | 'left_out' | 'placed' | 'released' | 'asked' | 'agreed' | 'declined' | 'refused';

/** Why somebody is proposed: as with every shift, and what only the week shows. */
export type RosterReason = Reason | { code: 'knows_project'; times: number } | { code: 'together' };

/** What each reason is worth. Everybody who fits begins with `base`. */
const points: Partial<Record<RosterReason['code'], number>> = {
  available: 40,
  same_district: 25,
  language: 20,
  near: 15,
  skill: 15,
  qualified: 10,
  knows_project: 30,
  together: 20,
};
const BASE_POINTS = 100;

export function pointsOf(reasons: readonly RosterReason[]): number {
  return reasons.reduce((sum, { code }) => sum + (points[code] ?? 0), BASE_POINTS);
}

export type RosterRun = {
  id: string;
  weekOn: PlainDate;
  moves: MoveScope;
  seconds: number;
  state: RunState;
  failure: RunFailure | null;
  createdAt: Date;
  createdByName: string | null;
  organisations: { id: string; name: string }[];
  objective: number | null;
  bound: number | null;
  gap: number | null;
  elapsedSeconds: number | null;
  outcome: 'optimal' | 'time-limit' | 'feasible' | null;
  step: number;
  isClosed: boolean;
};

export type Proposal = {
  id: string;
  shiftId: string;
  personId: string;
  name: string;
  kind: 'place' | 'release';
  /** The place that she gives up for this one, if she says yes. */
  insteadOf: { title: string; startAt: string } | null;
  /** A release that belongs to such a place, and is decided with it. */
  isPartOfMove: boolean;
  reasons: RosterReason[];
  isMended: boolean;
  state: ProposalState;
  step: number | null;
  refusal: string | null;
  refusalDetails: Record<string, unknown> | null;
};

/** A shift of the week with who is proposed for it. */
export type ProposedShift = Places & {
  id: string;
  eventId: string;
  title: string;
  role: ShiftRole;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  placesBy: 'asking' | 'placing';
  /** People who are asked and have not answered. */
  asked: number;
  suited: number;
  /** How many people lack only this. */
  lacking: Record<string, number>;
  proposals: Proposal[];
};

/** A shift for which somebody was found after a no, or once somebody had agreed to move away. */
export type Replacement = {
  runId: string;
  shiftId: string;
  eventId: string;
  title: string;
  startAt: Date;
  timeZone: string;
  placesBy: 'asking' | 'placing';
  people: { proposalId: string; name: string }[];
  /** Who does not come after all. */
  insteadOf: string[];
};

/** What the week is for somebody who could help. */
export type PersonsWeek = {
  personId: string;
  name: string;
  minutesBefore: number;
  /** With what is accepted so far, and with all that is still proposed or asked. */
  minutesAccepted: number;
  minutesAfter: number;
  suited: number;
  obstacle: string | null;
};

/** How many more are coming if everything open is accepted. */
export function proposedPlaces({ proposals }: Pick<ProposedShift, 'proposals'>): number {
  return proposals.reduce(
    (sum, { kind, state }) => (state === 'proposed' ? sum + (kind === 'place' ? 1 : -1) : sum),
    0,
  );
}

/** How many people are still missing when all that is proposed and asked comes true. */
export function stillShort(shift: ProposedShift): number {
  return Math.max(0, shift.min - shift.taken - shift.asked - proposedPlaces(shift));
}
