import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { placeChoices } from './substitutes.ts';

const NOTE_LENGTH = 200;

export const offerPlaceSchema = z.strictObject({
  shiftId: z.uuid(),
  note: z
    .string()
    .trim()
    .max(NOTE_LENGTH, { error: () => m.common_too_long({ max: NOTE_LENGTH }) })
    .default(''),
});
export const offerIdSchema = z.strictObject({ offerId: z.uuid() });
export const declineAskSchema = z.strictObject({ offerId: z.uuid(), isDeclined: z.boolean() });
export const appointSchema = z.strictObject({ offerId: z.uuid(), personId: z.uuid() });
export const officeOffersSchema = z.strictObject({
  organisationId: z.uuid().optional(),
  eventId: z.uuid().optional(),
});

export const absenceSchema = z.strictObject({ absenceId: z.uuid() });
export const settleAbsenceSchema = z.strictObject({
  absenceId: z.uuid(),
  choices: z
    .array(z.strictObject({ shiftId: z.uuid(), choice: z.enum(placeChoices) }))
    .min(1)
    .max(100),
});
/** Without a person: one's own. */
export const freedPlacesSchema = z.strictObject({ personId: z.uuid().optional() });
export const takeBackSchema = z.strictObject({ shiftId: z.uuid(), personId: z.uuid().optional() });
