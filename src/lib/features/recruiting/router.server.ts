import { mergeRouters, plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as activities from './activities.service.server.ts';
import * as applications from './applications.service.server.ts';
import * as meetings from './meetings.service.server.ts';
import * as mine from './mine.service.server.ts';
import * as moves from './moves.service.server.ts';
import * as schema from './schema.ts';

/** What an office recruits for, and the words that are signed. */
const settings = router({
  activities: plannerProcedure.query(({ ctx }) => activities.listActivities(ctx)),
  activity: plannerProcedure
    .input(schema.activityIdSchema)
    .query(({ ctx, input }) => activities.getActivity(ctx, input)),
  saveActivity: plannerProcedure
    .input(schema.saveActivitySchema)
    .mutation(({ ctx, input }) => activities.saveActivity(ctx, input)),
  setWeights: plannerProcedure
    .input(schema.weightsOfSchema)
    .mutation(({ ctx, input }) => activities.setWeights(ctx, input)),
  archiveActivity: plannerProcedure
    .input(schema.archiveActivitySchema)
    .mutation(({ ctx, input }) => activities.setArchived(ctx, input)),
  texts: plannerProcedure.query(({ ctx }) => activities.listTexts(ctx)),
  publishText: plannerProcedure
    .input(schema.publishTextSchema)
    .mutation(({ ctx, input }) => activities.publishText(ctx, input)),
});

/** People on the way. */
const onTheWay = router({
  board: plannerProcedure
    .input(schema.boardSchema)
    .query(({ ctx, input }) => applications.getBoard(ctx, input)),
  list: plannerProcedure
    .input(schema.listApplicationsSchema)
    .query(({ ctx, input }) => applications.listApplications(ctx, input)),
  due: plannerProcedure.input(schema.dueSchema).query(({ ctx, input }) => applications.listDue(ctx, input)),
  get: plannerProcedure
    .input(schema.applicationIdSchema)
    .query(({ ctx, input }) => applications.getApplication(ctx, input)),
  ofPerson: plannerProcedure
    .input(schema.personIdSchema)
    .query(({ ctx, input }) => applications.listOfPerson(ctx, input)),
  openApplication: plannerProcedure
    .input(schema.applySchema)
    .mutation(({ ctx, input }) => applications.openApplication(ctx, input)),
  move: plannerProcedure.input(schema.moveSchema).mutation(({ ctx, input }) => moves.move(ctx, input)),
  undoMove: plannerProcedure
    .input(schema.undoMoveSchema)
    .mutation(({ ctx, input }) => moves.undoMove(ctx, input)),
  update: plannerProcedure
    .input(schema.updateApplicationSchema)
    .mutation(({ ctx, input }) => applications.updateApplication(ctx, input)),
  record: plannerProcedure
    .input(schema.recordSchema)
    .mutation(({ ctx, input }) => applications.recordRequirement(ctx, input)),
  setBirthYear: plannerProcedure
    .input(schema.birthYearForSchema)
    .mutation(({ ctx, input }) => applications.setBirthYear(ctx, input)),
});

/** Talks and trainings, from the office's side. */
const meetingsOfOffice = router({
  planMeeting: plannerProcedure
    .input(schema.planMeetingSchema)
    .mutation(({ ctx, input }) => meetings.planMeeting(ctx, input)),
  meetings: plannerProcedure
    .input(schema.listMeetingsSchema)
    .query(({ ctx, input }) => meetings.listMeetings(ctx, input)),
  meeting: plannerProcedure
    .input(schema.eventIdSchema)
    .query(({ ctx, input }) => meetings.getMeeting(ctx, input)),
  offeredTo: plannerProcedure
    .input(schema.applicationIdSchema)
    .query(({ ctx, input }) => meetings.listOfferedTo(ctx, input)),
  bookFor: plannerProcedure
    .input(schema.bookForSchema)
    .mutation(({ ctx, input }) => meetings.bookFor(ctx, input)),
  recordAttendance: plannerProcedure
    .input(schema.guestSchema)
    .mutation(({ ctx, input }) => meetings.recordAttendance(ctx, input)),
});

/** One's own way. */
const own = router({
  mine: signedInProcedure.query(({ ctx }) => mine.listMyApplications(ctx)),
  myTexts: signedInProcedure.query(({ ctx }) => mine.listMyTexts(ctx)),
  sign: signedInProcedure
    .input(schema.signSchema)
    .mutation(({ ctx, input }) => mine.signDeclaration(ctx, input)),
  setMyBirthYear: signedInProcedure
    .input(schema.birthYearSchema)
    .mutation(({ ctx, input }) => mine.setMyBirthYear(ctx, input)),
  myMeetings: signedInProcedure.query(({ ctx }) => meetings.listMyMeetings(ctx)),
  book: signedInProcedure.input(schema.eventIdSchema).mutation(({ ctx, input }) => meetings.book(ctx, input)),
});

/** `recruiting.*`: one flat list of verbs. */
export const recruitingRouter = mergeRouters(settings, onTheWay, meetingsOfOffice, own);
