import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as changes from './changes.service.server.ts';
import * as commitments from './commitments.service.server.ts';
import * as lifecycle from './lifecycle.service.server.ts';
import * as pages from './pages.service.server.ts';
import {
  changeSeriesSchema,
  createSeriesSchema,
  decideDaySchema,
  endPromiseSchema,
  getSeriesSchema,
  previewSeriesSchema,
  promiseOptionSchema,
  promiseSchema,
  publishSeriesSchema,
  seriesDatesSchema,
  seriesIdSchema,
  seriesOfProjectSchema,
} from './schema.ts';
import * as service from './service.server.ts';

export const seriesRouter = router({
  preview: plannerProcedure
    .input(previewSeriesSchema)
    .query(({ ctx, input }) => service.previewSeries(ctx, input)),

  create: plannerProcedure
    .input(createSeriesSchema)
    .mutation(({ ctx, input }) => service.createSeries(ctx, input)),

  ofProject: plannerProcedure
    .input(seriesOfProjectSchema)
    .query(({ ctx, input }) => pages.listSeriesOfProject(ctx, input)),

  get: plannerProcedure.input(getSeriesSchema).query(({ ctx, input }) => pages.getSeries(ctx, input)),

  dates: plannerProcedure
    .input(seriesDatesSchema)
    .query(({ ctx, input }) => pages.listSeriesDates(ctx, input)),

  questions: plannerProcedure.query(({ ctx }) => pages.listQuestions(ctx)),

  change: plannerProcedure
    .input(changeSeriesSchema)
    .mutation(({ ctx, input }) => changes.changeSeries(ctx, input)),

  decideDay: plannerProcedure
    .input(decideDaySchema)
    .mutation(({ ctx, input }) => lifecycle.decideDay(ctx, input)),

  publish: plannerProcedure
    .input(publishSeriesSchema)
    .mutation(({ ctx, input }) => lifecycle.publishSeries(ctx, input)),

  delete: plannerProcedure
    .input(seriesIdSchema)
    .mutation(({ ctx, input }) => lifecycle.deleteSeries(ctx, input)),

  promise: signedInProcedure
    .input(promiseSchema)
    .mutation(({ ctx, input }) => commitments.promise(ctx, input)),

  endPromise: signedInProcedure
    .input(endPromiseSchema)
    .mutation(({ ctx, input }) => commitments.endPromise(ctx, input)),

  promiseOption: signedInProcedure
    .input(promiseOptionSchema)
    .query(({ ctx, input }) => commitments.promiseOption(ctx, input)),

  myPromises: signedInProcedure.query(({ ctx }) => commitments.listMyPromises(ctx)),
});
