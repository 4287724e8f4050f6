import { isMendable, meet, type Obstacle, obstaclesBetween, prepare, type Prepared } from './eligibility.ts';
import { type Between, type Giver, type Need, strangers } from './facts.ts';
import { type Score, scoreOf } from './score.ts';
import type { Weights } from './weights.ts';

/** One volunteer seen from one person who waits: what stands in the way, and how well it would go otherwise. */
export type Suggestion = { giverId: string; obstacles: Obstacle[]; score: Score };

/** The same with who it is, for the office. */
export type NamedSuggestion = Suggestion & {
  name: string;
  phone: string | null;
  districtName: string | null;
};

/** All volunteers for one person: who may be asked, who lacks one thing, and everybody else with the reasons. */
export type Ranking = {
  /** Best first. */
  suggested: Suggestion[];
  /** One mendable obstacle short, best first. */
  nearly: Suggestion[];
  /** Fewest obstacles first. */
  excluded: Suggestion[];
};

/** Facts about pairs, by `needId giverId`; who is not in it are strangers. */
export type Relations = ReadonlyMap<string, Between>;
export const relationKey = (needId: string, giverId: string) => `${needId} ${giverId}`;

export function suggestionFor(
  need: Prepared<Need>,
  giver: Prepared<Giver>,
  between: Between,
  weights: Weights,
): Suggestion {
  const meeting = meet(need, giver);
  return {
    giverId: giver.id,
    obstacles: obstaclesBetween(need, giver, between, meeting),
    score: scoreOf(need, giver, between, { meeting, weights }),
  };
}

/** Ranks everybody for everybody who waits, with reasons; pure, so that one reading of the facts serves all pairs. */
export function rankAll(
  needs: readonly Need[],
  givers: readonly Giver[],
  relations: Relations,
  weights: Weights,
): Map<string, Ranking> {
  const ready = givers.map(prepare);
  return new Map(
    needs.map((facts) => {
      const need = prepare(facts);
      const all = ready.map((giver) =>
        suggestionFor(need, giver, relations.get(relationKey(need.id, giver.id)) ?? strangers, weights),
      );
      return [need.id, ranked(all)];
    }),
  );
}

/** Best first; between equals the one with the smaller id, so that the order never jumps. */
const byScore = (a: Suggestion, b: Suggestion) =>
  b.score.total - a.score.total || (a.giverId < b.giverId ? -1 : 1);

function ranked(all: Suggestion[]): Ranking {
  const isNear = ({ obstacles }: Suggestion) => obstacles.length === 1 && isMendable(obstacles[0]!);
  return {
    suggested: all.filter(({ obstacles }) => obstacles.length === 0).sort(byScore),
    nearly: all.filter(isNear).sort(byScore),
    excluded: all
      .filter((one) => one.obstacles.length > 0 && !isNear(one))
      .sort((a, b) => a.obstacles.length - b.obstacles.length || byScore(a, b)),
  };
}
