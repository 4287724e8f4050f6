import type { Highs } from 'highs';
import { milpOf } from './milp.ts';
import type { Model } from './model.ts';

/** A plan of some pairs, if a better one was found, and a bound on all plans of them. */
export type ExactAnswer = { pairs: Int32Array | null; bound: number };

/** HiGHS works to tolerances: its bound is taken this share wider. */
const TOLERANCE = 1e-7;

/**
 * Solves the problem over a few of its pairs with HiGHS.
 *
 * @param nodes after how many nodes of its tree it gives up
 * @param goesOn is asked now and then whether to go on
 */
export function solveExactly(
  highs: Highs,
  model: Model,
  pairs: Int32Array,
  nodes: number,
  goesOn: () => boolean,
): ExactAnswer {
  if (pairs.length === 0) return { pairs: null, bound: -Infinity };
  const program = highs.createModel(milpOf(model, pairs));
  try {
    program.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      mip_max_nodes: nodes,
    });
    program.run({
      [highs.constants.callbackType.mipInterrupt]: (event) => {
        if (!goesOn()) event.interrupt();
      },
    });
    const bound = Number(program.info.get('mip_dual_bound'));
    const proven = Number.isFinite(bound) ? -bound + TOLERANCE * Math.abs(bound) : Infinity;
    if (program.info.get('primal_solution_status') !== highs.constants.solutionStatus.feasible) {
      return { pairs: null, bound: proven };
    }
    const { colValue } = program.getSolution();
    return { pairs: pairs.filter((_, column) => (colValue[column] ?? 0) > 0.5), bound: proven };
  } finally {
    program.dispose();
  }
}

/** How much of each of some pairs the linear relaxation over them takes, 0 to 1; nothing when it has no solution. */
export function relaxedShares(
  highs: Highs,
  model: Model,
  pairs: Int32Array,
  goesOn: () => boolean,
): ArrayLike<number> {
  const { integrality: _, ...program } = milpOf(model, pairs);
  const relaxation = highs.createModel(program);
  const { simplexInterrupt } = highs.constants.callbackType;
  try {
    relaxation.options.set({ output_flag: false, solver: 'simplex' });
    relaxation.run({
      [simplexInterrupt]: (event) => {
        if (!goesOn()) event.interrupt();
      },
    });
    return relaxation.getSolution().colValue;
  } finally {
    relaxation.dispose();
  }
}
