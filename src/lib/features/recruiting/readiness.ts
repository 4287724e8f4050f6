import { type Qualification, qualificationState } from '#lib/features/volunteers/qualification.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Stage } from './stage.ts';

/** What decides whether somebody may begin. The database asks the same in `lacking()`. */
export type ReadinessFacts = {
  qualifications: readonly Qualification[];
  /** Null: not told. */
  birthYear: number | null;
  /** Where the application for the activity stands; null: there is none. */
  stage?: Stage | null;
};

/** Green: held. Yellow: ends within 90 days. Red: missing, or over. */
export type Light = 'green' | 'yellow' | 'red';

/** One thing that an activity requires, and how it stands. */
export type Requirement = {
  kind: QualificationKind;
  light: Light;
  /** Red because it is over, or because it only begins later. */
  isExpired: boolean;
  grantedOn: PlainDate | null;
  expiresOn: PlainDate | null;
};

export type Readiness = {
  /** Nothing is missing, and the application neither pauses nor has ended. */
  isReady: boolean;
  missing: QualificationKind[];
  /** Held, but not for long. */
  expiring: { kind: QualificationKind; expiresOn: PlainDate }[];
};

/** Born before this year, nobody needs a measles confirmation (§ 20 (8) IfSG). */
const MEASLES_SINCE = 1971;

/** Whether the kind is asked of this person at all. */
function isAsked(kind: QualificationKind, birthYear: number | null): boolean {
  return kind !== 'measles_confirmation' || birthYear === null || birthYear >= MEASLES_SINCE;
}

/** Everything that the activity asks of this person, with its light on that day. */
export function requirementsOf(
  { requirements }: { requirements: readonly QualificationKind[] },
  { qualifications, birthYear }: ReadinessFacts,
  on: PlainDate,
): Requirement[] {
  return requirements
    .filter((kind) => isAsked(kind, birthYear))
    .map((kind) => {
      const held = qualifications.find((one) => one.kind === kind);
      if (!held) return { kind, light: 'red', isExpired: false, grantedOn: null, expiresOn: null };
      const { grantedOn, expiresOn } = held;
      const state = grantedOn > on ? 'ahead' : qualificationState(held, on);
      const light = state === 'valid' ? 'green' : state === 'expiring' ? 'yellow' : 'red';
      return { kind, light, isExpired: state === 'expired', grantedOn, expiresOn };
    });
}

/** What is still missing on that day, in the order in which it is asked for. */
export function missingFor(
  activity: { requirements: readonly QualificationKind[] },
  facts: ReadinessFacts,
  on: PlainDate,
): QualificationKind[] {
  return requirementsOf(activity, facts, on)
    .filter(({ light }) => light === 'red')
    .map(({ kind }) => kind);
}

/** Whether somebody may begin on that day, what is missing and what ends soon. */
export function readiness(
  activity: { requirements: readonly QualificationKind[] },
  facts: ReadinessFacts,
  on: PlainDate,
): Readiness {
  const asked = requirementsOf(activity, facts, on);
  const missing = asked.filter(({ light }) => light === 'red').map(({ kind }) => kind);
  const expiring = asked.flatMap(({ kind, light, expiresOn }) =>
    light === 'yellow' && expiresOn ? [{ kind, expiresOn }] : [],
  );
  const isGone = facts.stage === 'paused' || facts.stage === 'left';
  return { isReady: missing.length === 0 && !isGone, missing, expiring };
}

/** The worst light decides. */
export function worstLight(requirements: readonly Requirement[]): Light {
  if (requirements.some(({ light }) => light === 'red')) return 'red';
  return requirements.some(({ light }) => light === 'yellow') ? 'yellow' : 'green';
}

/** How many different things are missing in these applications; null when none of them is on the way. */
export function missingSteps(
  applications: readonly { stage: Stage; requirements: readonly Requirement[] }[],
): number | null {
  const onTheWay = applications.filter(
    ({ stage }) => stage !== 'ready' && stage !== 'paused' && stage !== 'left',
  );
  if (onTheWay.length === 0) return null;
  const red = onTheWay.flatMap(({ requirements }) => requirements.filter(({ light }) => light === 'red'));
  return new Set(red.map(({ kind }) => kind)).size;
}
