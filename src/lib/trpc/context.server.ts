import type { SessionPort } from '#lib/server/auth/session.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import type { Changes } from '#lib/server/live/changes.server.ts';
import type { RateLimiter } from '#lib/server/rate-limit.server.ts';

/** A request as procedures see it: the services' context, and what belongs to this one request. */
export type RequestContext = Context & {
  sessions: SessionPort;
  limits: RateLimiter;
  changes: Changes;
  /** Keys the hashes of sign-in codes. */
  secret: string;
  /** Where the request came from, for rate limits only; never stored or logged. */
  address: string;
};
