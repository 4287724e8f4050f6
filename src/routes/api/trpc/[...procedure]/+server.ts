import { appRouter } from '#lib/trpc/root.server.ts';
import { app } from '#lib/server/app.server.ts';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import type { RequestHandler } from './$types';

const handle: RequestHandler = ({ request, url, locals }) => {
  // A browser names the page that sends a request; another site's page gets no answer, whatever cookies travel.
  const origin = request.headers.get('origin');
  if (origin && origin !== url.origin) return new Response('Cross-site request refused', { status: 403 });
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => locals.context,
    onError({ error, path }) {
      if (error.code !== 'INTERNAL_SERVER_ERROR' || domainErrorOf(error)) return;
      const { name, message, stack } = error.cause ?? error;
      app().log.error({ reference: locals.requestId, path, name, message, stack }, 'unexpected error');
    },
  });
};

export const GET = handle;
export const POST = handle;
