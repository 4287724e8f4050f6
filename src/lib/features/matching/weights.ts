import { z } from 'zod';

/** What speaks for a pair, in the order in which it is told. */
export const criteria = [
  'distance',
  'interests',
  'history',
  'rhythm',
  'language',
  'experience',
  'load',
  'waiting',
] as const;
export type Criterion = (typeof criteria)[number];

/** How much each criterion counts, 0 (not at all) to 100. */
export type Weights = Record<Criterion, number>;

/** Nearness first, then what the two can talk about (domain.md 2.1). */
export const defaultWeights: Weights = {
  distance: 30,
  interests: 25,
  history: 10,
  rhythm: 10,
  language: 5,
  experience: 5,
  load: 10,
  waiting: 5,
};

const weight = z.int().min(0).max(100);
export const weightsSchema = z.strictObject(
  Object.fromEntries(criteria.map((criterion) => [criterion, weight])) as Record<Criterion, typeof weight>,
);

/** Weights as they were stored; what is missing or broken counts as usual. */
export function readWeights(stored: unknown): Weights {
  const partial = weightsSchema.partial().safeParse(stored ?? {});
  return { ...defaultWeights, ...(partial.success ? partial.data : {}) } as Weights;
}
