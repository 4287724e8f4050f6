import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

type Schema = typeof schema;
type Root = PostgresJsDatabase<Schema>;

/** The database, or a transaction on it: what every repository function takes first. */
export type Db = Root | Parameters<Parameters<Root['transaction']>[0]>[0];

/** A pool and Drizzle over it. */
export type Database = { sql: postgres.Sql; db: Root; close(): Promise<void> };

/**
 * Opens a pool. Connections are made on demand, and made anew by themselves when the server has been away;
 * a query meanwhile fails within `connectSeconds`.
 */
export function connect(url: string, { max = 20, connectSeconds = 5 } = {}): Database {
  const sql = postgres(url, {
    max,
    connect_timeout: connectSeconds,
    onnotice: () => {},
    connection: { jit: false },
  });
  prepareEveryRequest(sql);
  return { sql, db: drizzle(sql, { schema, casing: 'snake_case' }), close: () => sql.end({ timeout: 5 }) };
}

/**
 * What every request asks, the one statement that a published week makes thousands of, what calendars poll, and the long
 * one behind every suggestion.
 */
const everyRequest =
  /from session s join person|from sign_up\(|from calendar_feed f join person|with giver as/;

/**
 * Drizzle hands every statement over to be parsed and planned anew. For the few on the hot path that costs more than
 * running them: those are prepared once per connection. (The others keep plans made for their very values.)
 */
function prepareEveryRequest(sql: postgres.Sql): void {
  const unsafe = sql.unsafe.bind(sql);
  sql.unsafe = ((text, parameters, options) =>
    unsafe(
      text,
      parameters,
      everyRequest.test(text) ? { ...options, prepare: true } : options,
    )) as typeof unsafe;
}

/** Runs `work` in one transaction; its error rolls everything back. */
export function withTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction((tx) => work(tx));
}
