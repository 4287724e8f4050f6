import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import type { Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import * as repository from './repository.server.ts';
import { horizon, makeSeries, record } from './service.server.ts';

/** A series is made further only when this many days are missing: each about once a month. */
const SLACK_DAYS = 30;
/** Series to a transaction, and transactions at a time: a school year of a town's reading pairs in seconds. */
const BATCH = 64;
const LANES = 2;

type Extended = { series: number; made: number; refused: number };

/**
 * Makes the dates of open series further, every night. One whose room is taken far ahead is passed over until the
 * office has seen to it, and stops no other.
 */
export async function extendSeries(ctx: Context): Promise<Extended> {
  const due = addDays(horizon(ctx.now), -SLACK_DAYS);
  const result = { series: 0, made: 0, refused: 0 };
  for (let after = ''; ;) {
    const rows = await repository.listDue(ctx.db, due, { after, limit: BATCH * LANES });
    const lanes = [rows.slice(0, BATCH), rows.slice(BATCH)].filter((lane) => lane.length > 0);
    for (const lane of await Promise.all(lanes.map((own) => extend(ctx, own)))) {
      result.series += lane.series;
      result.made += lane.made;
      result.refused += lane.refused;
    }
    if (rows.length < BATCH * LANES) return result;
    after = rows.at(-1)!.id;
  }
}

/** All of them in one transaction; where that fails each in its own, so that it is clear which one is in the way. */
async function extend(ctx: Context, rows: repository.SeriesRow[]): Promise<Extended> {
  const result = { series: rows.length, made: 0, refused: 0 };
  const ids = rows.map(({ id }) => id);
  try {
    const { made } = await retryDeadlock(() =>
      withTransaction(ctx.db, (db) => makeSeries({ ...ctx, db }, ids)),
    );
    return { ...result, made };
  } catch (error) {
    if (domainErrorOf(error)?.code !== 'ROOM_TAKEN') throw error;
  }
  if (rows.length === 1) {
    await record(ctx, 'series_room_taken', rows[0]!);
    return { ...result, refused: 1 };
  }
  for (const row of rows) {
    const { made, refused } = await extend(ctx, [row]);
    result.made += made;
    result.refused += refused;
  }
  return result;
}
