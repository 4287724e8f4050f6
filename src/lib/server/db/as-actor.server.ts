import { wallTime } from '#lib/time/zone.ts';
import { sql } from 'drizzle-orm';
import { type Db, withTransaction } from './client.server.ts';

/**
 * Runs `work` in one transaction in the actor's name: tables with row-level security (clients, tandems, visits; children
 * who read, their pairs and hours) show and take only what is that person's, their offices' or their school's (decision
 * 022). What ends with a day ends by `now`; without it by the database's clock. Inside another transaction it stays in it.
 */
export function asActor<T>(
  { db, actor, now }: { db: Db; actor: { id: string }; now?: Date },
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  return actingAs(db, { actor: actor.id, today: now ? wallTime(now).date : '' }, work);
}

/** The same for the night's work, the seed and the merging of people: all rows. Never for what somebody asks for. */
export function asSystem<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return actingAs(db, { actor: 'system', today: '' }, work);
}

function actingAs<T>(
  db: Db,
  { actor, today }: { actor: string; today: string },
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  return withTransaction(db, async (tx) => {
    await tx.execute(sql`select set_config('miteinander.today', ${today}, true), act_as(${actor})`);
    return work(tx);
  });
}
