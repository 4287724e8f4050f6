import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestContext } from '#lib/trpc/context.server.ts';
import { type Caller, createCaller } from '#lib/trpc/root.server.ts';
import { error, redirect } from '@sveltejs/kit';

/**
 * The procedures for page loads and form actions. What every page answers alike is answered here: not found (also
 * for what is not yours), not signed in, no database. Everything else reaches the page as the error it is, for
 * `domainErrorOf`.
 *
 * @param returnTo where to come back to after signing in
 */
export function callerForPages(context: RequestContext, returnTo: string): Caller {
  return createCaller(context, {
    onError({ error: trpcError }) {
      switch (domainErrorOf(trpcError)?.code) {
        case 'NOT_FOUND':
        case 'FORBIDDEN':
          error(404, { message: m.common_error_404_title() });
          break;
        case 'UNAUTHORIZED':
          redirect(303, `/anmelden?weiter=${encodeURIComponent(returnTo)}`);
          break;
        case 'SERVICE_UNAVAILABLE':
          error(503, { message: m.common_error_503_title() });
      }
    },
  });
}
