import { authRouter } from '#lib/features/accounts/router.server.ts';
import { feedsRouter } from '#lib/features/feeds/router.server.ts';
import { closingDaysRouter } from '#lib/features/closing-days/router.server.ts';
import { daysOffRouter } from '#lib/features/days-off/router.server.ts';
import { importsRouter } from '#lib/features/imports/router.server.ts';
import { groupsRouter } from '#lib/features/groups/router.server.ts';
import { historyWeeksRouter } from '#lib/features/history-weeks/router.server.ts';
import { mergingRouter } from '#lib/features/merging/router.server.ts';
import { matchingRouter } from '#lib/features/matching/router.server.ts';
import { messagingRouter } from '#lib/features/messaging/router.server.ts';
import { organisationsRouter } from '#lib/features/organisations/router.server.ts';
import { projectsRouter } from '#lib/features/projects/router.server.ts';
import { readingRouter } from '#lib/features/reading/router.server.ts';
import { recruitingRouter } from '#lib/features/recruiting/router.server.ts';
import { roomsRouter } from '#lib/features/rooms/router.server.ts';
import { requestsRouter } from '#lib/features/requests/router.server.ts';
import { rostersRouter } from '#lib/features/rosters/router.server.ts';
import { schedulingRouter } from '#lib/features/scheduling/router.server.ts';
import { schoolHolidaysRouter } from '#lib/features/school-holidays/router.server.ts';
import { seriesRouter } from '#lib/features/series/router.server.ts';
import { substitutesRouter } from '#lib/features/substitutes/router.server.ts';
import { tandemsRouter } from '#lib/features/tandems/router.server.ts';
import { templatesRouter } from '#lib/features/templates/router.server.ts';
import { volunteersRouter } from '#lib/features/volunteers/router.server.ts';
import { createCallerFactory, rememberInputless, router } from './init.server.ts';

/** The whole API: one router per feature. */
export const appRouter = router({
  auth: authRouter,
  feeds: feedsRouter,
  closingDays: closingDaysRouter,
  daysOff: daysOffRouter,
  imports: importsRouter,
  groups: groupsRouter,
  historyWeeks: historyWeeksRouter,
  merging: mergingRouter,
  matching: matchingRouter,
  messaging: messagingRouter,
  organisations: organisationsRouter,
  projects: projectsRouter,
  reading: readingRouter,
  recruiting: recruitingRouter,
  rooms: roomsRouter,
  requests: requestsRouter,
  rosters: rostersRouter,
  scheduling: schedulingRouter,
  schoolHolidays: schoolHolidaysRouter,
  series: seriesRouter,
  substitutes: substitutesRouter,
  tandems: tandemsRouter,
  templates: templatesRouter,
  volunteers: volunteersRouter,
});
rememberInputless(appRouter._def.procedures as never);

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP: page loads, form actions, tests. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
