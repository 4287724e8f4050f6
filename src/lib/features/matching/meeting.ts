import type { PlainDate } from '#lib/time/date.ts';
import { bestAssignment } from './assignment/assignment.ts';
import { verifyCertificate } from './assignment/certificate.ts';
import type { Giver, Need } from './facts.ts';
import type { NamedSuggestion, Ranking } from './suggestion.ts';

/** What the weekly matching meeting looks at: the coordinator decides each row. */
export type MatchingMeeting = {
  /** The proposals together are the best there are, proved by prices that another function has verified. */
  isProved: boolean;
  /** Volunteers who could take somebody on. */
  free: number;
  /** Who waits longest first. */
  rows: {
    clientId: string;
    name: string;
    waitingSince: PlainDate;
    proposed: NamedSuggestion | null;
    alternatives: NamedSuggestion[];
    /** Where nobody suits: who lacks one thing only. */
    nearest: NamedSuggestion | null;
  }[];
};

/** Worth of bringing somebody together at all: more pairs come before better ones, as no score exceeds a hundred. */
const PAIR = 100;

/** Whether somebody may be asked about a new person, as far as she herself is concerned. */
export function isFree(giver: Giver): boolean {
  return (
    !giver.hasLeft &&
    !giver.isPaused &&
    !giver.restsUntil &&
    !giver.hasOpenProposal &&
    giver.tandems < giver.maxTandems &&
    giver.missingChecks.length === 0 &&
    giver.endingChecks.length === 0 &&
    giver.applicationStage === null
  );
}

/**
 * The best one-to-one assignment over everybody's suggestions: as many people as possible, and of these the highest
 * points in all. Exact, with a dual certificate.
 */
export function assignAll(
  needs: readonly Need[],
  givers: readonly Giver[],
  rankings: ReadonlyMap<string, Ranking>,
): { giverOf: Map<string, string>; isProved: boolean } {
  const columnOf = new Map(givers.map(({ id }, index) => [id, index]));
  const problem = {
    rows: needs.length,
    columns: givers.length,
    edges: needs.flatMap(({ id }, row) =>
      rankings
        .get(id)!
        .suggested.map(
          ({ giverId, score }) =>
            [row, columnOf.get(giverId)!, PAIR + score.total] as [number, number, number],
        ),
    ),
  };
  const assigned = bestAssignment(problem);
  const giverOf = new Map<string, string>();
  assigned.columnOf.forEach((column, row) => {
    if (column >= 0) giverOf.set(needs[row]!.id, givers[column]!.id);
  });
  return { giverOf, isProved: verifyCertificate(problem, assigned).length === 0 };
}
