import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as absences from './absences.service.server.ts';
import * as answers from './answers.service.server.ts';
import * as offers from './offers.service.server.ts';
import * as office from './office.service.server.ts';
import {
  absenceSchema,
  appointSchema,
  declineAskSchema,
  freedPlacesSchema,
  offerIdSchema,
  offerPlaceSchema,
  officeOffersSchema,
  settleAbsenceSchema,
  takeBackSchema,
} from './schema.ts';

/** `substitutes.*`: who looks for a substitute, who is asked, the office, and whoever is away. */
export const substitutesRouter = router({
  offer: signedInProcedure
    .input(offerPlaceSchema)
    .mutation(({ ctx, input }) => offers.offerPlace(ctx, input)),

  withdraw: signedInProcedure
    .input(offerIdSchema)
    .mutation(({ ctx, input }) => offers.withdrawOffer(ctx, input)),

  mine: signedInProcedure.query(({ ctx }) => offers.listOwnOffers(ctx)),

  asked: signedInProcedure.query(({ ctx }) => answers.listAskedOffers(ctx)),

  alternatives: signedInProcedure
    .input(offerIdSchema)
    .query(({ ctx, input }) => answers.listInstead(ctx, input)),

  accept: signedInProcedure
    .input(offerIdSchema)
    .mutation(({ ctx, input }) => answers.acceptOffer(ctx, input)),

  undoAccept: signedInProcedure
    .input(offerIdSchema)
    .mutation(({ ctx, input }) => answers.undoAcceptance(ctx, input)),

  decline: signedInProcedure
    .input(declineAskSchema)
    .mutation(({ ctx, input }) => answers.declineAsk(ctx, input)),

  list: plannerProcedure
    .input(officeOffersSchema)
    .query(({ ctx, input }) => office.listOfficeOffers(ctx, input)),

  get: plannerProcedure.input(offerIdSchema).query(({ ctx, input }) => office.getOffer(ctx, input)),

  appoint: plannerProcedure.input(appointSchema).mutation(({ ctx, input }) => office.appoint(ctx, input)),

  approve: plannerProcedure.input(offerIdSchema).mutation(({ ctx, input }) => office.approve(ctx, input)),

  undoAppoint: plannerProcedure
    .input(offerIdSchema)
    .mutation(({ ctx, input }) => office.undoAppointment(ctx, input)),

  reject: plannerProcedure.input(offerIdSchema).mutation(({ ctx, input }) => office.reject(ctx, input)),

  away: signedInProcedure.input(absenceSchema).query(({ ctx, input }) => absences.getAway(ctx, input)),

  settleAbsence: signedInProcedure
    .input(settleAbsenceSchema)
    .mutation(({ ctx, input }) => absences.settleAbsence(ctx, input)),

  freedPlaces: signedInProcedure
    .input(freedPlacesSchema)
    .query(({ ctx, input }) => absences.listFreedPlaces(ctx, input)),

  takeBack: signedInProcedure
    .input(takeBackSchema)
    .mutation(({ ctx, input }) => absences.takeBack(ctx, input)),
});
