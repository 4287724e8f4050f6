import { houseProcedure as house, router } from '#lib/trpc/init.server.ts';
import * as schema from './schema.ts';
import * as service from './service.server.ts';

export const closingDaysRouter = router({
  houses: house.query(({ ctx }) => service.listHouses(ctx)),
  year: house.input(schema.houseYearSchema).query(({ ctx, input }) => service.getYear(ctx, input)),
  preview: house
    .input(schema.addClosingDaysSchema)
    .query(({ ctx, input }) => service.previewClosingDays(ctx, input)),
  add: house
    .input(schema.addClosingDaysSchema)
    .mutation(({ ctx, input }) => service.addClosingDays(ctx, input)),
  remove: house
    .input(schema.closingDayIdsSchema)
    .mutation(({ ctx, input }) => service.removeClosingDays(ctx, input)),
  return: house
    .input(schema.closingDayIdsSchema)
    .mutation(({ ctx, input }) => service.returnClosingDays(ctx, input)),
});
