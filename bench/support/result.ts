/** One figure. A ratio compares two values of the same run: absolute figures tell of the machine, ratios of us. */
export type Result = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
};

/** What a benchmark is: it prepares what it needs, measures, and clears up. */
export type Benchmark = { name: string; run(): Promise<Result[]> };

export function compared(name: string, value: number, unit: string, baseline: number): Result {
  return { name, value: round(value), unit, baseline: round(baseline), ratio: round(value / baseline) };
}

export function plain(name: string, value: number, unit: string): Result {
  return { name, value: round(value), unit, baseline: null, ratio: null };
}

const round = (value: number) => Number(value.toPrecision(4));

/** The value below which `share` (0 to 1) of all values lie. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
