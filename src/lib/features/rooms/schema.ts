import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { LESSONS_AT_MOST } from './room.ts';

const fields = {
  name: z
    .string()
    .trim()
    .min(1, { error: () => m.rooms_name_required() })
    .max(60, { error: () => m.common_too_long({ max: 60 }) }),
  seats: z
    .int({ error: () => m.rooms_seats_range() })
    .min(1, { error: () => m.rooms_seats_range() })
    .max(500, { error: () => m.rooms_seats_range() })
    .nullable()
    .default(null),
  isStepFree: z.boolean().default(false),
  note: z
    .string()
    .trim()
    .max(200, { error: () => m.common_too_long({ max: 200 }) })
    .default(''),
  /** Cells of the weekly grid in which the room may be used, `weekday-slot`; none: always. */
  ticks: z
    .array(z.string().regex(/^[1-7]-\d{1,2}$/))
    .max(7 * (LESSONS_AT_MOST + 1))
    .default([]),
};

export const houseSchema = z.strictObject({ organisationId: z.uuid() });
export const roomIdSchema = z.strictObject({ roomId: z.uuid() });
export const createRoomSchema = z.strictObject({ organisationId: z.uuid(), ...fields });
export type CreateRoom = z.infer<typeof createRoomSchema>;
export const updateRoomSchema = z.strictObject({ roomId: z.uuid(), ...fields });
export type UpdateRoom = z.infer<typeof updateRoomSchema>;

export const roomWeekSchema = z.strictObject({
  roomId: z.uuid(),
  /** Any day of the week. */
  on: z.string().refine(isPlainDate),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.rooms_lesson_time_required() });
const lesson = z
  .strictObject({ number: z.int().min(0).max(LESSONS_AT_MOST), startTime: time, endTime: time })
  .refine((one) => one.startTime < one.endTime, {
    error: () => m.rooms_lesson_end_before_start(),
    path: ['endTime'],
  });

/** The whole list replaces the old one. Lessons follow one another. */
export const setLessonsSchema = z.strictObject({
  organisationId: z.uuid(),
  lessons: z
    .array(lesson)
    .max(LESSONS_AT_MOST + 1)
    .superRefine((lessons, context) => {
      const inOrder = [...lessons].sort((a, b) => a.number - b.number);
      inOrder.forEach((one, index) => {
        const before = inOrder[index - 1];
        if (!before || before.endTime <= one.startTime) return;
        const path = [lessons.indexOf(one), 'startTime'];
        context.addIssue({
          code: 'custom',
          path,
          message: m.rooms_lesson_overlap({ number: before.number }),
        });
      });
    }),
});
export type SetLessons = z.infer<typeof setLessonsSchema>;
