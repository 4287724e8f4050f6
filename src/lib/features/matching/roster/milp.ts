import type { ModelData } from 'highs';
import { conflict, type Model } from './model.ts';

type Row = { lower: number; upper: number; columns: number[]; values: number[] };

/**
 * The problem over some of its pairs as a mixed-integer program: a binary column per pair (never per place), one
 * per volunteer for her first-shift bonus, one for her overrun, one per shift for its shortfall. Conflicts are rows
 * over cliques, which is tighter and shorter than a row per conflict.
 *
 * @returns the program to minimise; the first columns are the pairs, in their order
 */
export function milpOf(model: Model, pairs: Int32Array): ModelData {
  const cost: number[] = Array.from(pairs, (p) => -model.score[p]!);
  const upper: number[] = new Array<number>(pairs.length).fill(1);
  const integrality: number[] = new Array<number>(pairs.length).fill(1);
  const rows: Row[] = [];
  const columnOf = new Map(Array.from(pairs, (p, column) => [p, column]));
  const column = (price: number, most: number) => {
    integrality.push(0);
    upper.push(most);
    return cost.push(price) - 1;
  };
  const row = (lower: number, most: number, columns: number[], values = columns.map(() => 1)) => {
    rows.push({ lower, upper: most, columns, values });
  };

  for (const [i, own] of Map.groupBy(columnOf.keys(), (p) => model.volunteer[p]!)) {
    const columns = own.map((p) => columnOf.get(p)!);
    const minutes = own.map((p) => model.minutes[p]!);
    const all = minutes.reduce((sum, one) => sum + one, 0);
    if (all > model.maxMinutes[i]!) row(-Infinity, model.maxMinutes[i]!, columns, minutes);
    if (columns.length > model.maxShifts[i]!) row(-Infinity, model.maxShifts[i]!, columns);
    if (model.served[i]! > 0) {
      const served = column(-model.served[i]!, 1);
      row(0, Infinity, [...columns, served], [...columns.map(() => 1), -1]);
    }
    if (all > model.targetMinutes[i]! && model.overTarget > 0) {
      const over = column(model.overTarget, Infinity);
      row(-Infinity, model.targetMinutes[i]!, [...columns, over], [...minutes, -1]);
    }
    for (const clique of cliquesOf(model, own)) {
      row(
        -Infinity,
        1,
        clique.map((p) => columnOf.get(p)!),
      );
    }
  }
  const byShift = Map.groupBy(columnOf.keys(), (p) => model.shift[p]!);
  for (let j = 0; j < model.shifts; j++) {
    const columns = (byShift.get(j) ?? []).map((p) => columnOf.get(p)!);
    if (columns.length > model.max[j]!) row(-Infinity, model.max[j]!, columns);
    if (model.min[j]! > 0 && model.short > 0) {
      const short = column(model.short, Infinity);
      row(model.min[j]!, Infinity, [...columns, short]);
    }
  }
  for (let r = 0; r + 1 < model.meetingFirst.length; r++) {
    const there = model.meetingPairs.subarray(model.meetingFirst[r], model.meetingFirst[r + 1]);
    const columns = Array.from(there).flatMap((p) => columnOf.get(p) ?? []);
    if (columns.length > 1) row(-Infinity, 1, columns);
  }
  return {
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost,
    colLower: new Array<number>(cost.length).fill(0),
    colUpper: upper,
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper: most }) => most),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: cost.length,
      starts: startsOf(rows),
      indices: rows.flatMap(({ columns }) => columns),
      values: rows.flatMap(({ values }) => values),
    },
    integrality: Int32Array.from(integrality),
  };
}

/** Cliques of conflicting pairs of one volunteer that together hold every conflict, each as large as it comes. */
function cliquesOf(model: Model, own: number[]): number[][] {
  const cliques: number[][] = [];
  const covered = new Set<number>();
  for (let a = 0; a < own.length; a++) {
    for (let b = a + 1; b < own.length; b++) {
      if (covered.has(a * own.length + b) || !conflict(model, own[a]!, own[b]!)) continue;
      const clique = [a, b];
      for (let c = 0; c < own.length; c++) {
        if (c !== a && c !== b && clique.every((one) => conflict(model, own[c]!, own[one]!))) clique.push(c);
      }
      for (const one of clique) for (const other of clique) covered.add(one * own.length + other);
      cliques.push(clique.map((k) => own[k]!));
    }
  }
  return cliques;
}

function startsOf(rows: Row[]): Int32Array {
  const starts = new Int32Array(rows.length + 1);
  for (const [k, { columns }] of rows.entries()) starts[k + 1] = starts[k]! + columns.length;
  return starts;
}
