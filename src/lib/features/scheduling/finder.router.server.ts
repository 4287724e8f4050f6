import { publicProcedure, router } from '#lib/trpc/init.server.ts';
import {
  findActivitiesSchema,
  getActivitySchema,
  getShiftSchema,
  listAlternativesSchema,
  listOpenShiftsSchema,
} from './finder.schema.ts';
import * as service from './finder.service.server.ts';

export const finderRouter = router({
  listOpenShifts: publicProcedure
    .input(listOpenShiftsSchema.optional())
    .query(({ ctx, input }) => service.listOpenShifts(ctx, input)),

  findActivities: publicProcedure
    .input(findActivitiesSchema)
    .query(({ ctx, input }) => service.findActivities(ctx, input)),

  getActivity: publicProcedure
    .input(getActivitySchema)
    .query(({ ctx, input }) => service.getActivity(ctx, input)),

  getShift: publicProcedure.input(getShiftSchema).query(({ ctx, input }) => service.getShift(ctx, input)),

  listAlternatives: publicProcedure
    .input(listAlternativesSchema)
    .query(({ ctx, input }) => service.listAlternatives(ctx, input)),
});
