import { projectKinds } from '#lib/features/projects/project.ts';
import { declarationKinds, qualificationKinds } from '#lib/features/volunteers/volunteer.ts';
import { weightsSchema } from '#lib/features/matching/weights.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { applicationSorts } from './application.ts';
import { meetingKinds, trainingKinds } from './meeting.ts';
import { leftReasons, optionalStages, stages } from './stage.ts';

const date = z.string().refine(isPlainDate, { error: () => m.recruiting_date_required() });
const dateOrNone = z.union([z.literal(''), date], { error: () => m.recruiting_date_required() }).default('');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.recruiting_time_required() });
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) });
const stage = z.enum(stages);
const page = z.int().min(1).max(10_000).default(1);

export const activityIdSchema = z.strictObject({ activityId: z.uuid() });
export const weightsOfSchema = z.strictObject({ activityId: z.uuid(), weights: weightsSchema });
export const applicationIdSchema = z.strictObject({ applicationId: z.uuid() });
export const personIdSchema = z.strictObject({ personId: z.uuid() });
export const eventIdSchema = z.strictObject({ eventId: z.uuid() });
export const bookForSchema = z.strictObject({ eventId: z.uuid(), applicationId: z.uuid() });
export const guestSchema = z.strictObject({ eventId: z.uuid(), personId: z.uuid() });

export const saveActivitySchema = z.strictObject({
  /** Left out: a new one. */
  activityId: z.uuid().optional(),
  organisationId: z.uuid(),
  kind: z.enum(projectKinds, { error: () => m.recruiting_kind_required() }),
  name: text(80).min(1, { error: () => m.recruiting_name_required() }),
  /** Those of the stages that an activity may do without, in its order. */
  stages: z
    .array(z.enum(optionalStages))
    .refine((list) => new Set(list).size === list.length, { error: () => m.recruiting_stages_order() }),
  requirements: z.array(z.enum(qualificationKinds)),
});
export type SaveActivity = z.infer<typeof saveActivitySchema>;
export const archiveActivitySchema = z.strictObject({ activityId: z.uuid(), isArchived: z.boolean() });

export const publishTextSchema = z.strictObject({
  organisationId: z.uuid(),
  kind: z.enum(declarationKinds),
  body: text(8000).min(1, { error: () => m.recruiting_text_required() }),
  /** The version that was on the page: the guard against overwriting each other. */
  afterVersion: z.int().min(0),
  /** Until when older signatures count; empty: for ever. */
  renewBy: dateOrNone,
});
export type PublishText = z.infer<typeof publishTextSchema>;

const filter = {
  activityId: z.uuid().optional(),
  text: z.string().trim().max(100).optional(),
  isMine: z.boolean().default(false),
};
export const boardSchema = z.strictObject({ ...filter, pages: z.partialRecord(stage, page).default({}) });
export type BoardQuery = z.output<typeof boardSchema>;
export const dueSchema = z.strictObject({ organisationId: z.uuid().optional() });
export const listApplicationsSchema = z.strictObject({
  ...filter,
  /** Left out: all but those who have left. */
  stage: stage.optional(),
  sort: z.enum(applicationSorts).default('since'),
  page,
});
export type ApplicationQuery = z.output<typeof listApplicationsSchema>;

export const applySchema = z.strictObject({
  activityId: z.uuid({ error: () => m.recruiting_activity_required() }),
  personId: z.uuid({ error: () => m.recruiting_person_required() }),
  interestId: z.uuid().optional(),
});
export type Apply = z.infer<typeof applySchema>;

export const moveSchema = z
  .strictObject({
    ...applicationIdSchema.shape,
    /** Where it stood on the page: the guard against moving what somebody else has moved. */
    from: stage,
    to: stage,
    /** Pauses only. Empty: until further notice. */
    pausedUntil: dateOrNone,
    leftReason: z.enum(leftReasons, { error: () => m.recruiting_reason_required() }).optional(),
  })
  .refine(({ to, leftReason }) => to !== 'left' || leftReason !== undefined, {
    error: () => m.recruiting_reason_required(),
    path: ['leftReason'],
  });
export type Move = z.output<typeof moveSchema>;
export const undoMoveSchema = z.strictObject({ moveId: z.uuid() });

export const updateApplicationSchema = z.strictObject({
  ...applicationIdSchema.shape,
  assigneeId: z.union([z.literal(''), z.uuid()]).default(''),
  nextStep: text(200),
  nextOn: dateOrNone,
  note: text(2000),
});
export type UpdateApplication = z.output<typeof updateApplicationSchema>;

/** A date and nothing else: no upload, no words (domain.md 3.1). */
export const recordSchema = z.strictObject({
  ...applicationIdSchema.shape,
  kind: z.enum(qualificationKinds, { error: () => m.recruiting_kind_required() }),
  on: date,
});
export type RecordRequirement = z.output<typeof recordSchema>;
export const birthYearSchema = z.strictObject({
  birthYear: z
    .number({ error: () => m.recruiting_year_required() })
    .int({ error: () => m.recruiting_year_required() })
    .min(1900, { error: () => m.recruiting_year_required() })
    .max(2020, { error: () => m.recruiting_year_required() }),
});
export const birthYearForSchema = z.strictObject({ ...applicationIdSchema.shape, ...birthYearSchema.shape });

export const signSchema = z.strictObject({
  textId: z.uuid(),
  isAgreed: z.literal(true, { error: () => m.recruiting_sign_required() }),
});

export const planMeetingSchema = z
  .strictObject({
    organisationId: z.uuid({ error: () => m.recruiting_office_required() }),
    kind: z.enum(meetingKinds),
    /** Trainings only: what being there is recorded as. */
    training: z.enum(trainingKinds).optional(),
    activityId: z.union([z.literal(''), z.uuid()]).default(''),
    title: text(120),
    date,
    startTime: time,
    endTime: time,
    places: z
      .int({ error: () => m.recruiting_places_between() })
      .min(1, { error: () => m.recruiting_places_between() })
      .max(200, { error: () => m.recruiting_places_between() }),
    placeName: text(120),
    room: text(80),
  })
  .refine(({ startTime, endTime }) => startTime < endTime, {
    error: () => m.recruiting_time_order(),
    path: ['endTime'],
  })
  .refine(({ kind, training }) => kind === 'talk' || training !== undefined, {
    error: () => m.recruiting_training_required(),
    path: ['training'],
  });
export type PlanMeeting = z.output<typeof planMeetingSchema>;
export const listMeetingsSchema = z.strictObject({ isPast: z.boolean().default(false), page });
