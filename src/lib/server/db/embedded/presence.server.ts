import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { SetupError } from '#lib/server/setup-error.server.ts';

/** What a program does with the database: the application serves, alone; tools join it. */
export type Purpose = 'serve' | 'tool';

/** A program's visible use of the server, for as long as its connection lives. */
export type Presence = {
  /** Resolves when the connection ends, by `leave` or because the server has died. */
  ended: Promise<void>;
  /** Ends the connection. Resolves to whether nobody else is present, so that the server may stop. */
  leave(): Promise<boolean>;
};

/** Advisory locks of PostgreSQL, which end with their connection: nothing stale stays behind. */
const LOCKS = { group: 77_001, presence: 1, service: 2 };

/** How long the connection of an application killed just now may outlive it. */
const HANDOVER_SECONDS = 1;

/**
 * Announces the use of the server at `url`.
 *
 * @throws SetupError when the application already runs on this folder and we want to serve as well
 */
export async function enter(url: string, purpose: Purpose, dataDir: string): Promise<Presence> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    onclose: () => end(),
    connection: { application_name: `miteinander ${purpose} ${process.pid}` },
  });
  try {
    await sql`select pg_advisory_lock_shared(${LOCKS.group}::int, ${LOCKS.presence}::int)`;
    if (purpose === 'serve') await becomeServer(sql, dataDir);
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return { ended, leave: () => leave(sql) };
}

async function becomeServer(sql: postgres.Sql, dataDir: string): Promise<void> {
  const deadline = performance.now() + HANDOVER_SECONDS * 1000;
  while (!(await tryLock(sql, LOCKS.service))) {
    if (performance.now() < deadline) {
      await delay(100);
      continue;
    }
    const holder = await holderOfService(sql);
    throw new SetupError(
      `Miteinander already runs on this data folder (${dataDir}${holder && `, process ${holder}`}). Stop it, or set DATA_DIR and PORT for a second one.`,
    );
  }
}

async function leave(sql: postgres.Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${LOCKS.group}::int, ${LOCKS.presence}::int)`;
  const isLast = await tryLock(sql, LOCKS.presence);
  await sql.end({ timeout: 5 });
  return isLast;
}

async function tryLock(sql: postgres.Sql, lock: number): Promise<boolean> {
  const [row] = await sql`select pg_try_advisory_lock(${LOCKS.group}::int, ${lock}::int) as "isOurs"`;
  return row?.['isOurs'] === true;
}

async function holderOfService(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`
    select split_part(application_name, ' ', 3) as process
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and classid = ${LOCKS.group} and objid = ${LOCKS.service} and granted`;
  return String(row?.['process'] ?? '');
}
