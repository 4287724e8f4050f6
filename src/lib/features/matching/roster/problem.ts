/**
 * The roster: whom to place on which shift. One form for the week of all offices and, with no times given, for plain
 * assignment with capacities. Minutes count from one origin, `x` and `y` are metres, `speed` is metres per minute.
 *
 * Hard: at most `max` volunteers per shift; a volunteer's `maxMinutes` and `maxShifts`; not two shifts of one event;
 * of two shifts the later starts no earlier than the other's end plus travel; people `apart` never at one event.
 *
 * Maximised: Σ score + `served` × volunteers with a shift − `overTarget` × Σ minutes beyond `targetMinutes`
 * − `short` × Σ max(0, `min` − people on the shift).
 */
export type Problem = {
  weights: Weights;
  travel: Travel;
  volunteers: Volunteer[];
  shifts: Shift[];
  /** The eligible pairs only, each once. */
  pairs: Pair[];
  /** Two volunteers, by index, who must not meet. */
  apart: [number, number][];
};

export type Weights = { served: number; overTarget: number; short: number };
/** Travel takes 0 at the same place, else `fixedMinutes` + distance × `detour` / speed. */
export type Travel = { fixedMinutes: number; detour: number };
/** A limit that is missing does not bind. Without speed there is no travel. */
export type Volunteer = {
  id: string;
  maxMinutes?: number;
  targetMinutes?: number;
  maxShifts?: number;
  speed?: number;
};
/** Without times it conflicts with nothing; without a place nobody travels to it. */
export type Shift = {
  id: string;
  event?: string;
  start?: number;
  end?: number;
  x?: number;
  y?: number;
  min?: number;
  max: number;
};
/** Index of the volunteer, index of the shift, score, and the minutes it takes (default: the shift's length). */
export type Pair = [volunteer: number, shift: number, score: number, minutes?: number];

/** A place: a volunteer on a shift, by their ids. */
export type Assignment = { volunteer: string; shift: string };

/** `optimal`: gap ≤ 1e-6; `time-limit`: stopped by the clock or by somebody; `feasible`: the search has ended. */
export type Status = 'optimal' | 'time-limit' | 'feasible';

export type Progress = {
  objective: number;
  /** Proven: no feasible plan is worth more. */
  bound: number;
  /** (bound − objective) / |objective| */
  gap: number;
  seconds: number;
};

export type Solution = Progress & {
  status: Status;
  assignments: Assignment[];
  /** Per shift what one more place would be worth: its scarcity. To be handed on when the problem is solved again. */
  prices: Float64Array;
};

/** A problem that cannot be one. The message is one sentence that names the path. */
export class ProblemError extends Error {
  constructor(path: string, fault: string) {
    super(`${path}: ${fault}.`);
    this.name = 'ProblemError';
  }
}

/** What a pair takes from the volunteer's minutes. */
export function minutesOf(pair: Pair, shift: Shift): number {
  return pair[3] ?? (shift.start !== undefined && shift.end !== undefined ? shift.end - shift.start : 0);
}

export function gapOf(objective: number, bound: number): number {
  const distance = Math.max(0, bound - objective);
  // Against an objective of nothing every distance is large, but still a number in JSON.
  return distance === 0 ? 0 : distance / Math.max(Math.abs(objective), 1e-9);
}
