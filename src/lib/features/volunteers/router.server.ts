import { mergeRouters } from '#lib/trpc/init.server.ts';
import { officeRouter } from './office.router.server.ts';
import { profileRouter } from './profile.router.server.ts';

/** `volunteers.*`: one flat list of verbs, kept in one file per side. */
export const volunteersRouter = mergeRouters(profileRouter, officeRouter);
