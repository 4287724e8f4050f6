import { router, signedInProcedure } from '#lib/trpc/init.server.ts';
import { daysSchema } from './schema.ts';
import * as service from './service.server.ts';

export const daysOffRouter = router({
  /** What is off for everybody: public holidays and school holidays. */
  forAll: signedInProcedure.input(daysSchema).query(({ ctx, input }) => service.listDaysOff(ctx, input)),
});
