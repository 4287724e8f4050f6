import { createHash, randomBytes } from 'node:crypto';
import type postgres from 'postgres';

/**
 * Signs people in without passwords: sessions as the application stores them. For tests and benchmarks of what comes
 * after signing in; signing in has tests of its own.
 *
 * @returns the value of the `cookie` header for each person, in order
 */
export async function openSessions(sql: postgres.Sql, personIds: string[]): Promise<string[]> {
  const tokens = personIds.map(() => randomBytes(20).toString('hex'));
  const expiresAt = '2999-01-01T00:00:00Z';
  await sql`insert into session ${sql(
    personIds.map((personId, i) => ({
      id: createHash('sha256').update(tokens[i]!).digest('hex'),
      person_id: personId,
      expires_at: expiresAt,
    })),
  )}`;
  return tokens.map((token) => `session=${token}`);
}

/** Calls a mutation over HTTP as whoever the cookie signs in. */
export async function mutate<T>(
  baseUrl: string,
  procedure: string,
  input: unknown,
  cookie: string,
): Promise<T> {
  const response = await fetch(`${baseUrl}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ json: input }),
  });
  const answer = (await response.json()) as { result?: { data: { json: T } }; error?: { json: unknown } };
  if (!answer.result)
    throw new Error(`${procedure}: ${response.status} ${JSON.stringify(answer.error?.json)}`);
  return answer.result.data.json;
}
