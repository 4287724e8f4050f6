import { projectKinds } from '#lib/features/projects/project.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate, type PlainDate, type Weekday } from '#lib/time/date.ts';
import { z } from 'zod';
import { daytimes, type FinderSearch, radii } from './finder.ts';

const instant = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);
const page = z.int().min(1).max(10_000);
const code = z.string().max(20);
const text = z.string().max(80);
const plainDate = z
  .string()
  .refine(isPlainDate)
  .transform((date): PlainDate => date)
  .nullable();

/** `district`: its code or name; `activity`: a kind of activity, or the id of one. */
export const listOpenShiftsSchema = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  district: z.string().max(80).optional(),
  activity: z.union([z.enum(projectKinds), z.uuid()]).optional(),
  language: code.optional(),
  text: text.optional(),
  page: page.optional(),
});
export type ListOpenShifts = z.infer<typeof listOpenShiftsSchema>;

export const findActivitiesSchema: z.ZodType<FinderSearch> = z.strictObject({
  text,
  districts: z.array(code).max(30),
  kinds: z.array(z.enum(projectKinds)).max(projectKinds.length),
  weekdays: z.array(z.int().min(1).max(7) as unknown as z.ZodType<Weekday>).max(7),
  daytimes: z.array(z.enum(daytimes)).max(daytimes.length),
  languages: z.array(code).max(30),
  postalCode: z.string().max(10),
  radius: z.literal(radii).nullable(),
  stepFree: z.boolean(),
  freeOnly: z.boolean(),
  from: plainDate,
  to: plainDate,
  sort: z.enum(['soonest', 'nearest']),
  page,
});

export const getActivitySchema = z.strictObject({ projectId: z.uuid(), page: page.default(1) });
export const getShiftSchema = z.strictObject({ projectId: z.uuid(), shiftId: z.uuid() });
export const listAlternativesSchema = z.strictObject({ shiftId: z.uuid() });

/** What somebody may add when she offers help without a date. */
export const interestSchema = z.strictObject({
  message: z
    .string()
    .trim()
    .max(1000, { error: () => m.activity_interest_too_long({ max: 1000 }) })
    .default(''),
});
