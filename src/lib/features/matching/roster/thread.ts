import loadHighs from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import { evaluatorOfTwoThreads } from './evaluation-thread.ts';
import { compileModel, type Model } from './model.ts';
import type { Packed } from './pack.ts';
import { solveModel } from './solve.ts';

/** What the thread is given. */
export type ThreadInput = {
  packed: Packed;
  /** Indexes of pairs that stand. */
  fixed: Int32Array;
  seed: number;
  threads: number;
  /** Indexes of the pairs of an earlier plan, to be mended. */
  previous?: Int32Array;
  /** How many places of that plan are no longer possible. */
  lost?: number;
  moveCost?: number;
  prices?: Float64Array;
  /** Milliseconds on the clock of performance.timeOrigin + now at which to end, Infinity without a limit. */
  until: number;
  /** Not 0 when the thread shall end soon. */
  stop: Int32Array;
};

export type ThreadMessage =
  | { kind: 'progress'; value: number; bound: number }
  | {
      kind: 'answer';
      /** Indexes of pairs of the problem. */
      pairs: Int32Array;
      value: number;
      bound: number;
      prices: Float64Array;
      isStopped: boolean;
    };

/** From here on a second thread is worth its start. */
const PAIRS_FOR_TWO = 20_000;
/** Milliseconds between two reports. */
const REPORT_EVERY = 200;

if (parentPort) await answer(workerData as ThreadInput);

async function answer(input: ThreadInput): Promise<void> {
  const { packed, fixed, seed, threads, until, stop, lost, moveCost, prices } = input;
  // Mending proves nothing, and shall be quick.
  const highs = input.previous ? undefined : await loadHighs();
  const model = compileModel(packed, fixed);
  let reportAt = 0;
  const goesOn = (value: number, bound: number) => {
    const now = performance.timeOrigin + performance.now();
    if (now >= reportAt) {
      post({ kind: 'progress', value, bound });
      reportAt = now + REPORT_EVERY;
    }
    return now < until && Atomics.load(stop, 0) === 0;
  };
  const helped = threads > 1 && model.pairs >= PAIRS_FOR_TWO ? evaluatorOfTwoThreads(model) : null;
  const previous = input.previous && pairsInModel(model, input.previous);
  const { pairs, ...rest } = solveModel(model, {
    seed,
    highs,
    goesOn,
    previous,
    lost,
    moveCost,
    prices,
    evaluator: helped ?? undefined,
  });
  await helped?.close();
  post({ kind: 'answer', pairs: pairs.map((p) => model.source[p]!), ...rest });
}

function pairsInModel(model: Model, indexes: Int32Array): Int32Array {
  const wanted = new Set(indexes);
  return Int32Array.from(model.source.keys()).filter((p) => wanted.has(model.source[p]!));
}

function post(message: ThreadMessage): void {
  parentPort!.postMessage(message);
}
