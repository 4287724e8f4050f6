import { plannerProcedure, router } from '#lib/trpc/init.server.ts';
import {
  takeOverSchema,
  chooseSchema,
  listRowsSchema,
  listRunsSchema,
  runIdSchema,
  setColumnsSchema,
  uploadSchema,
} from './schema.ts';
import * as service from './service.server.ts';
import { uploadFile } from './upload.service.server.ts';

export const importsRouter = router({
  /** Takes a form with `organisationId`, `kind` and `file` (multipart/form-data). */
  upload: plannerProcedure.input(uploadSchema).mutation(({ ctx, input }) => uploadFile(ctx, input)),

  list: plannerProcedure.input(listRunsSchema).query(({ ctx, input }) => service.listRuns(ctx, input)),

  get: plannerProcedure.input(runIdSchema).query(({ ctx, input }) => service.getRun(ctx, input)),

  columns: plannerProcedure.input(runIdSchema).query(({ ctx, input }) => service.getColumns(ctx, input)),

  setColumns: plannerProcedure
    .input(setColumnsSchema)
    .mutation(({ ctx, input }) => service.setColumns(ctx, input)),

  rows: plannerProcedure.input(listRowsSchema).query(({ ctx, input }) => service.listRows(ctx, input)),

  choices: plannerProcedure.input(runIdSchema).query(({ ctx, input }) => service.getChoices(ctx, input)),

  choose: plannerProcedure.input(chooseSchema).mutation(({ ctx, input }) => service.choose(ctx, input)),

  takeOver: plannerProcedure.input(takeOverSchema).mutation(({ ctx, input }) => service.takeOver(ctx, input)),

  undo: plannerProcedure.input(runIdSchema).mutation(({ ctx, input }) => service.undoRun(ctx, input)),

  discard: plannerProcedure.input(runIdSchema).mutation(({ ctx, input }) => service.discardRun(ctx, input)),

  kept: plannerProcedure.input(runIdSchema).query(({ ctx, input }) => service.keptThings(ctx, input)),
});
