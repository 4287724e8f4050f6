import { m } from '#lib/paraglide/messages.js';
import { daysBetween, isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import type { CalendarState, Places } from './calendar.ts';

/** A shift as a spreadsheet of dates has it. */
export type ExportedShift = Places & {
  projectTitle: string;
  /** Empty: the project's. */
  title: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  role: string;
  placeName: string;
  street: string;
  postalCode: string;
  state: CalendarState;
};

/** Shifts in one batch of an export. */
export const SHIFTS_PER_EXPORT = 500;
/** The longest stretch of one export, in days. */
const LONGEST_DAYS = 3 * 366;

const date = z.string().refine(isPlainDate, { error: () => m.scheduling_event_date_required() });

/** Days, both included. */
export const exportShiftsSchema = z
  .strictObject({
    from: date,
    to: date,
    projectId: z.uuid().optional(),
    organisationId: z.uuid().optional(),
    offset: z.int().min(0).max(1_000_000).default(0),
  })
  .refine(({ from, to }) => !isPlainDate(from) || !isPlainDate(to) || from <= to, {
    error: () => m.scheduling_export_order(),
    path: ['to'],
  })
  .refine(({ from, to }) => !isPlainDate(from) || !isPlainDate(to) || daysBetween(from, to) <= LONGEST_DAYS, {
    error: () => m.scheduling_export_too_long(),
    path: ['to'],
  });
export type ExportShifts = z.infer<typeof exportShiftsSchema>;
