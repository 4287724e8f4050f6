import { DomainError } from '#lib/errors/domain-error.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import { getProject } from '#lib/features/projects/service.server.ts';
import {
  eventColumns,
  shiftColumns as roleColumns,
  townTimeZone,
} from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { requireFreeRooms, roomRefused } from './rooms.service.server.ts';
import * as repository from './repository.server.ts';
import type { CreateSeries, PreviewSeries, SeriesFields } from './schema.ts';
import { HORIZON_DAYS, type Phase, planSeries, type SeriesPlan } from './series.ts';

/** The rule as the form has it, as one phase that is not saved yet. */
export function phaseColumns(fields: SeriesFields) {
  const { frequency, every, weekdays, ordinals, firstOn, lastOn, startTime, endTime } = fields;
  return {
    ...{ frequency, every, weekdays, firstOn, startTime, endTime },
    ordinals: frequency === 'monthly' ? ordinals : [],
    lastOn: lastOn || null,
  };
}

/** Title and place as entered. Throws INVALID_INPUT on a first day whose clock skips the time. */
export async function placeColumns(ctx: ActorContext, organisationId: string, fields: SeriesFields) {
  const columns = await eventColumns(ctx, organisationId, {
    ...fields,
    date: fields.firstOn,
    endDate: fields.endTime > fields.startTime ? '' : addDays(fields.firstOn, 1),
  });
  const { startAt: _start, endAt: _end, timeZone: _zone, ...place } = columns;
  // A room goes with its house: another house, and the room is only a name again.
  const room = fields.roomId ? await repository.findRoom(ctx.db, fields.roomId, place.venueId) : null;
  return { ...place, roomId: room?.id ?? null, room: room?.name ?? place.room };
}

/** The last day up to which a series is made into dates today. */
export function horizon(now: Date): PlainDate {
  return addDays(wallTime(now).date, HORIZON_DAYS);
}

/** What a rule would yield, before anything is saved: dates, days left out with their reasons, days to decide. */
export async function previewSeries(
  ctx: ActorContext,
  { projectId, ...fields }: PreviewSeries,
): Promise<SeriesPlan> {
  await getProject(ctx, { projectId });
  return previewRule(ctx, fields);
}

/** The same for a project that is not there yet. */
export async function previewRule(ctx: Pick<Context, 'db'>, fields: SeriesFields): Promise<SeriesPlan> {
  const phase = { ...phaseColumns(fields), id: '', venueId: fields.venueId || null } as Phase;
  const rule = {
    timeZone: await townTimeZone(ctx),
    handling: {
      school_holiday: fields.onSchoolHolidays,
      public_holiday: fields.onPublicHolidays,
      closing_day: fields.onClosingDays,
    },
    phases: [phase],
    decisions: [],
    pause: null,
  };
  const to = fields.lastOn || addDays(fields.firstOn, HORIZON_DAYS);
  const calendarOf = await dayOffCalendars(ctx, { venueIds: [phase.venueId], from: fields.firstOn, to });
  return planSeries(rule, calendarOf, fields.firstOn, to);
}

/**
 * Opens a series in a project and makes its dates up to the horizon, as drafts or for everybody to see. May run
 * inside the caller's transaction. Throws NOT_FOUND, SHIFT_CLOSED for a closed project, ROOM_TAKEN.
 */
export async function createSeries(
  ctx: ActorContext,
  { projectId, publish, ...fields }: CreateSeries,
): Promise<{ seriesId: string; roleIds: string[]; made: number }> {
  const project = await getProject(ctx, { projectId });
  if (project.closedAt) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  const { organisationId } = project;
  const { title, ...place } = await placeColumns(ctx, organisationId, fields);
  const timeZone = await townTimeZone(ctx);
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const seriesId = await repository.insertSeries(db, {
      ...{ projectId, organisationId, title, timeZone },
      onSchoolHolidays: fields.onSchoolHolidays,
      onPublicHolidays: fields.onPublicHolidays,
      onClosingDays: fields.onClosingDays,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
      ...(publish && { publishedAt: ctx.now, publishedBy: ctx.actor.id }),
    });
    await repository.insertPhase(db, {
      seriesId,
      ...phaseColumns(fields),
      ...place,
    });
    const roleIds = await repository.insertRoles(
      db,
      fields.shifts.map((shift, position) => ({ seriesId, position, ...roleColumns(shift) })),
    );
    const { made } = await makeSeries(tx, [seriesId]);
    await record(tx, 'series_created', { id: seriesId, projectId, organisationId }, { made });
    return { seriesId, roleIds, made };
  });
}

/**
 * Makes the dates of these series that are not made yet, up to the horizon or the end of each. To be called inside a
 * transaction. Throws ROOM_TAKEN.
 */
export async function makeSeries(
  ctx: Context,
  seriesIds: string[],
): Promise<{ made: number; obstacles: { shiftId: string; personId: string; obstacle: string }[] }> {
  const rows = await repository.lockSeries(ctx.db, seriesIds);
  const rules = await repository.listRules(ctx.db, rows);
  const today = wallTime(ctx.now).date;
  const until = horizon(ctx.now);
  const phases = [...rules.values()].flatMap((rule) => rule.phases);
  if (phases.length === 0) return { made: 0, obstacles: [] };
  const last = phases.reduce((latest, { lastOn }) => (lastOn && lastOn > latest ? lastOn : latest), until);
  const calendarOf = await dayOffCalendars(ctx, {
    venueIds: phases.map(({ venueId }) => venueId),
    from: today,
    to: last,
  });
  const dates = rows.flatMap(({ id }) => {
    const rule = rules.get(id)!;
    const end = rule.phases.at(-1)?.lastOn ?? until;
    return planSeries(rule, calendarOf, today, end).dates.map((date) => ({ ...date, seriesId: id }));
  });
  await requireFreeRooms(ctx, dates);
  const result = await repository
    .makeDates(ctx.db, dates, { actorId: ctx.actor?.id ?? null, now: ctx.now })
    .catch(roomRefused);
  await repository.setMadeUntil(ctx.db, seriesIds, until);
  return result;
}

export { roleColumns };

export function record(
  ctx: Pick<Context, 'db' | 'now'> & { actor: { id: string } | null },
  type: string,
  series: { id: string; projectId: string; organisationId: string },
  details: Record<string, unknown> = {},
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor?.id ?? null,
    organisationId: series.organisationId,
    projectId: series.projectId,
    details: { seriesId: series.id, ...details },
  });
}
