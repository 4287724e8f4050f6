import { closingKinds } from '#lib/features/days-off/day-off.ts';
import { m } from '#lib/paraglide/messages.js';
import { addDays, isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { LONGEST_DAYS, STRETCHES_AT_MOST } from './closing-day.ts';

const date = z.string().refine(isPlainDate, { error: () => m.closing_days_date_invalid() });

const stretchSchema = z
  .strictObject({
    kind: z.enum(closingKinds, { error: () => m.closing_days_kind_required() }),
    firstOn: date,
    lastOn: date,
    note: z
      .string()
      .trim()
      .max(80, { error: () => m.common_too_long({ max: 80 }) })
      .default(''),
  })
  .refine(({ firstOn, lastOn }) => firstOn <= lastOn, {
    path: ['lastOn'],
    error: () => m.closing_days_end_before_start(),
  })
  .refine(({ firstOn, lastOn }) => lastOn < addDays(firstOn, LONGEST_DAYS), {
    path: ['lastOn'],
    error: () => m.closing_days_too_long({ days: LONGEST_DAYS }),
  });

export const addClosingDaysSchema = z.strictObject({
  houseId: z.uuid(),
  stretches: z
    .array(stretchSchema)
    .min(1, { error: () => m.closing_days_none_given() })
    .max(STRETCHES_AT_MOST, { error: () => m.closing_days_too_many({ count: STRETCHES_AT_MOST }) }),
});
export type AddClosingDays = z.infer<typeof addClosingDaysSchema>;

export const houseYearSchema = z.strictObject({
  houseId: z.uuid(),
  /** The year in which the school year begins. */
  schoolYear: z.int().min(2000).max(2100),
});
export type HouseYear = z.infer<typeof houseYearSchema>;

export const closingDayIdsSchema = z.strictObject({
  houseId: z.uuid(),
  ids: z.array(z.uuid()).min(1).max(STRETCHES_AT_MOST),
});
export type ClosingDayIds = z.infer<typeof closingDayIdsSchema>;
