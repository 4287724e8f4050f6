import { isMendable, meet, type Obstacle, obstaclesBetween, prepare } from './eligibility.ts';
import { type Between, type Giver, type Need, strangers } from './facts.ts';
import { type Score, scoreOf } from './score.ts';
import type { Weights } from './weights.ts';

/** One volunteer seen from one person who waits: what stands in the way. */
export type Judgement = { giverId: string; obstacles: Obstacle[] };
/** The same with how well it would go: for who may be asked, and who lacks one thing only. */
export type Suggestion = Judgement & { score: Score };

/** The same with who it is, for the office. */
export type Named<One extends Judgement> = One & {
  name: string;
  phone: string | null;
  districtName: string | null;
};
export type NamedSuggestion = Named<Suggestion>;

/** All volunteers for one person: who may be asked, who lacks one thing, and everybody else with the reasons. */
export type Ranking = {
  /** Best first. */
  suggested: Suggestion[];
  /** One mendable obstacle short, best first. */
  nearly: Suggestion[];
  /** Fewest obstacles first. */
  excluded: Judgement[];
};

/** Facts about pairs, by `needId giverId`; who is not in it are strangers. */
export type Relations = ReadonlyMap<string, Between>;
export const relationKey = (needId: string, giverId: string) => `${needId} ${giverId}`;

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
      const ranking: Ranking = { suggested: [], nearly: [], excluded: [] };
      for (const giver of ready) {
        const between = relations.get(relationKey(need.id, giver.id)) ?? strangers;
        const meeting = meet(need, giver);
        const obstacles = obstaclesBetween(need, giver, between, meeting);
        const isNear = obstacles.length === 1 && isMendable(obstacles[0]!);
        if (obstacles.length > 0 && !isNear) ranking.excluded.push({ giverId: giver.id, obstacles });
        else {
          const score = scoreOf(need, giver, between, { meeting, weights });
          ranking[isNear ? 'nearly' : 'suggested'].push({ giverId: giver.id, obstacles, score });
        }
      }
      ranking.suggested.sort(byScore);
      ranking.nearly.sort(byScore);
      ranking.excluded.sort((a, b) => a.obstacles.length - b.obstacles.length || byId(a, b));
      return [need.id, ranking];
    }),
  );
}

/** Between equals the one with the smaller id, so that the order never jumps. */
const byId = (a: Judgement, b: Judgement) => (a.giverId < b.giverId ? -1 : 1);
const byScore = (a: Suggestion, b: Suggestion) => b.score.total - a.score.total || byId(a, b);
