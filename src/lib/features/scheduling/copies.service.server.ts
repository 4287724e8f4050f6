import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { minutesBetween } from '#lib/time/range.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import * as repository from './events.repository.server.ts';
import { lockPlanned, record } from './events.service.server.ts';

/**
 * Plans the same again on other days, at the same wall time and without the people. A shift that was called off on
 * its own is left out.
 */
export async function duplicateEvent(
  ctx: ActorContext,
  { eventId, dates, publish }: { eventId: string; dates: PlainDate[]; publish: boolean },
): Promise<{ eventIds: string[] }> {
  return withTransaction(ctx.db, async (tx) => {
    const { event, shifts } = await lockPlanned({ ...ctx, db: tx }, eventId);
    const zone = event.timeZone;
    const copies = [...new Set(dates)].map((date) =>
      instantOf(date, wallTime(event.startAt, zone).time, zone),
    );
    const length = minutesBetween(event.startAt, event.endAt);
    const after = (startAt: Date, minutes: number) => new Date(startAt.getTime() + minutes * 60_000);
    const {
      id: _id,
      version: _version,
      cancelledAt: _at,
      cancelledBy: _by,
      cancellationReason: _why,
      dayOff: _dayOff,
      seriesId: _series,
      seriesOn: _on,
      detachedAt: _detached,
      ...same
    } = event;
    const inserted = await repository.insertEvents(
      tx,
      copies.map((startAt) => ({
        ...same,
        startAt,
        endAt: after(startAt, length),
        createdAt: ctx.now,
        createdBy: ctx.actor.id,
        changedAt: ctx.now,
        publishedAt: publish ? ctx.now : null,
        publishedBy: publish ? ctx.actor.id : null,
      })),
    );
    const open = event.cancelledAt ? shifts : shifts.filter((shift) => !shift.cancelledAt);
    await repository.insertShifts(
      tx,
      inserted.flatMap((copy) =>
        open.map(({ role, label, minPlaces, maxPlaces, requirements, language, note, startAt, endAt }) => ({
          ...{ eventId: copy.id, role, label, minPlaces, maxPlaces, requirements, language, note },
          startAt: after(copy.startAt, minutesBetween(event.startAt, startAt)),
          endAt: after(copy.startAt, minutesBetween(event.startAt, endAt)),
        })),
      ),
    );
    for (const copy of inserted) {
      const facts = { ...event, id: copy.id };
      await record({ ...ctx, db: tx }, publish ? 'event_published' : 'event_created', facts, {
        copiedFrom: eventId,
      });
    }
    return { eventIds: inserted.map((copy) => copy.id) };
  });
}
