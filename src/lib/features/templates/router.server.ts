import { projectIdSchema } from '#lib/features/projects/schema.ts';
import { plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { startEmptySchema, startProjectSchema } from './schema.ts';
import * as service from './service.server.ts';

export const templatesRouter = router({
  preview: plannerProcedure
    .input(startProjectSchema)
    .query(({ ctx, input }) => service.previewStart(ctx, input)),

  start: plannerProcedure
    .input(startProjectSchema)
    .mutation(({ ctx, input }) => service.startProject(ctx, input)),

  startEmpty: plannerProcedure
    .input(startEmptySchema)
    .mutation(({ ctx, input }) => service.startEmpty(ctx, input)),

  publish: plannerProcedure
    .input(projectIdSchema)
    .mutation(({ ctx, input }) => service.publishWithDates(ctx, input)),
});
