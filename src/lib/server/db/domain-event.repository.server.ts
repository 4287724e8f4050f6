import type { Db } from './client.server.ts';
import { domainEvent } from './schema/index.ts';

/** What happened, to what, by whom. `details` holds no names, addresses or free text of persons. */
export type NewDomainEvent = Omit<typeof domainEvent.$inferInsert, 'id'>;

/** Records it in the caller's transaction; on commit all instances hear of it. */
export async function recordEvent(tx: Db, event: NewDomainEvent): Promise<void> {
  await tx.insert(domainEvent).values(event);
}
