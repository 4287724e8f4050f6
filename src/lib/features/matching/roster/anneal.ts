import type { Model } from './model.ts';
import { forceIn } from './moves.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

export type Cooling = {
  /** Pairs to try, the most promising first. */
  candidates: Int32Array;
  profit: Float64Array;
  moves: number;
  /** From and to which loss a move is taken with probability 1/e. */
  warm: number;
  cold: number;
};

/** Moves between two looks at the clock. */
const MOVES_PER_STEP = 4096;

/**
 * Simulated annealing from a low temperature with compound moves (cf. the multi-neighbourhood annealing of Ceschia,
 * Di Gaspero and Schaerf 2024). Cools by moves, not by the clock, so that it can be repeated. The plan's log holds all
 * changes since the best plan: undoing them at the end, or when stopped, leaves the best plan.
 *
 * @param goesOn hears now and then what the plan has gained, and says whether to go on
 * @returns what the plan has gained
 */
export function anneal(
  model: Model,
  plan: Plan,
  random: Random,
  cooling: Cooling,
  goesOn: (gained: number) => boolean,
): number {
  const { candidates, profit, moves, warm, cold } = cooling;
  let gained = 0;
  let best = 0;
  plan.keep();
  let temperature = warm;
  for (let move = 0; move < moves && candidates.length > 0; move++) {
    if (move % MOVES_PER_STEP === 0) {
      if (!goesOn(best)) break;
      temperature = warm * (cold / warm) ** (move / moves);
    }
    const p = candidates[random.below(candidates.length)]!;
    if (plan.isChosen[p]) continue;
    const mark = plan.changes();
    const gain = forceIn(model, plan, profit, p, random);
    if (gain < 0 && random.next() >= Math.exp(gain / temperature)) {
      plan.undo(mark);
      continue;
    }
    gained += gain;
    if (gained > best) {
      best = gained;
      plan.keep();
    }
  }
  plan.undo();
  plan.keep();
  return best;
}
