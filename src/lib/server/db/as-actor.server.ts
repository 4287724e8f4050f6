import { sql } from 'drizzle-orm';
import { type Db, withTransaction } from './client.server.ts';

/**
 * Runs `work` in one transaction in the actor's name: tables with row-level security (clients, tandems, visits) show
 * and take only what is that person's or their offices' (decision 022). Inside another transaction it stays in it.
 */
export function asActor<T>(ctx: { db: Db; actor: { id: string } }, work: (tx: Db) => Promise<T>): Promise<T> {
  return actingAs(ctx.db, ctx.actor.id, work);
}

/** The same for the night's work, the seed and the merging of people: all rows. Never for what somebody asks for. */
export function asSystem<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return actingAs(db, 'system', work);
}

function actingAs<T>(db: Db, actor: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return withTransaction(db, async (tx) => {
    await tx.execute(sql`select act_as(${actor})`);
    return work(tx);
  });
}
