import {
  mergeRouters,
  plannerProcedure,
  publicProcedure,
  requesterProcedure,
  router,
} from '#lib/trpc/init.server.ts';
import { listSimilar, merge } from './duplicates.service.server.ts';
import { enterRequest } from './enter.service.server.ts';
import * as follow from './follow.service.server.ts';
import * as office from './office.service.server.ts';
import * as schema from './schema.ts';
import * as service from './service.server.ts';
import * as talk from './talk.service.server.ts';

/** What requesters do: without an account by a link that only they have, or signed in for their house. */
const requesterRouter = router({
  submit: publicProcedure.input(schema.submitRequestSchema).mutation(async ({ ctx, input }) => {
    const { reference } = await service.submitRequest(ctx, input);
    return { reference };
  }),

  submitAndFollow: publicProcedure
    .input(schema.submitRequestSchema)
    .mutation(({ ctx, input }) => service.submitRequest(ctx, input)),

  follow: publicProcedure.input(schema.tokenSchema).query(({ ctx, input }) => follow.follow(ctx, input)),

  reply: publicProcedure.input(schema.replySchema).mutation(({ ctx, input }) => follow.reply(ctx, input)),

  confirmDate: publicProcedure
    .input(schema.dateOfLinkSchema)
    .mutation(({ ctx, input }) => follow.confirmDate(ctx, input)),

  callOffDate: publicProcedure
    .input(schema.dateOfLinkSchema)
    .mutation(({ ctx, input }) => follow.callOffDate(ctx, input)),

  moveDate: publicProcedure
    .input(schema.moveDateSchema)
    .mutation(({ ctx, input }) => follow.moveDate(ctx, input)),

  withdraw: publicProcedure
    .input(schema.tokenSchema)
    .mutation(({ ctx, input }) => follow.withdraw(ctx, input)),

  resume: publicProcedure.input(schema.tokenSchema).mutation(({ ctx, input }) => follow.resume(ctx, input)),

  ask: requesterProcedure
    .input(schema.askSchema)
    .mutation(({ ctx, input }) => service.askForProject(ctx, input)),

  own: requesterProcedure.input(schema.pageSchema).query(({ ctx, input }) => follow.listOwn(ctx, input)),

  linkOfOwn: requesterProcedure
    .input(schema.requestIdSchema)
    .query(({ ctx, input }) => follow.linkOfOwn(ctx, input)),
});

/** What the office does with requests. */
const officeRouter = router({
  inbox: plannerProcedure.input(schema.inboxSchema).query(({ ctx, input }) => office.listInbox(ctx, input)),

  desk: plannerProcedure
    .input(schema.deskSchema)
    .query(({ ctx, input }) => office.deskRequests(ctx, input?.organisationId)),

  get: plannerProcedure
    .input(schema.requestIdSchema)
    .query(({ ctx, input }) => office.getRequest(ctx, input)),

  enter: plannerProcedure
    .input(schema.enterRequestSchema)
    .mutation(({ ctx, input }) => enterRequest(ctx, input)),

  similar: plannerProcedure.input(schema.similarSchema).query(({ ctx, input }) => listSimilar(ctx, input)),

  advance: plannerProcedure.input(schema.stepSchema).mutation(({ ctx, input }) => office.advance(ctx, input)),

  stepBack: plannerProcedure
    .input(schema.stepBackSchema)
    .mutation(({ ctx, input }) => office.stepBack(ctx, input)),

  assign: plannerProcedure.input(schema.assignSchema).mutation(({ ctx, input }) => office.assign(ctx, input)),

  handOver: plannerProcedure
    .input(schema.handOverSchema)
    .mutation(({ ctx, input }) => office.handOver(ctx, input)),

  decline: plannerProcedure
    .input(schema.declineSchema)
    .mutation(({ ctx, input }) => office.decline(ctx, input)),

  merge: plannerProcedure.input(schema.mergeSchema).mutation(({ ctx, input }) => merge(ctx, input)),

  markSeen: plannerProcedure
    .input(schema.requestIdSchema)
    .mutation(({ ctx, input }) => office.markSeen(ctx, input)),

  planningFacts: plannerProcedure
    .input(schema.requestIdSchema)
    .query(({ ctx, input }) => service.planningFacts(ctx, input)),

  linkProject: plannerProcedure
    .input(schema.linkProjectSchema)
    .mutation(({ ctx, input }) => service.linkProject(ctx, input)),

  addNote: plannerProcedure.input(schema.noteSchema).mutation(({ ctx, input }) => talk.addNote(ctx, input)),

  answer: plannerProcedure.input(schema.noteSchema).mutation(({ ctx, input }) => talk.answer(ctx, input)),

  proposeDates: plannerProcedure
    .input(schema.proposeDatesSchema)
    .mutation(({ ctx, input }) => talk.proposeDates(ctx, input)),

  withdrawDate: plannerProcedure
    .input(schema.officeDateSchema)
    .mutation(({ ctx, input }) => talk.withdrawDate(ctx, input)),

  cancelDate: plannerProcedure
    .input(schema.officeDateSchema)
    .mutation(({ ctx, input }) => talk.cancelDate(ctx, input)),

  acceptDate: plannerProcedure
    .input(schema.officeDateSchema)
    .mutation(({ ctx, input }) => talk.acceptDate(ctx, input)),
});

export const requestsRouter = mergeRouters(requesterRouter, officeRouter);
