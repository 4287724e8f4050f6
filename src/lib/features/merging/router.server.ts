import { plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { candidatesSchema, mergeIdSchema, mergeSchema } from './schema.ts';
import * as service from './service.server.ts';

/** Records of one person that were made twice. */
export const mergingRouter = router({
  candidates: plannerProcedure
    .input(candidatesSchema)
    .query(({ ctx, input }) => service.listCandidates(ctx, input)),
  /** A mutation, since it is rehearsed in the database and undone. */
  preview: plannerProcedure.input(mergeSchema).mutation(({ ctx, input }) => service.previewMerge(ctx, input)),
  merge: plannerProcedure.input(mergeSchema).mutation(({ ctx, input }) => service.merge(ctx, input)),
  undo: plannerProcedure.input(mergeIdSchema).mutation(({ ctx, input }) => service.undoMerge(ctx, input)),
  merges: plannerProcedure.query(({ ctx }) => service.listMerges(ctx)),
  keepApart: plannerProcedure.input(mergeSchema).mutation(({ ctx, input }) => service.keepApart(ctx, input)),
  undoKeepApart: plannerProcedure
    .input(mergeSchema)
    .mutation(({ ctx, input }) => service.undoKeepApart(ctx, input)),
});
