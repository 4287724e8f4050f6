import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { type Evaluator, rangeEvaluator } from './lagrange.ts';
import type { Model } from './model.ts';

/** What both threads see of one evaluation. All arrays lie in shared memory. */
type Shared = {
  model: Model;
  /** The helper solves the volunteers from here on. */
  from: number;
  profit: Float64Array;
  chosen: Uint8Array;
  value: Float64Array;
  /** Which evaluation is asked for, and which the helper has done. */
  turn: Int32Array;
};

const ASKED = 0;
const DONE = 1;
/** After so long without an answer the helper is taken for dead. */
const PATIENCE_MILLISECONDS = 120_000;

if (!isMainThread && workerData?.kind === 'roster-evaluation') help(workerData.shared as Shared);

/**
 * An evaluator that shares the volunteers with a second thread. Their problems are independent and their values are
 * added up in the same order, so the bound is the same to the last digit as by one thread.
 */
export function evaluatorOfTwoThreads(model: Model): Evaluator & { close(): Promise<number> } {
  const shared: Shared = {
    model,
    from: volunteerAtHalf(model),
    profit: new Float64Array(new SharedArrayBuffer(model.pairs * 8)),
    chosen: new Uint8Array(new SharedArrayBuffer(model.pairs)),
    value: new Float64Array(new SharedArrayBuffer(model.volunteers * 8)),
    turn: new Int32Array(new SharedArrayBuffer(8)),
  };
  const { profit, chosen, value, turn } = shared;
  const helper = new Worker(new URL(import.meta.url), { workerData: { kind: 'roster-evaluation', shared } });
  const evaluate = rangeEvaluator(model, shared);
  return {
    profit,
    chosen,
    value,
    evaluate() {
      const asked = Atomics.add(turn, ASKED, 1) + 1;
      Atomics.notify(turn, ASKED);
      evaluate(0, shared.from);
      for (let done = Atomics.load(turn, DONE); done !== asked; done = Atomics.load(turn, DONE)) {
        if (Atomics.wait(turn, DONE, done, PATIENCE_MILLISECONDS) === 'timed-out') {
          throw new Error('the second thread does not answer');
        }
      }
    },
    close: () => helper.terminate(),
  };
}

function help({ model, from, profit, chosen, value, turn }: Shared): void {
  const evaluate = rangeEvaluator(model, { profit, chosen, value });
  for (let done = 0; ; done++) {
    Atomics.wait(turn, ASKED, done);
    evaluate(from, model.volunteers);
    Atomics.store(turn, DONE, done + 1);
    Atomics.notify(turn, DONE);
  }
}

/** Up to whom half of all pairs are. */
function volunteerAtHalf({ first, pairs, volunteers }: Model): number {
  let i = 0;
  while (i < volunteers && first[i]! < pairs / 2) i++;
  return i;
}
