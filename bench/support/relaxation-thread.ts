import loadHighs from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import { milpOf } from '#lib/features/matching/roster/milp.ts';
import { compileModel } from '#lib/features/matching/roster/model.ts';
import type { Packed } from '#lib/features/matching/roster/pack.ts';

/** Solves the linear relaxation of a roster with HiGHS alone: the yardstick of the roster's benchmarks. */
const highs = await loadHighs();
const model = compileModel(workerData as Packed);
const { integrality: _, ...relaxation } = milpOf(
  model,
  Int32Array.from({ length: model.pairs }, (_, p) => p),
);
const startedAt = performance.now();
const program = highs.createModel(relaxation);
program.options.set({ output_flag: false });
program.run();
const seconds = (performance.now() - startedAt) / 1000;
parentPort!.postMessage({ seconds, bound: -program.getObjectiveValue() });
program.dispose();
