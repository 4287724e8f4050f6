import { pauseReasons, volunteerAnswers } from '#lib/features/matching/pair-life.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { childInterests, consentScopes, needs, NICKNAME_LENGTH, nicknameProblem } from './child.ts';
import { endReasons, rolloverAnswers } from './pair.ts';
import { absenceReasons, recordedOutcomes } from './session.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) });
const required = (max: number, sentence: () => string) => text(max).min(1, { error: sentence });
const date = (sentence: () => string) => z.string().refine(isPlainDate, { error: sentence });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.reading_time_required() });
const page = z.int().min(1).max(1000).default(1);

const schoolFields = {
  contactName: required(80, () => m.reading_school_contact_required()),
  contactPhone: required(40, () => m.reading_school_phone_required()),
  absenceUntil: time.default('08:30'),
  emergency: text(600).default(''),
  agreedOn: date(() => m.reading_school_agreed_required()),
};
export const openSchoolSchema = z.strictObject({
  organisationId: z.uuid(),
  schoolId: z.uuid({ error: () => m.reading_school_required() }),
  ...schoolFields,
});
export type OpenSchool = z.infer<typeof openSchoolSchema>;
export const updateSchoolSchema = z.strictObject({ schoolId: z.uuid(), ...schoolFields });
export type UpdateSchool = z.infer<typeof updateSchoolSchema>;
export const schoolIdSchema = z.strictObject({ schoolId: z.uuid() });

const nicknameSentences = {
  missing: () => m.reading_child_nickname_required(),
  several_words: () => m.reading_child_nickname_several(),
  surname: () => m.reading_child_nickname_surname(),
  too_long: () => m.common_too_long({ max: NICKNAME_LENGTH }),
};
const childFields = {
  nickname: z
    .string()
    .trim()
    .superRefine((nickname, context) => {
      const problem = nicknameProblem(nickname);
      if (problem) context.addIssue({ code: 'custom', message: nicknameSentences[problem]() });
    }),
  className: required(10, () => m.reading_child_class_required()),
  needs: z.array(z.enum(needs)).default([]),
  interests: z.array(z.enum(childInterests)).default([]),
  consentOn: date(() => m.reading_child_consent_required()),
  consentScope: z
    .array(z.enum(consentScopes))
    .default(['reading'])
    .refine((scope) => scope.includes('reading'), { error: () => m.reading_child_scope_required() }),
};
export const createChildSchema = z.strictObject({ schoolId: z.uuid(), ...childFields });
export type CreateChild = z.infer<typeof createChildSchema>;
export const updateChildSchema = z.strictObject({ childId: z.uuid(), ...childFields });
export type UpdateChild = z.infer<typeof updateChildSchema>;
export const childIdSchema = z.strictObject({ childId: z.uuid() });
export const endChildSchema = z.strictObject({
  childId: z.uuid(),
  reason: z.enum(['child_stops', 'left_school', 'other']),
  /** The data is deleted at once, not after three months. */
  eraseNow: z.boolean().default(false),
});
export type EndChild = z.infer<typeof endChildSchema>;

const slot = z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/, { error: () => m.reading_place_lesson_required() });
const weekday = z
  .int()
  .min(1, { error: () => m.reading_place_weekday_required() })
  .max(5, { error: () => m.reading_place_weekday_required() });
const slotFields = {
  weekday,
  /** A lesson by its times, "10:10-10:55". */
  lesson: slot,
  /** Empty: the school says later. */
  roomId: z.union([z.literal(''), z.uuid()]).default(''),
  firstOn: date(() => m.reading_place_first_required()),
  /** The school has agreed to a time outside the room's hours. */
  isOutsideAgreed: z.boolean().default(false),
};
/** Whom to ask for a child and for which lesson; or, when she has agreed on the telephone, whom to place at once. */
export const placePairSchema = z.strictObject({
  childId: z.uuid(),
  mentorId: z.uuid({ error: () => m.reading_place_mentor_required() }),
  ...slotFields,
});
export type PlacePair = z.infer<typeof placePairSchema>;
export const beginTrialSchema = z.strictObject({ pairId: z.uuid(), ...slotFields });
export type BeginTrial = z.infer<typeof beginTrialSchema>;
export type SlotWish = Omit<BeginTrial, 'pairId'>;
export const mentorAnswerSchema = z.strictObject({
  pairId: z.uuid(),
  answer: z.enum(volunteerAnswers, { error: () => m.tandems_answer_required() }),
});
export const meetingSchema = z.strictObject({
  pairId: z.uuid(),
  on: date(() => m.tandems_date_invalid()),
  at: time,
});
export const pauseSchema = z.strictObject({
  pairId: z.uuid(),
  reason: z.enum(pauseReasons, { error: () => m.tandems_reason_required() }),
  until: z.union([z.literal(''), date(() => m.tandems_date_invalid())]).default(''),
});
export const proposalsSchema = z.strictObject({ schoolId: z.uuid().optional() });

export const PAIRS_PER_PAGE = 30;
export const schoolPairsSchema = z.strictObject({
  schoolId: z.uuid(),
  which: z.enum(['running', 'ended']).default('running'),
  page,
});
export const pairIdSchema = z.strictObject({ pairId: z.uuid() });
export const endPairSchema = z.strictObject({
  pairId: z.uuid(),
  reason: z.enum(endReasons, { error: () => m.reading_end_reason_required() }),
  /** Its last day; empty: yesterday, so that nothing more takes place. */
  lastOn: z.union([z.literal(''), date(() => m.reading_end_date_invalid())]).default(''),
});
export type EndPair = z.infer<typeof endPairSchema>;
export const answerSchema = z.strictObject({ pairId: z.uuid(), answer: z.enum(rolloverAnswers) });

const onDate = z.string().refine(isPlainDate);
export const readingDateSchema = z.strictObject({ pairId: z.uuid(), onDate });
export const readingDaysSchema = z.strictObject({
  pairId: z.uuid(),
  onDate,
  until: z.union([z.literal(''), onDate]).default(''),
});
export const recordSchema = z.strictObject({
  pairId: z.uuid(),
  onDate,
  /** Null: takes back what was recorded. */
  outcome: z.enum(recordedOutcomes).nullable(),
});
export const callOffSchema = z.strictObject({
  pairId: z.uuid(),
  onDate,
  reason: z.enum(absenceReasons).default('child_away'),
  /** The last day of the absence; empty: this day only. */
  until: z.union([z.literal(''), date(() => m.reading_absence_until_invalid())]).default(''),
});
export type CallOff = z.infer<typeof callOffSchema>;
