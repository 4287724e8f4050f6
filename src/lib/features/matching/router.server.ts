import { coordinatorProcedure, router } from '#lib/trpc/init.server.ts';
import { meetingSchema, needIdSchema, previewWeightsSchema } from './schema.ts';
import * as service from './service.server.ts';

export const matchingRouter = router({
  suggestions: coordinatorProcedure
    .input(needIdSchema)
    .query(({ ctx, input }) => service.suggestFor(ctx, input)),

  meeting: coordinatorProcedure
    .input(meetingSchema)
    .query(({ ctx, input }) => service.planMeeting(ctx, input)),

  previewWeights: coordinatorProcedure
    .input(previewWeightsSchema)
    .query(({ ctx, input }) => service.previewWeights(ctx, input)),
});
