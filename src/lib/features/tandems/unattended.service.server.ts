import { askToCall, settleCallsAbout } from '#lib/features/messaging/service.server.ts';
import { callOffDates } from '#lib/features/series/dates.service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Context } from '#lib/server/context.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import * as repository from './stand-ins.repository.server.ts';
import { unattendedKey } from './stand-ins.service.server.ts';

/**
 * The background job behind every place of a visitor that comes free: where the person has agreed to it, the office is
 * asked to find somebody else; where not, the visit is called off and the office tells the person by telephone. Who has
 * ended the visits altogether is called.
 */
export function lookAfterVisits(ctx: Context, { tandemId }: { tandemId: string }): Promise<void> {
  return asSystem(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    await repository.dropAbsent(db, tandemId, ctx.now);
    const care = await repository.findCare(db, tandemId);
    if (!care) return;
    const { organisationId, volunteerId, seriesId, isAgreed, isPromised } = care;
    const call = { organisationId, facts: { tandemId }, dueAt: ctx.now };
    if (!isPromised) {
      const key = `tandem ${tandemId} stops`;
      await askToCall(tx, [{ ...call, kind: 'tandem_stops', key, personId: volunteerId }]);
      return;
    }
    // In the name of the one who gave the place back.
    const by = { ...tx, actor: { id: volunteerId } };
    const unattended = await repository.listUnattended(db, tandemId, ctx.now);
    const [next] = unattended;
    if (!next) {
      await settleCallsAbout(by, { organisationId, prefix: unattendedKey(tandemId) });
    } else if (isAgreed) {
      const key = `${unattendedKey(tandemId)} ${next.eventId} ${next.lost}`;
      await askToCall(tx, [{ ...call, kind: 'tandem_stand_in', key }]);
    } else {
      const eventIds = unattended.map(({ eventId }) => eventId);
      await callOffDates(by, { seriesId, eventIds, reason: m.tandems_visit_cancelled() });
      await askToCall(tx, [
        { ...call, kind: 'tandem_visit_off', key: `tandem ${tandemId} off ${next.eventId}` },
      ]);
    }
  });
}
