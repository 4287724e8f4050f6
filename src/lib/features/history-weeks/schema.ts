import { phone } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { addDays, isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { DAYS_AT_MOST, photoConsents, weekRoles } from './history-week.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) })
    .default('');
const date = z.string().refine(isPlainDate, { error: () => m.history_weeks_date_required() });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.history_weeks_time_required() });
const places = z
  .int({ error: () => m.history_weeks_places_range() })
  .min(0, { error: () => m.history_weeks_places_range() })
  .max(100, { error: () => m.history_weeks_places_range() });
/** Either left empty, or as the schema wants it. */
const emptyOr = <T extends z.ZodType>(schema: T, error: () => string = () => m.error_invalid_input()) =>
  z.union([z.literal(''), schema], { error });

export const weekSchema = z.strictObject({ projectId: z.uuid() });
export const sessionSchema = z.strictObject({ eventId: z.uuid() });

export const setDaysSchema = z
  .strictObject({
    projectId: z.uuid(),
    firstOn: date,
    lastOn: date,
    witnessSessionsPerDay: z
      .int({ error: () => m.history_weeks_limit_range() })
      .min(1, { error: () => m.history_weeks_limit_range() })
      .max(9, { error: () => m.history_weeks_limit_range() })
      .default(1),
    /** The house where it takes place, by its name; only when the week has none yet. */
    house: text(200),
  })
  .refine((week) => week.firstOn <= week.lastOn, {
    error: () => m.history_weeks_end_before_start(),
    path: ['lastOn'],
  })
  .refine((week) => week.lastOn <= addDays(week.firstOn, DAYS_AT_MOST - 1), {
    error: () => m.history_weeks_too_long({ days: DAYS_AT_MOST }),
    path: ['lastOn'],
  });
export type SetDays = z.infer<typeof setDaysSchema>;

const roleSchema = z
  .strictObject({ role: z.enum(weekRoles), min: places, max: places })
  .refine((role) => role.min <= role.max, {
    error: () => m.history_weeks_min_above_max(),
    path: ['min'],
  });

/** A session as people enter it; a role without places is not there. */
const sessionFields = {
  title: z
    .string()
    .trim()
    .min(1, { error: () => m.history_weeks_title_required() })
    .max(120, { error: () => m.common_too_long({ max: 120 }) }),
  date,
  startTime: time,
  endTime: time,
  /** Empty: the week's first house. */
  venueId: emptyOr(z.uuid()).default(''),
  /** A room of one of the houses; empty when `room` says it in words. */
  roomId: emptyOr(z.uuid()).default(''),
  room: text(120),
  note: text(1000),
  /** Children are there: every role asks for an inspected certificate. */
  withChildren: z.boolean().default(false),
  roles: z
    .array(roleSchema)
    .max(weekRoles.length)
    .refine((roles) => roles.some((role) => role.max > 0), { error: () => m.history_weeks_role_required() }),
};
const isForward = (session: { startTime: string; endTime: string }) => session.startTime < session.endTime;
const orderError = { error: () => m.history_weeks_session_end_before_start(), path: ['endTime'] };

export const createSessionSchema = z
  .strictObject({ projectId: z.uuid(), ...sessionFields })
  .refine(isForward, orderError);
export const updateSessionSchema = z
  .strictObject({ eventId: z.uuid(), version: z.int().min(1), ...sessionFields })
  .refine(isForward, orderError);
export type SessionFields = Omit<z.infer<typeof createSessionSchema>, 'projectId'>;
export type UpdateSession = z.infer<typeof updateSessionSchema>;

/** Another day, and another time unless it keeps its own. */
export const moveSessionSchema = z.strictObject({
  eventId: z.uuid(),
  date,
  startTime: emptyOr(time, () => m.history_weeks_time_required()),
});
export const copySessionSchema = z.strictObject({
  eventId: z.uuid(),
  dates: z
    .array(date)
    .min(1, { error: () => m.history_weeks_copy_days_required() })
    .max(DAYS_AT_MOST),
});
export const cancelSessionSchema = z.strictObject({
  eventId: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(1, { error: () => m.history_weeks_reason_required() })
    .max(300, { error: () => m.common_too_long({ max: 300 }) }),
});

