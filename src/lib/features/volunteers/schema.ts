import { m } from '#lib/paraglide/messages.js';
import { daysBetween, isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { weekdays } from './availability.ts';
import { pairKinds } from './pair.ts';
import { volunteerFilters, volunteerSorts } from './profile.ts';
import { interests, languages, qualificationKinds, skills } from './volunteer.ts';

/** Longest absence in days: whoever is away longer makes a pause. */
const MAX_ABSENCE_DAYS = 366;
const MAX_WINDOWS = 35;

const date = z.string().refine(isPlainDate, { error: () => m.volunteers_date_required() });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.volunteers_time_required() });

/** A whole number that may be left out. */
const limit = (min: number, max: number) =>
  z
    .number({ error: () => m.volunteers_number_between({ min, max }) })
    .int({ error: () => m.volunteers_number_between({ min, max }) })
    .min(min, { error: () => m.volunteers_number_between({ min, max }) })
    .max(max, { error: () => m.volunteers_number_between({ min, max }) })
    .nullable();

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) });

// One schema per section of the profile, each a form with its own button.
export const talentsSchema = z.strictObject({
  skills: z.array(z.enum(skills)).max(skills.length),
  interests: z.array(z.enum(interests)).max(interests.length),
  languages: z.array(z.enum(languages)).max(languages.length),
  about: text(1000),
});
export const reachSchema = z.strictObject({
  postalCode: z
    .string()
    .trim()
    .regex(/^(\d{5})?$/, { error: () => m.volunteers_postal_code_invalid() }),
  radiusKm: limit(1, 100),
  needsStepFree: z.boolean(),
});
export const limitsSchema = z.strictObject({ maxHoursPerWeek: limit(1, 60), maxShiftsPerWeek: limit(1, 30) });

/** Any part of the profile; what is not named stays as it is. */
export const updateProfileSchema = z.strictObject({
  ...talentsSchema.partial().shape,
  ...reachSchema.partial().shape,
  ...limitsSchema.partial().shape,
});

const window = z
  .strictObject({ weekday: z.literal(weekdays), startTime: time, endTime: time })
  .refine((row) => row.startTime < row.endTime, {
    error: () => m.volunteers_window_order(),
    path: ['endTime'],
  });
export const availabilitySchema = z.strictObject({
  windows: z.array(window).max(MAX_WINDOWS, { error: () => m.volunteers_windows_too_many() }),
});

/** `lastOn` may be left empty: then it is one day. */
export const absenceSchema = z
  .strictObject({
    firstOn: date,
    lastOn: z.union([z.literal(''), date], { error: () => m.volunteers_date_required() }),
  })
  .refine(({ firstOn, lastOn }) => !isPlainDate(lastOn) || !isPlainDate(firstOn) || firstOn <= lastOn, {
    error: () => m.volunteers_absence_order(),
    path: ['lastOn'],
  })
  .refine(
    ({ firstOn, lastOn }) =>
      !isPlainDate(lastOn) || !isPlainDate(firstOn) || daysBetween(firstOn, lastOn) < MAX_ABSENCE_DAYS,
    { error: () => m.volunteers_absence_too_long(), path: ['lastOn'] },
  );
/** The same, entered by the office. */
export const absenceForSchema = absenceSchema.safeExtend({ personId: z.uuid() });

export const districtSchema = z.strictObject({ districtCode: z.string().min(1).max(20) });
export const absenceIdSchema = z.strictObject({ absenceId: z.uuid() });
export const removeAbsenceForSchema = z.strictObject({ personId: z.uuid(), absenceId: z.uuid() });

export const interestSchema = z.strictObject({ projectId: z.uuid(), message: text(500).default('') });
export const projectSchema = z.strictObject({ projectId: z.uuid() });
export const interestIdSchema = z.strictObject({ interestId: z.uuid() });

export const personSchema = z.strictObject({ personId: z.uuid() });

/** With null the two are nothing to each other any more. */
export const pairSchema = z
  .strictObject({ personId: z.uuid(), otherId: z.uuid(), kind: z.enum(pairKinds).nullable() })
  .refine(({ personId, otherId }) => personId !== otherId, { path: ['otherId'] });

/** Two dates and no text: nothing else may be kept about an inspected certificate (domain.md 3.1). */
export const confirmQualificationSchema = z
  .strictObject({
    ...personSchema.shape,
    kind: z.enum(qualificationKinds, { error: () => m.volunteers_qualification_required() }),
    grantedOn: date,
    /** Empty: as long as offices usually accept it (`usualExpiry`). */
    expiresOn: z.union([z.literal(''), date], { error: () => m.volunteers_date_required() }).default(''),
  })
  .refine(({ grantedOn, expiresOn }) => expiresOn === '' || grantedOn <= expiresOn, {
    error: () => m.volunteers_qualification_order(),
    path: ['expiresOn'],
  });
export const removeQualificationSchema = z.strictObject({
  ...personSchema.shape,
  kind: z.enum(qualificationKinds),
});

const volunteerQuery = {
  text: z.string().trim().max(100).optional(),
  state: z.enum(volunteerFilters).optional(),
  sort: z.enum(volunteerSorts).default('name'),
  organisationId: z.uuid().optional(),
};
export const listVolunteersSchema = z.strictObject({
  ...volunteerQuery,
  page: z.number().int().min(1).max(10_000).default(1),
});
export const exportVolunteersSchema = z.strictObject({
  ...volunteerQuery,
  offset: z.int().min(0).max(1_000_000).default(0),
});
