import { domainErrorOf } from '#lib/errors/domain-error.ts';
import type { Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import * as repository from './repository.server.ts';
import { horizon, makeSeries, record } from './service.server.ts';

/** A series is made further only when this many days are missing: each about once a month. */
const SLACK_DAYS = 30;
const BATCH = 100;

/**
 * Makes the dates of open series further, every night. Each series in a transaction of its own: one whose room is
 * taken far ahead is passed over until the office has seen to it, and stops no other.
 */
export async function extendSeries(ctx: Context): Promise<{ series: number; made: number; refused: number }> {
  const due = addDays(horizon(ctx.now), -SLACK_DAYS);
  const result = { series: 0, made: 0, refused: 0 };
  for (let after = ''; ;) {
    const rows = await repository.listDue(ctx.db, due, { after, limit: BATCH });
    for (const row of rows) {
      try {
        const { made } = await withTransaction(ctx.db, (db) => makeSeries({ ...ctx, db }, [row.id]));
        result.made += made;
      } catch (error) {
        if (domainErrorOf(error)?.code !== 'ROOM_TAKEN') throw error;
        result.refused++;
        await record(ctx, 'series_room_taken', row);
      }
      result.series++;
    }
    if (rows.length < BATCH) return result;
    after = rows.at(-1)!.id;
  }
}
