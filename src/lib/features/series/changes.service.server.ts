import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { type PlainDate, startOfMonth, startOfWeek, weekdayOf } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as changes from './changes.repository.server.ts';
import { cancelDates, listConcerned } from './dates.repository.server.ts';
import { requirePlanned } from './lifecycle.service.server.ts';
import { matchDays } from './match.ts';
import * as repository from './repository.server.ts';
import { requireFreeRooms, roomRefused } from './rooms.service.server.ts';
import type { ChangeSeries } from './schema.ts';
import { horizon, phaseColumns, placeColumns, record, roleColumns } from './service.server.ts';
import { planSeries } from './series.ts';

/** What a change of a series did. */
export type SeriesChange = { kept: number; moved: number; made: number; gone: number; released: number };

/**
 * Changes a series from a day on ("this and following"; from today on, "all"): rule, time, place, days off and roles.
 * Dates keep their people where the new rule has a day for them in the same week or month. Dates that were changed on
 * their own stay as they are unless `includeDetached`. One transaction, whatever the number of other series.
 *
 * Throws NOT_FOUND, CHANGED_MEANWHILE, PLACES_TAKEN (`index`, `startAt`), ROOM_TAKEN, and MOVE_CONFLICTS (`people`,
 * `names`) when somebody has another date at the new time: unless `release` gives up those places.
 */
export async function changeSeries(ctx: ActorContext, input: ChangeSeries): Promise<SeriesChange> {
  const { seriesId, version, from: asked, release, includeDetached, ...fields } = input;
  const found = await requirePlanned(ctx, seriesId);
  const place = await placeColumns(ctx, found.organisationId, fields);
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const by = { actorId: ctx.actor.id, now: ctx.now };
    const row = await lock(tx, seriesId, version);
    const today = wallTime(ctx.now, row.timeZone).date;
    await changes.deferRules(db);
    const ahead = await changes.lockDates(db, seriesId, {
      from: later(startOfWeek(asked), today),
      now: ctx.now,
    });
    const from = beginOfChange(fields, ahead, later(asked, today), today);
    const dates = ahead.filter(({ on }) => on >= from);

    const { title, ...where } = place;
    await changes.updateSeries(db, seriesId, {
      title,
      onSchoolHolidays: fields.onSchoolHolidays,
      onPublicHolidays: fields.onPublicHolidays,
      onClosingDays: fields.onClosingDays,
    });
    const phaseId = await changes.replacePhases(db, from, {
      seriesId,
      ...phaseColumns(fields),
      firstOn: anchorOf(fields, dates, from),
      ...where,
    });

    const reached = dates.filter((date) => includeDetached || !date.isDetached);
    const alone = new Set(dates.filter((date) => !reached.includes(date)).map(({ on }) => on));
    const plan = await planFrom(tx, seriesId, from);
    const wanted = new Map(
      plan.filter(({ on, startAt }) => !alone.has(on) && startAt > ctx.now).map((date) => [date.on, date]),
    );
    const match = matchDays(
      reached.map(({ on }) => on),
      [...wanted.keys()],
    );
    const reason = m.series_changed_reason();

    const gone = reached.filter(({ on }) => match.gone.includes(on));
    const lost = await listConcerned(
      db,
      gone.map(({ eventId }) => eventId),
    );
    await changes.deleteDates(
      db,
      gone.filter(({ hasPeople }) => !hasPeople).map(({ eventId }) => eventId),
    );
    await cancelDates(
      db,
      gone.filter(({ hasPeople }) => hasPeople).map(({ eventId }) => ({ eventId, dayOff: null, reason })),
      by,
    );

    const kept = reached.flatMap((date) => {
      const on = match.kept.get(date.on);
      return on === undefined ? [] : [{ before: date, after: { ...wanted.get(on)!, eventId: date.eventId } }];
    });
    const keptIds = kept.map(({ before }) => before.eventId);
    await changes.moveDates(
      db,
      phaseId,
      kept.map(({ after }) => after),
      ctx.now,
    );
    await saveRoles(tx, seriesId, fields.shifts, keptIds, reason);
    const added = match.added.map((on) => ({ ...wanted.get(on)!, seriesId }));
    await requireFreeRooms(tx, [...kept.map(({ after }) => after), ...added]);
    const { made } = await repository.makeDates(db, added, by);

    const clashes = await changes.listClashes(db, keptIds);
    if (clashes.length > 0 && !release) {
      const names = [...new Set(clashes.map(({ name }) => name))];
      throw new DomainError('MOVE_CONFLICTS', { people: names.length, names });
    }
    await changes.releasePlaces(
      db,
      clashes.map(({ signupId }) => signupId),
      by,
    );
    await changes.judgeRules(db);
    await changes.fillPlaces(db, keptIds, by);
    await repository.setMadeUntil(db, [seriesId], horizon(ctx.now));

    const moved = kept.filter(({ before, after }) => before.startAt.getTime() !== after.startAt.getTime());
    await tellChange(tx, row, { moved, lost, clashes });
    const result = {
      ...{ kept: kept.length - moved.length, moved: moved.length },
      ...{ made, gone: gone.length, released: clashes.length },
    };
    await record(tx, 'series_changed', row, { from, ...result });
    return result;
  }).catch(refused);
}

