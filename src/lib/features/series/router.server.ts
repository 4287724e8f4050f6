import { plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { createSeriesSchema, previewSeriesSchema } from './schema.ts';
import * as service from './service.server.ts';

export const seriesRouter = router({
  preview: plannerProcedure
    .input(previewSeriesSchema)
    .query(({ ctx, input }) => service.previewSeries(ctx, input)),

  create: plannerProcedure
    .input(createSeriesSchema)
    .mutation(({ ctx, input }) => service.createSeries(ctx, input)),
});
