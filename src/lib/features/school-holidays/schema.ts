import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { ENTRIES_AT_MOST } from './calendar-file.ts';

/** A calendar file of holidays is a few kilobytes; what is larger is another kind of file. */
export const FILE_BYTES_AT_MOST = 400_000;

const date = z.string().refine(isPlainDate, { error: () => m.school_holidays_date_invalid() });

const fields = {
  name: z
    .string()
    .trim()
    .min(1, { error: () => m.school_holidays_name_required() })
    .max(120, { error: () => m.common_too_long({ max: 120 }) }),
  firstOn: date,
  lastOn: date,
};
const isInOrder = ({ firstOn, lastOn }: { firstOn: string; lastOn: string }) => firstOn <= lastOn;
const order = { path: ['lastOn'], error: () => m.school_holidays_end_before_start() };

/** One set of holidays, as the form has it. */
export const schoolHolidaySchema = z.strictObject(fields).refine(isInOrder, order);

/** Several changes as one: what goes, and what comes. Taking it back is the same the other way round. */
export const replaceSchoolHolidaysSchema = z.strictObject({
  remove: z.array(z.uuid()).max(ENTRIES_AT_MOST),
  add: z.array(schoolHolidaySchema).max(ENTRIES_AT_MOST),
});
export type ReplaceSchoolHolidays = z.infer<typeof replaceSchoolHolidaysSchema>;

export const schoolHolidayIdSchema = z.strictObject({ holidayId: z.uuid() });

export const calendarTextSchema = z.strictObject({ text: z.string().max(FILE_BYTES_AT_MOST) });

export const previewImportSchema = z.strictObject({
  entries: z
    .array(
      z.strictObject({ name: z.string().max(120), startOn: date, endOn: date, isEndCertain: z.boolean() }),
    )
    .min(1)
    .max(ENTRIES_AT_MOST),
  /** Null: to be told from the entries themselves. */
  endsAreIncluded: z.boolean().nullable(),
});
export type PreviewImport = z.infer<typeof previewImportSchema>;
