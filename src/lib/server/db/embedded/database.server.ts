import postgres from 'postgres';
import { SUPERUSER } from './cluster.server.ts';

/** The application's role and its database; it may create further databases and roles, and is no superuser. */
const NAME = 'miteinander';

type Credentials = { port: number; password: string };

/** The address at which the application reaches its database. */
export function databaseUrl({ port, password }: Credentials): string {
  return addressOf(NAME, NAME, port, password);
}

/** Creates the application's role and database where they are missing; safe to repeat. */
export async function ensureDatabase(state: Credentials): Promise<void> {
  const sql = openAsSuperuser(state);
  try {
    const [role] = await sql`select from pg_roles where rolname = ${NAME}`;
    if (!role) await sql.unsafe(`create role ${NAME} login createdb createrole password '${state.password}'`);
    const [database] = await sql`select from pg_database where datname = ${NAME}`;
    if (!database) {
      await sql.unsafe(`create database ${NAME} owner ${NAME}`);
      await allowHurry(state);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Whether the server answers already. A wrong password is an answer too: it is thrown. */
export async function isAnswering(state: Credentials): Promise<boolean> {
  const sql = openAsSuperuser(state);
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (
      ['ECONNREFUSED', 'ECONNRESET', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', '57P03', '57P01'].includes(code)
    )
      return false;
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Who fills a database that can be filled again (tests, seeds) may give up durability for speed. */
async function allowHurry(state: Credentials): Promise<void> {
  const sql = openAsSuperuser(state, NAME);
  await sql.unsafe(`grant alter system on parameter fsync, synchronous_commit, full_page_writes to ${NAME}`);
  await sql.unsafe(`grant execute on function pg_reload_conf() to ${NAME}`);
  await sql.end({ timeout: 5 });
}

function openAsSuperuser({ port, password }: Credentials, database = 'postgres'): postgres.Sql {
  return postgres(addressOf(SUPERUSER, database, port, password), {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    onnotice: () => {},
  });
}

function addressOf(role: string, database: string, port: number, password: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}
