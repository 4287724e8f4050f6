import { services } from '#lib/features/tandems/client.ts';
import { z } from 'zod';
import { weightsSchema } from './weights.ts';

export const needIdSchema = z.strictObject({ clientId: z.uuid() });
export const meetingSchema = z.strictObject({ organisationId: z.uuid().optional() });
export const previewWeightsSchema = z.strictObject({
  organisationId: z.uuid(),
  kind: z.enum(services),
  weights: weightsSchema,
});
