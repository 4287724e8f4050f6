import { DomainError } from '#lib/errors/domain-error.ts';
import { isRunning } from '#lib/features/matching/pair-life.ts';
import { askToCall, settleCallsAbout } from '#lib/features/messaging/service.server.ts';
import { changeSeries } from '#lib/features/series/changes.service.server.ts';
import { fieldsOf } from '#lib/features/series/fields.ts';
import { getSeries } from '#lib/features/series/pages.service.server.ts';
import { changeSeriesSchema } from '#lib/features/series/schema.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { record } from './clients.service.server.ts';
import type { ChangeRhythm } from './schema.ts';
import type { Rhythm, RhythmPreview } from './tandem.ts';
import { requireTandem } from './tandems.service.server.ts';
import * as visits from './visits.repository.server.ts';

/** Visits that a preview shows. */
const PREVIEWED = 6;

/** The rhythm of a pair as a change of it begins. Throws NOT_FOUND, CHANGED_MEANWHILE before the trial. */
export function getRhythm(
  ctx: ActorContext,
  { tandemId }: { tandemId: string },
): Promise<Rhythm & { version: number }> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { seriesId, laterRhythm, rhythm } = await requireVisiting(tx, tandemId);
    const { version } = await getSeries(tx, { seriesId });
    return { ...(laterRhythm ?? rhythm!), version };
  });
}

async function requireVisiting(tx: ActorContext, tandemId: string) {
  const tandem = await requireTandem(tx, tandemId);
  const { seriesId } = tandem;
  if (!isRunning(tandem.state) || !seriesId) throw new DomainError('CHANGED_MEANWHILE');
  return { ...tandem, seriesId };
}

/**
 * The visits take place in another rhythm from a day on, in both calendars. The volunteer is told once, the person by
 * telephone. Where the volunteer has another date, the visit is without her (`release`). Throws NOT_FOUND,
 * CHANGED_MEANWHILE, MOVE_CONFLICTS.
 */
export function changeRhythm(ctx: ActorContext, input: ChangeRhythm): Promise<void> {
  return asActor(ctx, async (db) => {
    await change({ ...ctx, db }, input);
  });
}

async function change(tx: ActorContext, { tandemId, version, from, release, ...rhythm }: ChangeRhythm) {
  const tandem = await requireVisiting(tx, tandemId);
  const { seriesId } = tandem;
  const before = fieldsOf(await getSeries(tx, { seriesId, on: from }), from);
  const changed = await changeSeries(
    tx,
    changeSeriesSchema.parse({
      ...{ ...before, seriesId, version, from, release, frequency: 'weekly', ordinals: [] },
      ...{ weekdays: [rhythm.weekday], every: rhythm.everyWeeks },
      ...{ startTime: rhythm.startTime, endTime: rhythm.endTime },
    }),
  );
  const prefix = `tandem ${tandemId} rhythm`;
  await settleCallsAbout(tx, { ...tandem, prefix });
  await askToCall(tx, [
    {
      ...{ organisationId: tandem.organisationId, kind: 'tandem_rhythm', dueAt: tx.now },
      ...{ facts: { tandemId }, key: `${prefix} ${version}` },
    },
  ]);
  await record(tx, 'tandem_rhythm_changed', { ...tandem, tandemId });
  return changed;
}

/** Leaves a transaction and carries what was learnt in it. */
class Rehearsed extends Error {
  readonly preview: RhythmPreview;
  constructor(preview: RhythmPreview) {
    super('rehearsed');
    this.preview = preview;
  }
}

/** What that would do: it is rehearsed and undone, so that the page says exactly what will happen. Throws as it does. */
export async function previewRhythm(ctx: ActorContext, input: ChangeRhythm): Promise<RhythmPreview> {
  const { tandemId, from } = input;
  try {
    await asActor(ctx, async (db) => {
      const { released: clashes } = await change({ ...ctx, db }, { ...input, release: true });
      const next = await visits.listFrom(db, tandemId, { from, now: ctx.now, limit: PREVIEWED });
      throw new Rehearsed({ next, clashes });
    });
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return thrown.preview;
    throw thrown;
  }
  throw new Error('a rehearsal never ends by itself');
}
