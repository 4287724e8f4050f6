/** How evenly the hours of a week lie on people. */
export type Fairness = {
  /** People who could help in this week: at least one shift suits them, or they have a place. */
  available: number;
  /** Of these, how many get something. */
  served: number;
  /** 0: everybody the same; near 1: one does everything. */
  giniBefore: number;
  giniAfter: number;
};

type Hours = { minutesBefore: number; minutesAfter: number; suited: number };

export function fairnessOf(people: readonly Hours[]): Fairness {
  const available = people.filter((one) => one.suited > 0 || one.minutesBefore > 0);
  return {
    available: available.length,
    served: available.filter((one) => one.minutesAfter > 0).length,
    giniBefore: gini(available.map((one) => one.minutesBefore)),
    giniAfter: gini(available.map((one) => one.minutesAfter)),
  };
}

/** The coefficient of Gini; 0 for nobody and for nothing to share. */
export function gini(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return 0;
  const n = sorted.length;
  const weighted = sorted.reduce((sum, amount, index) => sum + (2 * (index + 1) - n - 1) * amount, 0);
  return weighted / (n * total);
}
