import {
  coordinatorProcedure,
  facilityProcedure,
  houseProcedure,
  router,
  signedInProcedure,
} from '#lib/trpc/init.server.ts';
import * as absences from './absences.service.server.ts';
import * as children from './children.service.server.ts';
import * as hours from './hours.service.server.ts';
import * as mine from './mine.service.server.ts';
import * as pairs from './pairs.service.server.ts';
import * as pauses from './pauses.service.server.ts';
import * as placement from './placement.service.server.ts';
import * as proposals from './proposals.service.server.ts';
import * as rollover from './rollover.service.server.ts';
import * as schema from './schema.ts';
import * as schools from './schools.service.server.ts';
import * as suggestions from './suggestions.service.server.ts';

export const readingRouter = router({
  schools: coordinatorProcedure.query(({ ctx }) => schools.listServedSchools(ctx)),

  ownSchools: facilityProcedure.query(({ ctx }) => schools.listOwnSchools(ctx)),

  schoolOptions: coordinatorProcedure.query(({ ctx }) => schools.schoolOptions(ctx)),

  school: houseProcedure
    .input(schema.schoolIdSchema)
    .query(({ ctx, input }) => schools.getSchool(ctx, input)),

  schoolDays: houseProcedure
    .input(schema.schoolIdSchema)
    .query(({ ctx, input }) => schools.schoolDays(ctx, input)),

  openSchool: coordinatorProcedure
    .input(schema.openSchoolSchema)
    .mutation(({ ctx, input }) => schools.openSchool(ctx, input)),

  updateSchool: coordinatorProcedure
    .input(schema.updateSchoolSchema)
    .mutation(({ ctx, input }) => schools.updateSchool(ctx, input)),

  children: houseProcedure
    .input(schema.schoolIdSchema)
    .query(({ ctx, input }) => children.listChildren(ctx, input)),

  waiting: coordinatorProcedure.query(({ ctx }) => children.listWaiting(ctx)),

  child: houseProcedure.input(schema.childIdSchema).query(({ ctx, input }) => children.getChild(ctx, input)),

  createChild: houseProcedure
    .input(schema.createChildSchema)
    .mutation(({ ctx, input }) => children.createChild(ctx, input)),

  updateChild: houseProcedure
    .input(schema.updateChildSchema)
    .mutation(({ ctx, input }) => children.updateChild(ctx, input)),

  endChild: houseProcedure
    .input(schema.endChildSchema)
    .mutation(({ ctx, input }) => children.endChild(ctx, input)),

  suggestions: coordinatorProcedure
    .input(schema.childIdSchema)
    .query(({ ctx, input }) => suggestions.suggestMentors(ctx, input)),

  freeMentors: coordinatorProcedure.query(({ ctx }) => suggestions.listFreeMentors(ctx)),

  ask: coordinatorProcedure
    .input(schema.placePairSchema)
    .mutation(({ ctx, input }) => proposals.ask(ctx, input)),

  answer: signedInProcedure
    .input(schema.mentorAnswerSchema)
    .mutation(({ ctx, input }) => proposals.answer(ctx, input)),

  arrangeMeeting: houseProcedure
    .input(schema.meetingSchema)
    .mutation(({ ctx, input }) => proposals.arrangeMeeting(ctx, input)),

  beginTrial: coordinatorProcedure
    .input(schema.beginTrialSchema)
    .mutation(({ ctx, input }) => placement.beginTrial(ctx, input)),

  proposals: houseProcedure
    .input(schema.proposalsSchema)
    .query(({ ctx, input }) => pairs.listProposals(ctx, input)),

  myProposals: signedInProcedure.query(({ ctx }) => mine.listMyProposals(ctx)),

  place: coordinatorProcedure
    .input(schema.placePairSchema)
    .mutation(({ ctx, input }) => placement.placePair(ctx, input)),

  pairs: houseProcedure
    .input(schema.schoolPairsSchema)
    .query(({ ctx, input }) => pairs.listPairs(ctx, input)),

  questions: coordinatorProcedure.query(({ ctx }) => pairs.listQuestions(ctx)),

  pair: houseProcedure.input(schema.pairIdSchema).query(({ ctx, input }) => pairs.getCountedPair(ctx, input)),

  confirmPair: houseProcedure
    .input(schema.pairIdSchema)
    .mutation(({ ctx, input }) => pairs.confirmPair(ctx, input)),

  endPair: houseProcedure.input(schema.endPairSchema).mutation(({ ctx, input }) => pairs.endPair(ctx, input)),

  pause: houseProcedure.input(schema.pauseSchema).mutation(({ ctx, input }) => pauses.pausePair(ctx, input)),

  resume: houseProcedure
    .input(schema.pairIdSchema)
    .mutation(({ ctx, input }) => pauses.resumePair(ctx, input)),

  settleMeasles: houseProcedure
    .input(schema.pairIdSchema)
    .mutation(({ ctx, input }) => pairs.settleMeasles(ctx, input)),

  startRollover: coordinatorProcedure
    .input(schema.schoolIdSchema)
    .mutation(({ ctx, input }) => rollover.startRollover(ctx, input)),

  answerAsSchool: houseProcedure
    .input(schema.answerSchema)
    .mutation(({ ctx, input }) => rollover.answerAsSchool(ctx, input)),

  answerAsMentor: signedInProcedure
    .input(schema.answerSchema)
    .mutation(({ ctx, input }) => rollover.answerAsMentor(ctx, input)),

  continuePair: coordinatorProcedure
    .input(schema.pairIdSchema)
    .mutation(({ ctx, input }) => rollover.continuePair(ctx, input)),

  today: facilityProcedure.query(({ ctx }) => hours.listToday(ctx)),

  hours: houseProcedure.input(schema.pairIdSchema).query(({ ctx, input }) => hours.listHours(ctx, input)),

  record: houseProcedure
    .input(schema.recordSchema)
    .mutation(({ ctx, input }) => hours.recordOutcome(ctx, input)),

  callOff: houseProcedure
    .input(schema.callOffSchema)
    .mutation(({ ctx, input }) => absences.callOff(ctx, input)),

  undoCallOff: houseProcedure
    .input(schema.readingDaysSchema)
    .mutation(({ ctx, input }) => absences.undoCallOff(ctx, input)),

  markReached: houseProcedure
    .input(schema.readingDateSchema)
    .mutation(({ ctx, input }) => absences.markReached(ctx, input)),

  mine: signedInProcedure.query(({ ctx }) => mine.listMine(ctx)),

  mySummary: signedInProcedure.query(({ ctx }) => mine.mySummary(ctx)),

  confirmHeld: signedInProcedure
    .input(schema.readingDateSchema)
    .mutation(({ ctx, input }) => hours.confirmHeld(ctx, input)),

  undoHeld: signedInProcedure
    .input(schema.readingDateSchema)
    .mutation(({ ctx, input }) => hours.undoHeld(ctx, input)),

  reportAway: signedInProcedure
    .input(schema.readingDateSchema)
    .mutation(({ ctx, input }) => absences.reportAway(ctx, input)),

  undoAway: signedInProcedure
    .input(schema.readingDateSchema)
    .mutation(({ ctx, input }) => absences.undoAway(ctx, input)),
});
