import { m } from '#lib/paraglide/messages.js';
import { isPlainDate, startOfWeek } from '#lib/time/date.ts';
import { z } from 'zod';
import { moveScopes } from './roster-run.ts';

/** How long a search may take, in seconds; the first is what the form proposes. */
export const searchTimes = [15, 60, 180] as const;
const SECONDS_AT_MOST = 600;
const ASKED_AT_MOST = 12;

export const startRosterSchema = z.strictObject({
  /** Any day of the week. */
  weekOn: z
    .string()
    .refine(isPlainDate, { error: () => m.rosters_week_required() })
    .transform(startOfWeek),
  /** Without any: all that the coordinator plans. */
  organisationIds: z.array(z.uuid()).max(50).default([]),
  moves: z.enum(moveScopes).default('none'),
  seconds: z.int().min(0).max(SECONDS_AT_MOST).default(searchTimes[0]),
});
export type StartRoster = z.infer<typeof startRosterSchema>;

export const runIdSchema = z.strictObject({ runId: z.uuid() });
/** Without any: all that are still open. */
export const chooseSchema = z.strictObject({
  runId: z.uuid(),
  proposalIds: z.array(z.uuid()).max(5000).optional(),
});
export const weekSchema = z.strictObject({
  from: z.string().refine(isPlainDate),
  to: z.string().refine(isPlainDate),
});

export const deskSchema = z.strictObject({ organisationId: z.uuid().optional() });
export const shiftIdSchema = z.strictObject({ shiftId: z.uuid() });
export const askSchema = z.strictObject({
  shiftId: z.uuid(),
  personIds: z
    .array(z.uuid())
    .min(1, { error: () => m.rosters_ask_nobody() })
    .max(ASKED_AT_MOST),
});
export const askIdSchema = z.strictObject({ askId: z.uuid() });
export const answerSchema = z.strictObject({ askId: z.uuid(), answer: z.enum(['yes', 'no']) });
