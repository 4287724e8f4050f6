import { languages, qualificationKinds } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { shiftRoles } from './shift.ts';

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
const places = (min: number) =>
  z
    .int({ error: () => m.scheduling_shift_places_range() })
    .min(min, { error: () => m.scheduling_shift_places_range() })
    .max(500, { error: () => m.scheduling_shift_places_range() });

export const shiftSchema = z
  .strictObject({
    /** Empty for a new one. */
    id: z.union([z.literal(''), z.uuid()]).default(''),
    role: z.enum(shiftRoles, { error: () => m.scheduling_shift_role_required() }),
    label: text(120),
    minPlaces: places(0).default(1),
    maxPlaces: places(1).default(1),
    requirements: z.array(z.enum(qualificationKinds)).max(20).default([]),
    language: z.union([z.literal(''), z.enum(languages)]).default(''),
    note: text(500),
  })
  .refine((shift) => shift.minPlaces <= shift.maxPlaces, {
    error: () => m.scheduling_shift_min_above_max(),
    path: ['minPlaces'],
  });
export type ShiftInput = z.infer<typeof shiftSchema>;

/** A date as people enter it: wall time in the town's zone. */
const fields = {
  title: text(120),
  date,
  startTime: time,
  endTime: time,
  /** Empty: the same day. */
  endDate: z.union([z.literal(''), date]).default(''),
  /** One of our houses; empty when `placeName` says where. */
  venueId: z.union([z.literal(''), z.uuid()]).default(''),
  placeName: text(160),
  street: text(160),
  postalCode: z
    .string()
    .trim()
    .regex(/^(\d{5})?$/, { error: () => m.scheduling_event_postal_code_invalid() })
    .default(''),
  room: text(120),
  isStepFree: z.boolean().default(false),
  accessNote: text(500),
  note: text(1000),
  shifts: z
    .array(shiftSchema)
    .min(1, { error: () => m.scheduling_event_shift_required() })
    .max(20),
};

type Where = { venueId: string; placeName: string };
type When = { date: string; startTime: string; endTime: string; endDate: string };
const hasPlace = (event: Where) => event.venueId !== '' || event.placeName !== '';
const isForward = (event: When) =>
  `${event.endDate || event.date} ${event.endTime}` > `${event.date} ${event.startTime}`;
const placeError = { error: () => m.scheduling_event_place_required(), path: ['placeName'] };
const orderError = { error: () => m.scheduling_event_end_before_start(), path: ['endTime'] };

export const createEventSchema = z
  .strictObject({ projectId: z.uuid(), publish: z.boolean().default(false), ...fields })
  .refine(hasPlace, placeError)
  .refine(isForward, orderError);
export type CreateEvent = z.infer<typeof createEventSchema>;

export const updateEventSchema = z
  .strictObject({ eventId: z.uuid(), version: z.int().min(1), ...fields })
  .refine(hasPlace, placeError)
  .refine(isForward, orderError);
export type UpdateEvent = z.infer<typeof updateEventSchema>;
export type EventFields = Omit<UpdateEvent, 'eventId' | 'version'>;

export const eventIdSchema = z.strictObject({ eventId: z.uuid() });
export const shiftIdSchema = z.strictObject({ shiftId: z.uuid() });

export const moveConflictsSchema = z.strictObject({ eventId: z.uuid(), startAt: z.date(), endAt: z.date() });
export const moveEventSchema = z.strictObject({
  eventId: z.uuid(),
  startAt: z.date(),
  endAt: z.date(),
  version: z.int().min(1),
});

export const publishEventSchema = z.strictObject({
  eventId: z.uuid(),
  withProject: z.boolean().default(false),
});

/** Shown to everybody who was signed up. */
const reason = z
  .string()
  .trim()
  .min(1, { error: () => m.scheduling_event_reason_required() })
  .max(300, { error: () => m.common_too_long({ max: 300 }) });
export const cancelEventSchema = z.strictObject({ eventId: z.uuid(), reason });
export const cancelShiftSchema = z.strictObject({ shiftId: z.uuid(), reason });

export const COPIES_AT_MOST = 60;
export const duplicateEventSchema = z.strictObject({
  eventId: z.uuid(),
  dates: z
    .array(date)
    .min(1, { error: () => m.scheduling_event_copy_dates_required() })
    .max(COPIES_AT_MOST, { error: () => m.scheduling_event_copy_too_many({ max: COPIES_AT_MOST }) }),
  publish: z.boolean().default(false),
});

export const EVENTS_PER_PAGE = 20;
export const projectEventsSchema = z.strictObject({
  projectId: z.uuid(),
  when: z.enum(['upcoming', 'past']).default('upcoming'),
  page: z.int().min(1).max(10_000).default(1),
});
export const facilityDatesSchema = z.strictObject({ page: z.int().min(1).max(1000).default(1) });

export const CANDIDATES_PER_PAGE = 15;
export const candidatesSchema = z.strictObject({
  shiftId: z.uuid(),
  text: z.string().trim().max(100).optional(),
  /** `office`: those whom one's own office looks after, or who live in its district or that of the date. */
  scope: z.enum(['office', 'all']).default('office'),
  page: z.int().min(1).max(50).default(1),
});
