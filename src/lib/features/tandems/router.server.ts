import { coordinatorProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as clients from './clients.service.server.ts';
import * as life from './life.service.server.ts';
import * as schema from './schema.ts';
import * as rhythm from './rhythm.service.server.ts';
import * as myStandIns from './my-stand-ins.service.server.ts';
import * as standIns from './stand-ins.service.server.ts';
import * as tandems from './tandems.service.server.ts';
import * as visits from './visits.service.server.ts';
import * as wishes from './wishes.service.server.ts';

export const tandemsRouter = router({
  clients: coordinatorProcedure
    .input(schema.listClientsSchema)
    .query(({ ctx, input }) => clients.listClients(ctx, input)),

  client: coordinatorProcedure
    .input(schema.clientIdSchema)
    .query(({ ctx, input }) => clients.getClientFile(ctx, input)),

  openClient: coordinatorProcedure
    .input(schema.openClientSchema)
    .mutation(({ ctx, input }) => clients.openClient(ctx, input)),

  updateClient: coordinatorProcedure
    .input(schema.updateClientSchema)
    .mutation(({ ctx, input }) => clients.updateClient(ctx, input)),

  keepApart: coordinatorProcedure
    .input(schema.apartSchema)
    .mutation(({ ctx, input }) => clients.keepApart(ctx, input)),

  allowAgain: coordinatorProcedure
    .input(schema.apartSchema)
    .mutation(({ ctx, input }) => clients.allowAgain(ctx, input)),

  closeClient: coordinatorProcedure
    .input(schema.clientIdSchema)
    .mutation(({ ctx, input }) => clients.closeClient(ctx, input)),

  reopenClient: coordinatorProcedure
    .input(schema.clientIdSchema)
    .mutation(({ ctx, input }) => clients.reopenClient(ctx, input)),

  recordDeath: coordinatorProcedure
    .input(schema.recordDeathSchema)
    .mutation(({ ctx, input }) => life.recordDeath(ctx, input)),

  list: coordinatorProcedure
    .input(schema.listTandemsSchema)
    .query(({ ctx, input }) => tandems.listTandems(ctx, input)),

  get: coordinatorProcedure
    .input(schema.tandemIdSchema)
    .query(({ ctx, input }) => tandems.getTandem(ctx, input)),

  ask: coordinatorProcedure.input(schema.askSchema).mutation(({ ctx, input }) => tandems.ask(ctx, input)),

  answer: signedInProcedure
    .input(schema.answerSchema)
    .mutation(({ ctx, input }) => tandems.answer(ctx, input)),

  answerForClient: coordinatorProcedure
    .input(schema.clientAnswerSchema)
    .mutation(({ ctx, input }) => tandems.answerForClient(ctx, input)),

  arrangeMeeting: coordinatorProcedure
    .input(schema.meetingSchema)
    .mutation(({ ctx, input }) => tandems.arrangeMeeting(ctx, input)),

  beginTrial: coordinatorProcedure
    .input(schema.beginTrialSchema)
    .mutation(({ ctx, input }) => life.beginTrial(ctx, input)),

  rhythm: coordinatorProcedure
    .input(schema.tandemIdSchema)
    .query(({ ctx, input }) => rhythm.getRhythm(ctx, input)),

  previewRhythm: coordinatorProcedure
    .input(schema.changeRhythmSchema)
    .query(({ ctx, input }) => rhythm.previewRhythm(ctx, input)),

  changeRhythm: coordinatorProcedure
    .input(schema.changeRhythmSchema)
    .mutation(({ ctx, input }) => rhythm.changeRhythm(ctx, input)),

  confirm: coordinatorProcedure
    .input(schema.tandemIdSchema)
    .mutation(({ ctx, input }) => life.confirmTandem(ctx, input)),

  pause: coordinatorProcedure
    .input(schema.pauseSchema)
    .mutation(({ ctx, input }) => life.pauseTandem(ctx, input)),

  resume: coordinatorProcedure
    .input(schema.tandemIdSchema)
    .mutation(({ ctx, input }) => life.resumeTandem(ctx, input)),

  end: coordinatorProcedure.input(schema.endSchema).mutation(({ ctx, input }) => life.endTandem(ctx, input)),

  visits: coordinatorProcedure
    .input(schema.tandemIdSchema)
    .query(({ ctx, input }) => visits.listVisits(ctx, input)),

  standIns: coordinatorProcedure
    .input(schema.visitOfSchema)
    .query(({ ctx, input }) => standIns.suggestStandIns(ctx, input)),

  askStandIn: coordinatorProcedure
    .input(schema.askStandInSchema)
    .mutation(({ ctx, input }) => standIns.askStandIn(ctx, input)),

  withdrawStandIn: coordinatorProcedure
    .input(schema.visitOfSchema)
    .mutation(({ ctx, input }) => standIns.withdrawStandIn(ctx, input)),

  cannotCome: coordinatorProcedure
    .input(schema.visitOfSchema)
    .mutation(({ ctx, input }) => standIns.cannotCome(ctx, input)),

  callOffVisit: coordinatorProcedure
    .input(schema.visitOfSchema)
    .mutation(({ ctx, input }) => standIns.callOffVisit(ctx, input)),

  answerStandIn: signedInProcedure
    .input(schema.answerStandInSchema)
    .mutation(({ ctx, input }) => standIns.answerStandIn(ctx, input)),

  myStandIns: signedInProcedure.query(({ ctx }) => myStandIns.listMyStandIns(ctx)),

  myStandIn: signedInProcedure
    .input(schema.standInIdSchema)
    .query(({ ctx, input }) => myStandIns.getMyStandIn(ctx, input)),

  recordStandIn: signedInProcedure
    .input(schema.recordStandInSchema)
    .mutation(({ ctx, input }) => myStandIns.recordStandIn(ctx, input)),

  wishes: signedInProcedure
    .input(schema.wishesOfSchema)
    .query(({ ctx, input }) => wishes.getWishes(ctx, input)),

  saveWishes: signedInProcedure
    .input(schema.saveWishesSchema)
    .mutation(({ ctx, input }) => wishes.saveWishes(ctx, input)),

  mine: signedInProcedure.query(({ ctx }) => visits.listMine(ctx)),

  myTandem: signedInProcedure
    .input(schema.tandemIdSchema)
    .query(({ ctx, input }) => visits.getMine(ctx, input)),

  unsaid: signedInProcedure.query(({ ctx }) => visits.listUnsaid(ctx)),

  recordVisit: signedInProcedure
    .input(schema.recordVisitSchema)
    .mutation(({ ctx, input }) => visits.recordVisit(ctx, input)),

  forgetVisit: signedInProcedure
    .input(schema.visitIdSchema)
    .mutation(({ ctx, input }) => visits.forgetVisit(ctx, input)),
});