const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b);

/**
 * From which day a change holds: the asked one, or earlier in its week when the dates move to an earlier weekday and
 * the series has no other date there. So a Thursday may become the Tuesday before.
 */
function beginOfChange(
  { frequency, weekdays }: Pick<ChangeSeries, 'frequency' | 'weekdays'>,
  ahead: changes.ReachedDate[],
  asked: PlainDate,
  today: PlainDate,
): PlainDate {
  const isEarlier = frequency === 'weekly' && weekdays.some((weekday) => weekday < weekdayOf(asked));
  if (!isEarlier || ahead.some(({ on }) => on < asked)) return asked;
  return later(startOfWeek(asked), today);
}

/** Every other week goes on in the weeks of the dates that are there already. */
function anchorOf(
  { frequency, every }: Pick<ChangeSeries, 'frequency' | 'every'>,
  [next]: changes.ReachedDate[],
  from: PlainDate,
): PlainDate {
  if (every === 1 || !next) return from;
  return later(frequency === 'weekly' ? startOfWeek(next.on) : startOfMonth(next.on), from);
}

/** The dates that the series has from a day on, by its rule as it stands now. */
async function planFrom(tx: ActorContext, seriesId: string, from: PlainDate) {
  const rows = await repository.listSeries(tx.db, [seriesId]);
  const rule = (await repository.listRules(tx.db, rows)).get(seriesId)!;
  const to = rule.phases.at(-1)!.lastOn ?? horizon(tx.now);
  const venueIds = rule.phases.map(({ venueId }) => venueId);
  const calendarOf = await dayOffCalendars(tx, { venueIds, from, to });
  return planSeries(rule, calendarOf, from, to).dates;
}

async function saveRoles(
  tx: ActorContext,
  seriesId: string,
  wanted: ChangeSeries['shifts'],
  eventIds: string[],
  reason: string,
): Promise<void> {
  const before = await repository.listRoles(tx.db, seriesId);
  const left = before.filter((role) => !wanted.some(({ id }) => id === role.id));
  await changes.removeShiftsOfRoles(
    tx.db,
    left.map(({ id }) => id),
    eventIds,
    { actorId: tx.actor.id, reason, now: tx.now },
  );
  await changes.endRoles(
    tx.db,
    left.map(({ id }) => id),
    tx.now,
  );
  for (const [index, shift] of wanted.entries()) {
    const columns = { ...roleColumns(shift), position: index };
    if (shift.id === '') {
      const [id] = await repository.insertRoles(tx.db, [{ seriesId, ...columns }]);
      await changes.insertShiftsOfRole(tx.db, id!, eventIds);
      continue;
    }
    requireAllowed(before.some(({ id }) => id === shift.id));
    const overfull = await changes.findOverfull(tx.db, shift.id, eventIds, shift.maxPlaces);
    if (overfull) throw new DomainError('PLACES_TAKEN', { ...overfull, index });
    await changes.updateRole(tx.db, shift.id, columns);
    await changes.updateShiftsOfRole(tx.db, shift.id, eventIds);
  }
}

/** One notice for each person whose dates moved, are gone, or who could not keep a place. */
async function tellChange(
  tx: ActorContext,
  row: repository.SeriesRow,
  {
    moved,
    lost,
    clashes,
  }: {
    moved: { before: changes.ReachedDate; after: { startAt: Date } }[];
    lost: Awaited<ReturnType<typeof listConcerned>>;
    clashes: changes.Clash[];
  },
): Promise<void> {
  const concerned = await listConcerned(
    tx.db,
    moved.map(({ before }) => before.eventId),
  );
  const moves = new Map(
    moved.map(({ before, after }) => [
      before.eventId,
      { from: before.startAt.toISOString(), to: after.startAt.toISOString() },
    ]),
  );
  const people = new Set([...concerned, ...lost, ...clashes].map(({ personId }) => personId));
  const title = row.title ?? (await repository.findProjectTitle(tx.db, row.projectId));
  await notify(
    tx,
    [...people].map((personId) => ({
      personId,
      kind: 'series_changed',
      projectId: row.projectId,
      facts: {
        title,
        moved: concerned.filter((one) => one.personId === personId).map((one) => moves.get(one.eventId)!),
        cancelled: lost.filter((one) => one.personId === personId).map((one) => one.startAt.toISOString()),
        released: clashes.filter((one) => one.personId === personId).map((one) => one.startAt.toISOString()),
      },
    })),
  );
}

function refused(error: unknown): never {
  const broken = brokenConstraint(error);
  if (broken === 'signup_no_overlap' || broken === 'signup_time_to_travel') {
    throw new DomainError('MOVE_CONFLICTS', { people: 1 });
  }
  roomRefused(error);
}

async function lock(tx: ActorContext, seriesId: string, version: number): Promise<repository.SeriesRow> {
  const [row] = await repository.lockSeries(tx.db, [seriesId]);
  requireAllowed(row !== undefined);
  if (row.version !== version) throw new DomainError('CHANGED_MEANWHILE');
  return row;
}
