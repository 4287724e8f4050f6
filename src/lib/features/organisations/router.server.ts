import { router } from '#lib/trpc/init.server.ts';

export const organisationsRouter = router({});
