import { coordinatorProcedure, plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { exportVolunteers } from './export.service.server.ts';
import * as absences from './absences.service.server.ts';
import * as interests from './interests.service.server.ts';
import * as service from './office.service.server.ts';
import { setPair } from './pairs.service.server.ts';
import {
  absenceForSchema,
  confirmQualificationSchema,
  exportVolunteersSchema,
  interestIdSchema,
  listVolunteersSchema,
  pairSchema,
  personSchema,
  removeAbsenceForSchema,
  removeQualificationSchema,
} from './schema.ts';

/** The office's side of volunteers. */
export const officeRouter = router({
  list: plannerProcedure
    .input(listVolunteersSchema)
    .query(({ ctx, input }) => service.listVolunteers(ctx, input)),

  /** A batch for a spreadsheet; a mutation, since it is recorded. */
  export: plannerProcedure
    .input(exportVolunteersSchema)
    .mutation(({ ctx, input }) => exportVolunteers(ctx, input)),

  get: plannerProcedure.input(personSchema).query(({ ctx, input }) => service.getVolunteer(ctx, input)),

  listNewRegistrations: plannerProcedure.query(({ ctx }) => service.listNewRegistrations(ctx)),

  welcome: plannerProcedure.input(personSchema).mutation(({ ctx, input }) => service.welcome(ctx, input)),

  undoWelcome: plannerProcedure
    .input(personSchema)
    .mutation(({ ctx, input }) => service.undoWelcome(ctx, input)),

  confirmQualification: plannerProcedure
    .input(confirmQualificationSchema)
    .mutation(({ ctx, input }) => service.confirmQualification(ctx, input)),

  removeQualification: plannerProcedure
    .input(removeQualificationSchema)
    .mutation(({ ctx, input }) => service.removeQualification(ctx, input)),

  addAbsenceFor: plannerProcedure
    .input(absenceForSchema)
    .mutation(({ ctx, input }) => absences.addAbsence(ctx, input)),

  removeAbsenceFor: plannerProcedure
    .input(removeAbsenceForSchema)
    .mutation(({ ctx, input }) => absences.removeAbsence(ctx, input)),

  setPair: coordinatorProcedure.input(pairSchema).mutation(({ ctx, input }) => setPair(ctx, input)),

  listInterests: plannerProcedure.query(({ ctx }) => interests.listInterests(ctx)),

  answerInterest: plannerProcedure
    .input(interestIdSchema)
    .mutation(({ ctx, input }) => interests.answerInterest(ctx, input)),
});
