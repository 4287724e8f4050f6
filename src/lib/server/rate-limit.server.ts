import { DomainError } from '#lib/errors/domain-error.ts';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type postgres from 'postgres';

/** How often something may be tried: `points` per `seconds`, per key (an address, an account). */
const limits = {
  /** Wrong passwords and codes: a right one forgives them. */
  signInByAccount: { points: 10, seconds: 15 * 60 },
  signInByAddress: { points: 300, seconds: 15 * 60 },
  codeByAccount: { points: 5, seconds: 15 * 60 },
  codeByAddress: { points: 20, seconds: 60 * 60 },
  registerByAddress: { points: 20, seconds: 60 * 60 },
  requestByAddress: { points: 20, seconds: 60 * 60 },
} as const;
export type LimitName = keyof typeof limits;

export type RateLimiter = {
  /** Counts one try. Throws TOO_MANY_REQUESTS with `details.seconds`. */
  use(name: LimitName, key: string): Promise<void>;
  /** Forgets the tries: it was the right person after all. */
  forgive(name: LimitName, key: string): Promise<void>;
};

/** Counts in PostgreSQL, so that all instances count together. */
export function createRateLimiter(sql: postgres.Sql, { isOff = false } = {}): RateLimiter {
  // The library speaks to node-postgres; postgres.js answers the one call that it makes.
  const client = {
    query: async ({ text, values }: { text: string; values: never[] }) => ({
      rows: await sql.unsafe(text, values),
    }),
  };
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterPostgres({
        storeClient: client,
        storeType: 'client',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points,
        duration: seconds,
      }),
    ]),
  ) as Record<LimitName, RateLimiterPostgres>;
  return {
    async use(name, key) {
      if (isOff) return;
      try {
        await limiters[name].consume(key);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const wait = (refusal as { msBeforeNext: number }).msBeforeNext;
        throw new DomainError('TOO_MANY_REQUESTS', { seconds: Math.ceil(wait / 1000) });
      }
    },
    async forgive(name, key) {
      if (!isOff) await limiters[name].delete(key);
    },
  };
}