export const participantSchema = z
  .strictObject({
    projectId: z.uuid(),
    /** Empty for a new one. */
    participantId: emptyOr(z.uuid()).default(''),
    givenName: z
      .string()
      .trim()
      .min(1, { error: () => m.history_weeks_given_name_required() })
      .max(40, { error: () => m.common_too_long({ max: 40 }) }),
    initial: z
      .string()
      .trim()
      .regex(/^(\p{L}\.?)?$/u, { error: () => m.history_weeks_initial_one_letter() })
      .transform((letter) => letter.replace('.', '').toUpperCase())
      .default(''),
    house: text(60),
    needsEscort: z.boolean().default(false),
    photoConsent: z.enum(photoConsents).default('unknown'),
    consentOn: emptyOr(date, () => m.history_weeks_consent_date_required()).default(''),
  })
  .refine((one) => one.photoConsent === 'unknown' || one.consentOn !== '', {
    error: () => m.history_weeks_consent_date_required(),
    path: ['consentOn'],
  });
export type ParticipantInput = z.infer<typeof participantSchema>;
export const participantIdSchema = z.strictObject({ participantId: z.uuid() });

export const addGuestSchema = z.strictObject({
  eventId: z.uuid(),
  participantId: z.uuid({ error: () => m.history_weeks_participant_required() }),
  isWitness: z.boolean().default(false),
});
export const removeGuestSchema = z.strictObject({ eventId: z.uuid(), participantId: z.uuid() });
export const setPairsSchema = z.strictObject({
  eventId: z.uuid(),
  pairs: z.array(z.strictObject({ participantId: z.uuid(), escortId: z.uuid().nullable() })).max(100),
});

export const placeSchema = z.strictObject({
  eventId: z.uuid(),
  shiftId: z.uuid(),
  personId: z.uuid({ error: () => m.history_weeks_person_required() }),
});

export const allowWitnessSchema = z.strictObject({
  eventId: z.uuid(),
  personId: z.uuid().nullable(),
  participantId: z.uuid().nullable(),
  note: z
    .string()
    .trim()
    .min(1, { error: () => m.history_weeks_exception_note_required() })
    .max(300, { error: () => m.common_too_long({ max: 300 }) }),
});

export const addStandInSchema = z
  .strictObject({
    projectId: z.uuid(),
    /** Somebody of the week's volunteers; empty when `name` and `phone` say who it is. */
    personId: emptyOr(z.uuid()).default(''),
    name: text(80),
    phone: emptyOr(phone, () => m.accounts_phone_invalid()).default(''),
    roles: z.array(z.enum(weekRoles)).max(weekRoles.length).default([]),
    note: text(300),
  })
  .refine((one) => one.personId !== '' || one.name !== '', {
    error: () => m.history_weeks_stand_in_name_required(),
    path: ['name'],
  })
  .refine((one) => one.personId !== '' || one.phone !== '', {
    error: () => m.accounts_phone_invalid(),
    path: ['phone'],
  });
export type AddStandIn = z.infer<typeof addStandInSchema>;
export const standInIdSchema = z.strictObject({ standInId: z.uuid() });
export const useStandInSchema = z.strictObject({
  standInId: z.uuid({ error: () => m.history_weeks_person_required() }),
  eventId: z.uuid(),
  shiftId: z.uuid(),
});

export const previewCopySchema = z.strictObject({ projectId: z.uuid(), firstOn: date });
export const copyWeekSchema = z.strictObject({
  /** The week that is copied. */
  fromProjectId: z.uuid({ error: () => m.history_weeks_copy_from_required() }),
  /** Empty: into a new project. */
  intoProjectId: emptyOr(z.uuid()).default(''),
  firstOn: date,
});
export type CopyWeek = z.infer<typeof copyWeekSchema>;

export const daySchema = z.strictObject({ projectId: z.uuid(), date });

const people = z
  .int({ error: () => m.history_weeks_people_range() })
  .min(0, { error: () => m.history_weeks_people_range() })
  .max(10_000, { error: () => m.history_weeks_people_range() });
export const attendanceSchema = z.strictObject({
  projectId: z.uuid(),
  sessions: z
    .array(
      z
        .strictObject({ eventId: z.uuid(), people, children: people.nullable().default(null) })
        .refine((one) => (one.children ?? 0) <= one.people, {
          error: () => m.history_weeks_children_above_people(),
          path: ['children'],
        }),
    )
    .max(200),
});
