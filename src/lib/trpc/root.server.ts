import { authRouter } from '#lib/features/accounts/router.server.ts';
import { historyWeeksRouter } from '#lib/features/history-weeks/router.server.ts';
import { messagingRouter } from '#lib/features/messaging/router.server.ts';
import { organisationsRouter } from '#lib/features/organisations/router.server.ts';
import { projectsRouter } from '#lib/features/projects/router.server.ts';
import { schedulingRouter } from '#lib/features/scheduling/router.server.ts';
import { seriesRouter } from '#lib/features/series/router.server.ts';
import { volunteersRouter } from '#lib/features/volunteers/router.server.ts';
import { createCallerFactory, rememberInputless, router } from './init.server.ts';

/** The whole API: one router per feature. */
export const appRouter = router({
  auth: authRouter,
  historyWeeks: historyWeeksRouter,
  messaging: messagingRouter,
  organisations: organisationsRouter,
  projects: projectsRouter,
  scheduling: schedulingRouter,
  series: seriesRouter,
  volunteers: volunteersRouter,
});
rememberInputless(appRouter._def.procedures as never);

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP: page loads, form actions, tests. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
