import { router, signedInProcedure } from '#lib/trpc/init.server.ts';
import { z } from 'zod';
import * as interests from './interests.service.server.ts';
import * as absences from './absences.service.server.ts';
import * as service from './profile.service.server.ts';
import {
  absenceIdSchema,
  absenceSchema,
  availabilitySchema,
  districtSchema,
  interestSchema,
  projectSchema,
  updateProfileSchema,
} from './schema.ts';

/** What volunteers say about themselves. */
export const profileRouter = router({
  profile: signedInProcedure.query(({ ctx }) => service.getMyProfile(ctx)),

  myAbsences: signedInProcedure.query(({ ctx }) => service.listMyAbsences(ctx)),

  updateProfile: signedInProcedure
    .input(updateProfileSchema)
    .mutation(({ ctx, input }) => service.updateProfile(ctx, input)),

  setDistrict: signedInProcedure
    .input(districtSchema)
    .mutation(({ ctx, input }) => service.setDistrict(ctx, input)),

  setAvailability: signedInProcedure
    .input(availabilitySchema)
    .mutation(({ ctx, input }) => service.setAvailability(ctx, input)),

  addAbsence: signedInProcedure
    .input(absenceSchema)
    .mutation(({ ctx, input }) => absences.addAbsence(ctx, input)),

  removeAbsence: signedInProcedure
    .input(absenceIdSchema)
    .mutation(({ ctx, input }) => absences.removeAbsence(ctx, input)),

  setPaused: signedInProcedure
    .input(z.strictObject({ isPaused: z.boolean() }))
    .mutation(({ ctx, input }) => service.setPaused(ctx, input)),

  expressInterest: signedInProcedure
    .input(interestSchema)
    .mutation(({ ctx, input }) => interests.expressInterest(ctx, input)),

  withdrawInterest: signedInProcedure
    .input(projectSchema)
    .mutation(({ ctx, input }) => interests.withdrawInterest(ctx, input)),

  myInterests: signedInProcedure.query(({ ctx }) => interests.listMyInterests(ctx)),
});
