import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as service from './live.service.server.ts';

/** Subscriptions end with the connection: `signal` is cut when the page is left or the server stops. */
export const liveRouter = router({
  changes: plannerProcedure.subscription(({ ctx, signal }) =>
    service.officeChanges(ctx, signal ?? new AbortController().signal),
  ),

  myChanges: signedInProcedure.subscription(({ ctx, signal }) =>
    service.ownChanges(ctx, signal ?? new AbortController().signal),
  ),
});
