import { z } from 'zod';
import { weightsSchema } from './weights.ts';

export const needIdSchema = z.strictObject({ clientId: z.uuid(), weights: weightsSchema.optional() });
export const meetingSchema = z.strictObject({ organisationId: z.uuid().optional() });
