import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';

const two = { keptId: z.uuid(), mergedId: z.uuid() };
const areTwo = {
  check: ({ keptId, mergedId }: { keptId: string; mergedId: string }) => keptId !== mergedId,
  refusal: { error: () => m.recruiting_merge_same(), path: ['mergedId'] },
};

export const mergeSchema = z.strictObject(two).refine(areTwo.check, areTwo.refusal);
export type MergeInput = z.infer<typeof mergeSchema>;
export const mergeIdSchema = z.strictObject({ mergeId: z.uuid() });
export const candidatesSchema = z.strictObject({ page: z.int().min(1).max(10_000).default(1) });
