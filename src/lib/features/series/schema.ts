import { shiftSchema } from '#lib/features/scheduling/events.schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { addDays, isPlainDate } from '#lib/time/date.ts';
import { type Recurrence, recurrences, type Ordinal } from '#lib/time/recurrence.ts';
import type { Weekday } from '#lib/time/date.ts';
import { z } from 'zod';
import { handlings, LONGEST_DAYS } from './series.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) })
    .default('');
const date = z.string().refine(isPlainDate, { error: () => m.scheduling_event_date_required() });
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.scheduling_event_time_required() });
const optionalId = z.union([z.literal(''), z.uuid()]).default('');
const handling = z.enum(handlings);

const ordinals = [1, 2, 3, 4, 5, -1] as const satisfies readonly Ordinal[];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** A series as people enter it: rule, wall time, place, days off, roles. */
const fields = {
  title: text(120),
  frequency: z.enum(['weekly', 'monthly']).default('weekly'),
  every: z
    .int({ error: () => m.series_every_range() })
    .min(1, { error: () => m.series_every_range() })
    .max(12, { error: () => m.series_every_range() })
    .default(1),
  weekdays: z.array(z.literal(weekdays)).min(1, { error: () => m.series_weekday_required() }),
  ordinals: z.array(z.literal(ordinals)).default([]),
  firstOn: date,
  /** Empty: until further notice. */
  lastOn: z.union([z.literal(''), date]).default(''),
  startTime: time,
  endTime: time,
  venueId: optionalId,
  placeName: text(160),
  street: text(160),
  postalCode: z
    .string()
    .trim()
    .regex(/^(\d{5})?$/, { error: () => m.scheduling_event_postal_code_invalid() })
    .default(''),
  roomId: optionalId,
  room: text(120),
  isStepFree: z.boolean().default(false),
  accessNote: text(500),
  note: text(1000),
  onSchoolHolidays: handling.default('keep'),
  onPublicHolidays: handling.default('ask'),
  onClosingDays: handling.default('skip'),
  shifts: z
    .array(shiftSchema)
    .min(1, { error: () => m.scheduling_event_shift_required() })
    .max(20),
};

type Fields = z.infer<z.ZodObject<typeof fields>>;

/** What no single field can judge; each sentence stands beside the field that is to be mended. */
function judge(series: Fields, add: (field: keyof Fields, message: string) => void): void {
  if (!series.venueId && !series.placeName) add('placeName', m.scheduling_event_place_required());
  if (series.endTime === series.startTime) add('endTime', m.scheduling_event_end_before_start());
  if (series.frequency === 'monthly' && series.ordinals.length === 0) {
    add('ordinals', m.series_ordinal_required());
    return;
  }
  if (series.lastOn && series.lastOn < series.firstOn) {
    add('lastOn', m.series_end_before_start());
    return;
  }
  const longest = addDays(series.firstOn, LONGEST_DAYS);
  if (series.lastOn > longest) {
    add('lastOn', m.series_too_long());
    return;
  }
  const rule = { ...series, ordinals: series.frequency === 'monthly' ? series.ordinals : [] };
  if (recurrences(rule as Recurrence, series.firstOn, series.lastOn || longest).length === 0) {
    add(series.lastOn ? 'lastOn' : 'weekdays', m.series_yields_none());
  }
}

const judged = <T extends z.ZodType<Fields>>(schema: T) =>
  schema.superRefine((series, context) =>
    judge(series, (field, message) => context.addIssue({ code: 'custom', path: [field], message })),
  );

const plain = z.strictObject(fields);
export const seriesFieldsSchema = judged(plain);
export type SeriesFields = z.infer<typeof plain>;

export const createSeriesSchema = judged(
  plain.extend({ projectId: z.uuid(), publish: z.boolean().default(false) }),
);
export type CreateSeries = z.infer<typeof createSeriesSchema>;

export const previewSeriesSchema = judged(plain.extend({ projectId: z.uuid() }));
export type PreviewSeries = z.infer<typeof previewSeriesSchema>;

export const changeSeriesSchema = judged(
  plain.extend({
    seriesId: z.uuid(),
    version: z.int().min(1),
    /** The first day that changes. */
    from: date,
    /** Give up places of people who have another date at the new time. */
    release: z.boolean().default(false),
    /** Also dates that were changed on their own. */
    includeDetached: z.boolean().default(false),
  }),
);
export type ChangeSeries = z.infer<typeof changeSeriesSchema>;

export const decideDaySchema = z.strictObject({
  seriesId: z.uuid(),
  onDate: date,
  /** Null takes a decision back. */
  takesPlace: z.boolean().nullable(),
  reason: text(300),
});

export const publishSeriesSchema = z.strictObject({
  seriesId: z.uuid(),
  withProject: z.boolean().default(false),
});

export const promiseSchema = z.strictObject({
  seriesRoleId: z.uuid(),
  /** Whom the office places; empty: oneself. */
  personId: z.uuid().optional(),
  firstOn: date.optional(),
});
export const promiseOptionSchema = z.strictObject({ shiftId: z.uuid() });
export const endPromiseSchema = z.strictObject({ commitmentId: z.uuid(), from: date.optional() });

export const DATES_PER_PAGE = 12;
export const seriesDatesSchema = z.strictObject({
  seriesId: z.uuid(),
  page: z.int().min(1).max(100).default(1),
});
/** `on`: the day whose rule is wanted; empty: today's. */
export const getSeriesSchema = z.strictObject({ seriesId: z.uuid(), on: date.optional() });

export const seriesIdSchema = z.strictObject({ seriesId: z.uuid() });
export const seriesOfProjectSchema = z.strictObject({ projectId: z.uuid() });
