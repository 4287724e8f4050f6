import loadHighs from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import { compileModel } from './model.ts';
import type { Packed } from './pack.ts';
import { solveModel } from './solve.ts';

/** What the thread is given. */
export type ThreadInput = {
  packed: Packed;
  fixed: Int32Array;
  seed: number;
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

/** Milliseconds between two reports. */
const REPORT_EVERY = 200;

if (parentPort) await answer(workerData as ThreadInput);

async function answer({ packed, fixed, seed, until, stop }: ThreadInput): Promise<void> {
  const highs = await loadHighs();
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
  const { pairs, ...rest } = solveModel(model, { seed, highs, goesOn });
  post({ kind: 'answer', pairs: pairs.map((p) => model.source[p]!), ...rest });
}

function post(message: ThreadMessage): void {
  parentPort!.postMessage(message);
}
