import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay } from '#lib/time/zone.ts';
import { chosenOrganisationIds } from './calendar.service.server.ts';
import { townTimeZone } from './events.service.server.ts';
import { type ExportedShift, type ExportShifts, SHIFTS_PER_EXPORT } from './export.ts';
import * as repository from './export.repository.server.ts';

/**
 * A batch of the office's shifts in a period, for a spreadsheet: how many people, not who. The first batch records who
 * has taken how many with them. Throws NOT_FOUND.
 */
export async function exportShifts(
  ctx: ActorContext,
  { from, to, projectId, organisationId, offset }: ExportShifts,
): Promise<{ items: ExportedShift[]; total: number }> {
  const organisationIds = chosenOrganisationIds(ctx, organisationId);
  const timeZone = await townTimeZone(ctx);
  return withTransaction(ctx.db, async (tx) => {
    const found = await repository.listShifts(tx, {
      ...{ organisationIds, offset },
      from: startOfDay(from, timeZone),
      to: startOfDay(addDays(to, 1), timeZone),
      projectId: projectId ?? null,
      limit: SHIFTS_PER_EXPORT,
    });
    for (const id of offset === 0 ? organisationIds : []) {
      await repository.recordEvent(tx, {
        type: 'shifts_exported',
        occurredAt: ctx.now,
        actorId: ctx.actor.id,
        organisationId: id,
        projectId: projectId ?? null,
        details: { count: found.total },
      });
    }
    return found;
  });
}
