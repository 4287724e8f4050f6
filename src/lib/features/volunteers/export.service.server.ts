import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { z } from 'zod';
import * as details from './export.repository.server.ts';
import { listVolunteers } from './office.repository.server.ts';
import { type ExportedVolunteer, VOLUNTEERS_PER_EXPORT } from './profile.ts';
import type { exportVolunteersSchema } from './schema.ts';

/**
 * A batch of the office's list with the contact data, for a spreadsheet. The first batch records who has taken how
 * many with them; no names. Throws NOT_FOUND.
 */
export async function exportVolunteers(
  ctx: ActorContext,
  { organisationId, offset, ...query }: z.output<typeof exportVolunteersSchema>,
): Promise<{ items: ExportedVolunteer[]; total: number }> {
  const planned = plannedOrganisationIds(ctx.actor);
  requireAllowed(organisationId === undefined || planned.includes(organisationId));
  const organisationIds = organisationId ? [organisationId] : planned;
  return withTransaction(ctx.db, async (tx) => {
    const limit = VOLUNTEERS_PER_EXPORT;
    const { items, total } = await listVolunteers(tx, {
      ...query,
      organisationIds,
      limit,
      offset,
      now: ctx.now,
    });
    const known = await details.listDetails(
      tx,
      items.map(({ personId }) => personId),
    );
    for (const id of offset === 0 ? organisationIds : []) {
      await details.recordEvent(tx, {
        type: 'volunteers_exported',
        occurredAt: ctx.now,
        actorId: ctx.actor.id,
        organisationId: id,
        details: { count: total },
      });
    }
    return { items: items.map((line) => ({ ...line, ...known.get(line.personId)! })), total };
  });
}
