import { mergeRouters } from '#lib/trpc/init.server.ts';
import { calendarRouter } from './calendar.router.server.ts';
import { eventsRouter } from './events.router.server.ts';
import { finderRouter } from './finder.router.server.ts';
import { signupsRouter } from './signups.router.server.ts';

/** `scheduling.*`: one flat list of verbs, kept in one file per capability. */
export const schedulingRouter = mergeRouters(finderRouter, signupsRouter, eventsRouter, calendarRouter);
