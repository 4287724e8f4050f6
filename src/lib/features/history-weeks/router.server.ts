import { houseProcedure as procedure, plannerProcedure, router } from '#lib/trpc/init.server.ts';
import * as copies from './copies.service.server.ts';
import { getDaySheet } from './day-sheet.service.server.ts';
import * as participants from './participants.service.server.ts';
import * as publication from './publication.service.server.ts';
import * as schema from './schema.ts';
import * as weeks from './service.server.ts';
import * as sessions from './sessions.service.server.ts';
import * as standIns from './stand-ins.service.server.ts';
import * as wrapUp from './wrap-up.service.server.ts';

export const historyWeeksRouter = router({
  list: procedure.query(({ ctx }) => weeks.listWeeks(ctx)),

  get: procedure.input(schema.weekSchema).query(({ ctx, input }) => weeks.getWeek(ctx, input)),

  setDays: procedure.input(schema.setDaysSchema).mutation(({ ctx, input }) => weeks.setDays(ctx, input)),

  createSession: procedure
    .input(schema.createSessionSchema)
    .mutation(({ ctx, input }) => sessions.createSession(ctx, input)),

  updateSession: procedure
    .input(schema.updateSessionSchema)
    .mutation(({ ctx, input }) => sessions.updateSession(ctx, input)),

  moveSession: procedure
    .input(schema.moveSessionSchema)
    .mutation(({ ctx, input }) => sessions.moveSession(ctx, input)),

  copySession: procedure
    .input(schema.copySessionSchema)
    .mutation(({ ctx, input }) => sessions.copySession(ctx, input)),

  cancelSession: procedure
    .input(schema.cancelSessionSchema)
    .mutation(({ ctx, input }) => sessions.cancelSession(ctx, input)),

  deleteSession: procedure
    .input(schema.sessionSchema)
    .mutation(({ ctx, input }) => sessions.deleteSession(ctx, input)),

  publish: plannerProcedure
    .input(schema.weekSchema)
    .mutation(({ ctx, input }) => publication.publishWeek(ctx, input)),

  askToPublish: procedure
    .input(schema.weekSchema)
    .mutation(({ ctx, input }) => publication.askToPublish(ctx, input)),

  saveParticipant: procedure
    .input(schema.participantSchema)
    .mutation(({ ctx, input }) => participants.saveParticipant(ctx, input)),

  removeParticipant: procedure
    .input(schema.participantIdSchema)
    .mutation(({ ctx, input }) => participants.removeParticipant(ctx, input)),

  addGuest: procedure
    .input(schema.addGuestSchema)
    .mutation(({ ctx, input }) => participants.addGuest(ctx, input)),

  removeGuest: procedure
    .input(schema.removeGuestSchema)
    .mutation(({ ctx, input }) => participants.removeGuest(ctx, input)),

  setPairs: procedure
    .input(schema.setPairsSchema)
    .mutation(({ ctx, input }) => participants.setPairs(ctx, input)),

  pairEscorts: procedure
    .input(schema.sessionSchema)
    .mutation(({ ctx, input }) => participants.pairEscorts(ctx, input)),

  allowWitness: procedure
    .input(schema.allowWitnessSchema)
    .mutation(({ ctx, input }) => participants.allowWitness(ctx, input)),

  standIns: procedure.input(schema.weekSchema).query(({ ctx, input }) => standIns.listStandIns(ctx, input)),

  addStandIn: procedure
    .input(schema.addStandInSchema)
    .mutation(({ ctx, input }) => standIns.addStandIn(ctx, input)),

  removeStandIn: procedure
    .input(schema.standInIdSchema)
    .mutation(({ ctx, input }) => standIns.removeStandIn(ctx, input)),

  useStandIn: procedure
    .input(schema.useStandInSchema)
    .mutation(({ ctx, input }) => standIns.useStandIn(ctx, input)),

  assign: procedure.input(schema.placeSchema).mutation(({ ctx, input }) => standIns.assign(ctx, input)),

  unassign: procedure.input(schema.placeSchema).mutation(({ ctx, input }) => standIns.unassign(ctx, input)),

  undoUnassign: procedure
    .input(schema.placeSchema)
    .mutation(({ ctx, input }) => standIns.undoUnassign(ctx, input)),

  previewCopy: procedure
    .input(schema.previewCopySchema)
    .query(({ ctx, input }) => copies.previewCopy(ctx, input)),

  copy: procedure.input(schema.copyWeekSchema).mutation(({ ctx, input }) => copies.copyWeek(ctx, input)),

  daySheet: procedure.input(schema.daySchema).query(({ ctx, input }) => getDaySheet(ctx, input)),

  wrapUp: procedure.input(schema.weekSchema).query(({ ctx, input }) => wrapUp.getWrapUp(ctx, input)),

  recordNumbers: procedure
    .input(schema.attendanceSchema)
    .mutation(({ ctx, input }) => wrapUp.recordNumbers(ctx, input)),

  thank: procedure.input(schema.weekSchema).mutation(({ ctx, input }) => wrapUp.thankHelpers(ctx, input)),

  deleteLists: procedure
    .input(schema.weekSchema)
    .mutation(({ ctx, input }) => wrapUp.deleteLists(ctx, input)),
});
