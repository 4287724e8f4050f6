import { addDays, isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';

const date = z.string().refine(isPlainDate);

/** A stretch of days that a page shows, both included; at most two years. */
export const daysSchema = z
  .strictObject({ from: date, to: date })
  .refine(({ from, to }) => from <= to && to < addDays(from, 732));
