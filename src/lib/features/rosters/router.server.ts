import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as asks from './asks.service.server.ts';
import * as decisions from './decisions.service.server.ts';
import * as runs from './runs.service.server.ts';
import {
  answerSchema,
  askIdSchema,
  askSchema,
  chooseSchema,
  deskSchema,
  runIdSchema,
  shiftIdSchema,
  startRosterSchema,
  weekSchema,
} from './schema.ts';

/** `rosters.*`: the week proposed, decided and taken back; who is asked, and answers. */
export const rostersRouter = router({
  start: plannerProcedure.input(startRosterSchema).mutation(({ ctx, input }) => runs.startRun(ctx, input)),

  list: plannerProcedure.input(weekSchema).query(({ ctx, input }) => runs.listRuns(ctx, input)),

  get: plannerProcedure.input(runIdSchema).query(({ ctx, input }) => runs.getRun(ctx, input)),

  proposed: plannerProcedure.input(weekSchema).query(({ ctx, input }) => runs.listProposed(ctx, input)),

  replacements: plannerProcedure
    .input(deskSchema)
    .query(({ ctx, input }) => runs.listReplacements(ctx, input)),

  cancel: plannerProcedure.input(runIdSchema).mutation(({ ctx, input }) => runs.cancelRun(ctx, input)),

  close: plannerProcedure.input(runIdSchema).mutation(({ ctx, input }) => runs.closeRun(ctx, input)),

  accept: plannerProcedure.input(chooseSchema).mutation(({ ctx, input }) => decisions.accept(ctx, input)),

  leaveOut: plannerProcedure.input(chooseSchema).mutation(({ ctx, input }) => decisions.leaveOut(ctx, input)),

  undo: plannerProcedure.input(runIdSchema).mutation(({ ctx, input }) => decisions.undoStep(ctx, input)),

  helpers: plannerProcedure.input(shiftIdSchema).query(({ ctx, input }) => asks.listHelpers(ctx, input)),

  ask: plannerProcedure.input(askSchema).mutation(({ ctx, input }) => asks.askHelpers(ctx, input)),

  asked: signedInProcedure.query(({ ctx }) => asks.listAsked(ctx)),

  answer: signedInProcedure.input(answerSchema).mutation(({ ctx, input }) => asks.answerAsk(ctx, input)),

  reopen: signedInProcedure.input(askIdSchema).mutation(({ ctx, input }) => asks.reopenAsk(ctx, input)),
});
