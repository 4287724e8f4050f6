import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import { z } from 'zod';
import * as service from './signups.service.server.ts';

const shift = z.strictObject({ shiftId: z.uuid() });
const place = z.strictObject({ shiftId: z.uuid(), personId: z.uuid() });

export const signupsRouter = router({
  signUp: signedInProcedure.input(shift).mutation(({ ctx, input }) => service.signUp(ctx, input)),

  cancelSignup: signedInProcedure.input(shift).mutation(({ ctx, input }) => service.cancelSignup(ctx, input)),

  undoCancellation: signedInProcedure
    .input(shift)
    .mutation(({ ctx, input }) => service.undoCancellation(ctx, input)),

  mySignups: signedInProcedure
    .input(z.strictObject({ from: z.date().optional(), to: z.date().optional() }).optional())
    .query(({ ctx, input }) => service.mySignups(ctx, input)),

  assign: plannerProcedure.input(place).mutation(({ ctx, input }) => service.assign(ctx, input)),

  unassign: plannerProcedure.input(place).mutation(({ ctx, input }) => service.unassign(ctx, input)),

  undoUnassign: plannerProcedure
    .input(place)
    .mutation(({ ctx, input }) => service.undoCancellation(ctx, input)),
});
