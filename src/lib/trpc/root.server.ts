import { authRouter } from '#lib/features/accounts/router.server.ts';
import { groupsRouter } from '#lib/features/groups/router.server.ts';
import { messagingRouter } from '#lib/features/messaging/router.server.ts';
import { organisationsRouter } from '#lib/features/organisations/router.server.ts';
import { projectsRouter } from '#lib/features/projects/router.server.ts';
import { requestsRouter } from '#lib/features/requests/router.server.ts';
import { schedulingRouter } from '#lib/features/scheduling/router.server.ts';
import { seriesRouter } from '#lib/features/series/router.server.ts';
import { templatesRouter } from '#lib/features/templates/router.server.ts';
import { volunteersRouter } from '#lib/features/volunteers/router.server.ts';
import { createCallerFactory, rememberInputless, router } from './init.server.ts';

/** The whole API: one router per feature. */
export const appRouter = router({
  auth: authRouter,
  groups: groupsRouter,
  messaging: messagingRouter,
  organisations: organisationsRouter,
  projects: projectsRouter,
  requests: requestsRouter,
  scheduling: schedulingRouter,
  series: seriesRouter,
  templates: templatesRouter,
  volunteers: volunteersRouter,
});
rememberInputless(appRouter._def.procedures as never);

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP: page loads, form actions, tests. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
