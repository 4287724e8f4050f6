import { experiences, genders, householdTraits } from '#lib/features/matching/facts.ts';
import { interests, languages } from '#lib/features/volunteers/volunteer.ts';
import { weekdays } from '#lib/features/volunteers/availability.ts';
import { pauseReasons, volunteerAnswers } from '#lib/features/matching/pair-life.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { clientFilters, services } from './client.ts';
import { endReasons, visitOutcomes } from './tandem.ts';

export const CLIENTS_PER_PAGE = 25;
export const TANDEMS_PER_PAGE = 25;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) });
const required = (max: number, sentence: () => string) => text(max).min(1, { error: sentence });
const date = (sentence: () => string) => z.string().refine(isPlainDate, { error: sentence });
const optionalDate = z.union([z.literal(''), z.string().refine(isPlainDate)], {
  error: () => m.tandems_date_invalid(),
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.tandems_time_required() });
/** Empty: not said. */
const gender = z.enum(['', ...genders]).default('');
const page = z.int().min(1).max(1000).default(1);
const whole = (min: number, max: number) => {
  const error = () => m.tandems_number_between({ min, max });
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const window = z
  .strictObject({ weekday: z.literal(weekdays), startTime: time, endTime: time })
  .refine(({ startTime, endTime }) => startTime < endTime, {
    error: () => m.tandems_window_order(),
    path: ['endTime'],
  });

const clientFields = {
  givenName: required(80, () => m.tandems_given_name_required()),
  familyName: required(80, () => m.tandems_family_name_required()),
  phone: text(40).default(''),
  street: text(160).default(''),
  postalCode: z
    .string()
    .trim()
    .regex(/^(\d{5})?$/, { error: () => m.tandems_postal_code_invalid() })
    .default(''),
  districtCode: text(20).default(''),
  birthYear: whole(1900, 2020).nullable().default(null),
  gender,
  wishesGender: gender,
  service: z.enum(services).default('visiting'),
  languages: z
    .array(z.enum(languages))
    .min(1, { error: () => m.tandems_language_required() })
    .default(['de']),
  interests: z.array(z.enum(interests)).default([]),
  requires: z.array(z.enum(experiences)).default([]),
  traits: z.array(z.enum(householdTraits)).default([]),
  minutes: whole(15, 480).default(90),
  everyWeeks: whole(1, 8).default(1),
  windows: z
    .array(window)
    .max(21, { error: () => m.tandems_windows_too_many() })
    .default([]),
  about: text(600).default(''),
  /** "Good to know" has been read back to the person, and is as she wants it. */
  isReadBack: z.boolean().default(false),
  standInsAgreedOn: optionalDate.default(''),
  contactName: text(120).default(''),
  contactPhone: text(40).default(''),
  contactRelation: text(60).default(''),
};

/** What no single field can judge. */
const judged = <
  T extends z.ZodType<{ about: string; isReadBack: boolean; phone: string; contactPhone: string }>,
>(
  schema: T,
) =>
  schema.superRefine(({ about, isReadBack, phone, contactPhone }, context) => {
    if (about && !isReadBack) {
      context.addIssue({ code: 'custom', path: ['isReadBack'], message: m.tandems_read_back_required() });
    }
    if (!phone && !contactPhone) {
      context.addIssue({ code: 'custom', path: ['phone'], message: m.tandems_phone_required() });
    }
  });

export const openClientSchema = judged(
  z.strictObject({
    organisationId: z.uuid({ error: () => m.tandems_office_required() }),
    requestId: z.union([z.literal(''), z.uuid()]).default(''),
    ...clientFields,
  }),
);
export type OpenClient = z.infer<typeof openClientSchema>;
export const updateClientSchema = judged(z.strictObject({ clientId: z.uuid(), ...clientFields }));
export type UpdateClient = z.infer<typeof updateClientSchema>;
export type ClientFields = Omit<UpdateClient, 'clientId'>;

export const clientIdSchema = z.strictObject({ clientId: z.uuid() });
export const listClientsSchema = z.strictObject({
  which: z.enum(clientFilters).default('waiting'),
  text: text(100).default(''),
  page,
});
export const apartSchema = z.strictObject({ clientId: z.uuid(), volunteerId: z.uuid() });
export const recordDeathSchema = z.strictObject({
  clientId: z.uuid(),
  diedOn: optionalDate.default(''),
  /** Said twice: nothing brings the dates back. */
  isSure: z.literal(true, { error: () => m.tandems_death_sure_required() }),
});
export type RecordDeath = z.infer<typeof recordDeathSchema>;

/** What somebody wishes for as a visitor. Without `personId` one's own. */
export const wishesOfSchema = z.strictObject({ personId: z.uuid().optional() });
export const saveWishesSchema = z.strictObject({
  personId: z.uuid().optional(),
  gender,
  wishesGender: gender,
  maxTandems: whole(0, 6),
  maxChildren: whole(0, 6).default(1),
  excludes: z.array(z.enum(householdTraits)).default([]),
  experience: z.array(z.enum(experiences)).default([]),
});
export type SaveWishes = z.infer<typeof saveWishesSchema>;

export const tandemIdSchema = z.strictObject({ tandemId: z.uuid() });
export const listTandemsSchema = z.strictObject({
  which: z.enum(['proposals', 'running', 'ended']).default('running'),
  page,
});
export const askSchema = z.strictObject({
  clientId: z.uuid(),
  volunteerId: z.uuid(),
  note: text(300).default(''),
});
export const answerSchema = z.strictObject({
  tandemId: z.uuid(),
  answer: z.enum(volunteerAnswers, { error: () => m.tandems_answer_required() }),
});
export const clientAnswerSchema = z.strictObject({
  tandemId: z.uuid(),
  answer: z.enum(['yes', 'no'], { error: () => m.tandems_answer_required() }),
});
export const meetingSchema = z.strictObject({
  tandemId: z.uuid(),
  on: date(() => m.tandems_date_required()),
  at: time,
});
export const beginTrialSchema = z
  .strictObject({
    tandemId: z.uuid(),
    weekday: z.literal(weekdays, { error: () => m.tandems_weekday_required() }),
    startTime: time,
    endTime: time,
    everyWeeks: whole(1, 8).default(1),
    firstOn: date(() => m.tandems_date_required()),
  })
  .refine(({ startTime, endTime }) => startTime < endTime, {
    error: () => m.tandems_window_order(),
    path: ['endTime'],
  });
export type BeginTrial = z.infer<typeof beginTrialSchema>;
export const pauseSchema = z.strictObject({
  tandemId: z.uuid(),
  reason: z.enum(pauseReasons, { error: () => m.tandems_reason_required() }),
  until: optionalDate.default(''),
});
export const endSchema = z.strictObject({
  tandemId: z.uuid(),
  reason: z.enum(endReasons, { error: () => m.tandems_reason_required() }),
});
export const recordVisitSchema = z.strictObject({
  tandemId: z.uuid(),
  onDate: date(() => m.tandems_date_required()),
  outcome: z.enum(visitOutcomes),
  minutes: whole(1, 720).nullable().default(null),
  note: text(200).default(''),
  isConcern: z.boolean().default(false),
});
export type RecordVisit = z.infer<typeof recordVisitSchema>;
export const visitIdSchema = z.strictObject({
  tandemId: z.uuid(),
  onDate: date(() => m.tandems_date_required()),
});
