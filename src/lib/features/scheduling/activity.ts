import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { ShiftCard } from './finder.ts';
import type { SignupStatus } from './signup.ts';

/** A date of an activity in full, as its own page and the activity's show it. */
export type ActivityDate = ShiftCard & {
  street: string | null;
  postalCode: string | null;
  city: string | null;
  room: string | null;
  note: string | null;
  language: string | null;
  /** Kinds of qualification that one must hold on the day. */
  requirements: string[];
  isStepFree: boolean;
  accessNote: string | null;
  isCancelled: boolean;
  cancellationReason: string | null;
};

export type Activity = {
  id: string;
  title: string;
  kind: ProjectKind;
  summary: string;
  description: string;
  languages: string[];
  isStanding: boolean;
  insuredThrough: string;
  organisation: { name: string; phone: string | null; email: string | null };
  /** A page of the dates to come, and how many there are. */
  dates: ActivityDate[];
  total: number;
};

/** Everything that the page of one shift says. */
export type ShiftPage = {
  activity: Omit<Activity, 'dates' | 'total'>;
  shift: ActivityDate;
  /** Why nobody can sign up any more; null while one can. */
  closed: 'past' | 'cancelled' | 'closed' | null;
  /** Null for visitors who are not signed in. */
  own: OwnState | null;
};

/** How a shift stands with the signed-in person: her place, or what is in the way of one. */
export type OwnState = {
  status: SignupStatus | null;
  position: number | null;
  missing: string[];
  conflict: ShiftCard | null;
};
