import { connect, type Db } from '#lib/server/db/client.server.ts';
import { organisation } from '#lib/server/db/schema/index.ts';
import { and, asc, eq, isNull } from 'drizzle-orm';

/** Runs `work` on a database that no request has opened: for commands. */
export async function onDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connect(url, { max: 1 });
  return work(db).finally(close);
}

/** The oldest central unit, made when there is none: administrators need an organisation to sit in. */
export async function ensureCentralUnit(tx: Db, name: string): Promise<string> {
  const [found] = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.kind, 'central_unit'), isNull(organisation.archivedAt)))
    .orderBy(asc(organisation.createdAt))
    .limit(1);
  if (found) return found.id;
  const [inserted] = await tx
    .insert(organisation)
    .values({ kind: 'central_unit', name })
    .returning({ id: organisation.id });
  return inserted!.id;
}
