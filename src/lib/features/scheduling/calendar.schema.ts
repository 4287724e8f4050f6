import { z } from 'zod';
import { CALENDAR_DAYS_AT_MOST } from './calendar.ts';

const DAY = 86_400_000;

/** As our own client sends it, or as a script writes it: `2026-11-24T09:00:00Z`. */
const instant = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

/** Half-open: what touches [from, to). */
export const calendarSchema = z
  .strictObject({ from: instant, to: instant, organisationId: z.uuid().optional() })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'to must lie after from' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= CALENDAR_DAYS_AT_MOST * DAY, {
    path: ['to'],
    error: `at most ${CALENDAR_DAYS_AT_MOST} days`,
  });
export type CalendarWindow = z.infer<typeof calendarSchema>;

export const deskSchema = z.strictObject({ organisationId: z.uuid().optional() }).optional();
