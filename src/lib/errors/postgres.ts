/** What PostgreSQL and the way to it say, in the two questions that the application asks. */

const unavailable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01', // the server is shutting down
  '57P02', // a server process crashed
  '57P03', // the server is starting up
  '08006',
  '53300', // too many connections
]);

function* causes(error: unknown): Generator<{ code?: unknown; constraint_name?: unknown }> {
  for (let e = error; typeof e === 'object' && e !== null; e = (e as { cause?: unknown }).cause) yield e;
}

/** True when the database cannot be reached at all, as against having refused a statement. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const e of causes(error)) if (typeof e.code === 'string' && unavailable.has(e.code)) return true;
  return false;
}

/**
 * The name of the constraint that a statement broke: unique (23505), exclusion (23P01), check (23514) or
 * foreign key (23503); null for any other error.
 */
export function brokenConstraint(error: unknown): string | null {
  for (const e of causes(error)) {
    if (['23505', '23P01', '23514', '23503'].includes(String(e.code))) return String(e.constraint_name ?? '');
  }
  return null;
}

/** Two transactions waited for each other and this one was chosen to yield: it may be tried again. */
export function isDeadlock(error: unknown): boolean {
  for (const e of causes(error)) if (e.code === '40P01' || e.code === '40001') return true;
  return false;
}
