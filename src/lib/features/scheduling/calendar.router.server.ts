import { mergeRouters, plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { calendarSchema, deskSchema } from './calendar.schema.ts';
import * as service from './calendar.service.server.ts';
import { desk } from './desk.service.server.ts';
import { exportShiftsSchema } from './export.ts';
import { exportShifts } from './export.service.server.ts';
import { liveRouter } from './live.router.server.ts';

export const calendarRouter = mergeRouters(
  router({
    calendar: plannerProcedure.input(calendarSchema).query(({ ctx, input }) => service.calendar(ctx, input)),

    /** A batch for a spreadsheet; a mutation, since it is recorded. */
    exportShifts: plannerProcedure
      .input(exportShiftsSchema)
      .mutation(({ ctx, input }) => exportShifts(ctx, input)),

    desk: plannerProcedure.input(deskSchema).query(({ ctx, input }) => desk(ctx, input)),
  }),
  liveRouter,
);
