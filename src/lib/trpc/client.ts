import { createTRPCClient, httpBatchLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from './root.server.ts';

/**
 * The browser's way to the procedures, for live interaction only (drag, type-ahead; live updates are in `live.ts`):
 * pages and forms use load functions and actions, and so work without JavaScript.
 */
export const api = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/api/trpc', transformer: superjson })],
});
