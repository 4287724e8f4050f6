import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { callOutcomes } from './notice.ts';

export const listNoticesSchema = z.strictObject({
  onlyUnread: z.boolean().default(false),
  page: z.int().min(1).max(1000).default(1),
});
export const markReadSchema = z.strictObject({
  ids: z.union([z.literal('all'), z.array(z.uuid()).min(1).max(100)]),
});
export const noticeIdSchema = z.strictObject({ noticeId: z.uuid() });
export const listCallsSchema = z.strictObject({
  organisationId: z.uuid().optional(),
  isDone: z.boolean().default(false),
  page: z.int().min(1).max(1000).default(1),
});
export const callIdSchema = z.strictObject({ callId: z.uuid() });
export const finishCallSchema = z.strictObject({
  callId: z.uuid(),
  outcome: z.enum(callOutcomes),
  note: z
    .string()
    .trim()
    .max(500, { error: () => m.common_too_long({ max: 500 }) })
    .default(''),
});
