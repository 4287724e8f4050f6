import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { PEOPLE_AT_MOST } from './attendance.ts';

const range = { error: () => m.scheduling_headcount_range({ max: PEOPLE_AT_MOST }) };

/** As the form sends it. */
export const headcountSchema = z.strictObject({
  eventId: z.uuid(),
  people: z.int(range).min(0, range).max(PEOPLE_AT_MOST, range),
});

/** `null` takes a number back. */
export const countHeadsSchema = z.strictObject({
  eventId: z.uuid(),
  people: headcountSchema.shape.people.nullable(),
});
