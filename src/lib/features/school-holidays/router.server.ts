import { administratorProcedure as administrator, router } from '#lib/trpc/init.server.ts';
import { z } from 'zod';
import * as schema from './schema.ts';
import * as service from './service.server.ts';

export const schoolHolidaysRouter = router({
  list: administrator
    .input(z.strictObject({ isAll: z.boolean().default(false) }))
    .query(({ ctx, input }) => service.listSchoolHolidays(ctx, input)),

  get: administrator
    .input(schema.schoolHolidayIdSchema)
    .query(({ ctx, input }) => service.getSchoolHoliday(ctx, input)),

  replace: administrator
    .input(schema.replaceSchoolHolidaysSchema)
    .mutation(({ ctx, input }) => service.replaceSchoolHolidays(ctx, input)),

  preview: administrator
    .input(schema.replaceSchoolHolidaysSchema)
    .mutation(({ ctx, input }) => service.previewSchoolHolidays(ctx, input)),

  adopt: administrator.mutation(({ ctx }) => service.adoptKnownHolidays(ctx)),

  readFile: administrator
    .input(schema.calendarTextSchema)
    .query(({ ctx, input }) => service.readHolidayFile(ctx, input)),

  previewImport: administrator
    .input(schema.previewImportSchema)
    .query(({ ctx, input }) => service.previewImport(ctx, input)),
});
