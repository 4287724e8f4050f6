import type { Db } from '#lib/server/db/client.server.ts';
import { series, seriesPause, seriesPhase, seriesRole } from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { and, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { NewPhase, NewRole, NewSeries } from './repository.server.ts';

/** A date that a change of its series reaches. */
export type ReachedDate = {
  eventId: string;
  on: PlainDate;
  startAt: Date;
  isDetached: boolean;
  hasPeople: boolean;
};

/** The dates of the series from a day on that lie ahead and are not cancelled, locked together with their shifts. */
export async function lockDates(
  db: Db,
  seriesId: string,
  { from, now }: { from: PlainDate; now: Date },
): Promise<ReachedDate[]> {
  await db.execute(sql`
    select from event where series_id = ${seriesId} and series_on >= ${from} and cancelled_at is null
      and start_at > ${now.toISOString()} order by id for update`);
  await db.execute(sql`
    select from shift where event_id in (select id from event where series_id = ${seriesId} and series_on >= ${from}
      and cancelled_at is null and start_at > ${now.toISOString()}) order by id for update`);
  const rows = await db.execute<Omit<ReachedDate, 'startAt'> & { startAt: string }>(sql`
    select e.id as "eventId", e.series_on::text as "on", e.start_at as "startAt",
      e.detached_at is not null as "isDetached",
      exists (select from signup g join shift s on s.id = g.shift_id where s.event_id = e.id) as "hasPeople"
    from event e
    where e.series_id = ${seriesId} and e.series_on >= ${from} and e.cancelled_at is null
      and e.start_at > ${now.toISOString()}
    order by e.series_on`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Ends the rule before `from` and sets the new one in its place. @returns the new phase's id */
export async function replacePhases(db: Db, from: PlainDate, phase: NewPhase): Promise<string> {
  const { seriesId } = phase;
  await db.delete(seriesPhase).where(and(eq(seriesPhase.seriesId, seriesId), gte(seriesPhase.firstOn, from)));
  await db
    .update(seriesPhase)
    .set({ lastOn: addDays(from, -1) })
    .where(
      and(
        eq(seriesPhase.seriesId, seriesId),
        lt(seriesPhase.firstOn, from),
        or(isNull(seriesPhase.lastOn), gte(seriesPhase.lastOn, from)),
      ),
    );
  const [row] = await db.insert(seriesPhase).values(phase).returning({ id: seriesPhase.id });
  return row!.id;
}

/** Changes what holds for the whole series and counts its version up. */
export async function updateSeries(db: Db, id: string, changes: Partial<NewSeries>): Promise<void> {
  await db
    .update(series)
    .set({ ...changes, version: sql`${series.version} + 1` })
    .where(eq(series.id, id));
}

export async function updateRole(db: Db, id: string, changes: Partial<NewRole>): Promise<void> {
  await db.update(seriesRole).set(changes).where(eq(seriesRole.id, id));
}

export async function endRoles(db: Db, ids: string[], now: Date): Promise<void> {
  if (ids.length > 0) await db.update(seriesRole).set({ endedAt: now }).where(inArray(seriesRole.id, ids));
}

/** Sets dates to their new days, times and place, with their shifts; one statement each. */
export async function moveDates(
  db: Db,
  phaseId: string,
  dates: { eventId: string; on: PlainDate; startAt: Date; endAt: Date }[],
  now: Date,
): Promise<void> {
  if (dates.length === 0) return;
  const column = <T>(of: (date: (typeof dates)[number]) => T) => sql.param(dates.map(of));
  const wanted = sql`unnest(${column((d) => d.eventId)}::uuid[], ${column((d) => d.on)}::text[]::date[],
    ${column((d) => d.startAt.toISOString())}::text[]::timestamptz[],
    ${column((d) => d.endAt.toISOString())}::text[]::timestamptz[]) as w (id, series_on, start_at, end_at)`;
  await db.execute(sql`
    update event e set start_at = w.start_at, end_at = w.end_at, series_on = w.series_on, title = s.title,
      venue_id = p.venue_id, place_name = p.place_name, street = p.street, postal_code = p.postal_code,
      district_code = p.district_code, latitude = p.latitude, longitude = p.longitude, room_id = p.room_id,
      room = p.room, is_step_free = p.is_step_free, access_note = p.access_note, note = p.note,
      detached_at = null, changed_at = ${now.toISOString()}, version = e.version + 1
    from ${wanted}, series_phase p join series s on s.id = p.series_id
    where e.id = w.id and p.id = ${phaseId}`);
  await db.execute(sql`
    update shift s set start_at = w.start_at, end_at = w.end_at from ${wanted}
    where s.event_id = w.id and s.cancelled_at is null and (s.start_at, s.end_at) <> (w.start_at, w.end_at)`);
}

/** Deletes dates that nobody ever had a place at. */
export async function deleteDates(db: Db, eventIds: string[]): Promise<void> {
  if (eventIds.length > 0)
    await db.execute(sql`delete from event where id = any (${sql.param(eventIds)}::uuid[])`);
}

/** Makes the shifts of these dates be as their roles say now. */
export async function updateShiftsOfRole(db: Db, roleId: string, eventIds: string[]): Promise<void> {
  await db.execute(sql`
    update shift s set role = r.role, label = r.label, min_places = r.min_places, max_places = r.max_places,
      requirements = r.requirements, language = r.language, note = r.note
    from series_role r
    where r.id = ${roleId} and s.series_role_id = r.id and s.event_id = any (${sql.param(eventIds)}::uuid[])
      and s.cancelled_at is null`);
}

/** The date of these at which the role has most people, if more than `max`. */
export async function findOverfull(
  db: Db,
  roleId: string,
  eventIds: string[],
  max: number,
): Promise<{ taken: number; startAt: Date } | null> {
  const [row] = await db.execute<{ taken: number; startAt: string }>(sql`
    select taken_places as taken, start_at as "startAt" from shift
    where series_role_id = ${roleId} and event_id = any (${sql.param(eventIds)}::uuid[]) and cancelled_at is null
      and taken_places > ${max}
    order by taken_places desc, start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

/** Adds a shift for a new role to each of these dates. */
export async function insertShiftsOfRole(db: Db, roleId: string, eventIds: string[]): Promise<void> {
  await db.execute(sql`
    insert into shift (event_id, series_role_id, role, label, start_at, end_at, min_places, max_places, requirements,
      language, note)
    select e.id, r.id, r.role, r.label, e.start_at, e.end_at, r.min_places, r.max_places, r.requirements, r.language,
      r.note
    from event e, series_role r where r.id = ${roleId} and e.id = any (${sql.param(eventIds)}::uuid[])`);
}

/** Takes roles off these dates: deleted where nobody ever had a place, else called off with the reason. */
export async function removeShiftsOfRoles(
  db: Db,
  roleIds: string[],
  eventIds: string[],
  by: { actorId: string; reason: string; now: Date },
): Promise<void> {
  if (roleIds.length === 0) return;
  const which = sql`s.series_role_id = any (${sql.param(roleIds)}::uuid[])
    and s.event_id = any (${sql.param(eventIds)}::uuid[]) and s.cancelled_at is null`;
  const now = by.now.toISOString();
  await db.execute(
    sql`delete from shift s where ${which} and not exists (select from signup g where g.shift_id = s.id)`,
  );
  await db.execute(sql`
    select end_signups(array(select s.id from shift s where ${which}), ${by.actorId}, 'shift_cancelled', ${now})`);
  await db.execute(sql`
    update shift s set cancelled_at = ${now}, cancelled_by = ${by.actorId}, cancellation_reason = ${by.reason}
    where ${which}`);
}

/** A place of somebody who has another date at the time, or too short a way. */
export type Clash = { signupId: string; personId: string; name: string; startAt: Date; with: string };

/** Confirmed places at these dates that clash with another confirmed place of the same person. */
export async function listClashes(db: Db, eventIds: string[]): Promise<Clash[]> {
  if (eventIds.length === 0) return [];
  const rows = await db.execute<Omit<Clash, 'startAt'> & { startAt: string }>(sql`
    select distinct on (g.id) g.id as "signupId", g.person_id as "personId",
      p.given_name || ' ' || p.family_name as name, s.start_at as "startAt", coalesce(oe.title, op.title) as "with"
    from shift s
    join signup g on g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null
    join person p on p.id = g.person_id
    join signup o on o.person_id = g.person_id and o.id <> g.id and o.confirmed_at is not null and o.ended_at is null
      and (o.during && g.during or (o.place_key <> g.place_key and o.during_with_travel && g.during_with_travel))
    join shift os on os.id = o.shift_id join event oe on oe.id = os.event_id join project op on op.id = oe.project_id
    where s.event_id = any (${sql.param(eventIds)}::uuid[])
    order by g.id, os.start_at`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Ends places that cannot be kept at a new time. */
export async function releasePlaces(
  db: Db,
  signupIds: string[],
  by: { actorId: string; now: Date },
): Promise<void> {
  if (signupIds.length === 0) return;
  await db.execute(sql`
    update signup set ended_at = ${by.now.toISOString()}, ended_by = ${by.actorId}, end_reason = 'series_changed'
    where id = any (${sql.param(signupIds)}::uuid[]) and ended_at is null`);
}

/** Fills free places of these dates from promises and waiting lists. */
export async function fillPlaces(
  db: Db,
  eventIds: string[],
  by: { actorId: string; now: Date },
): Promise<void> {
  if (eventIds.length === 0) return;
  const now = by.now.toISOString();
  const ids = sql.param(eventIds);
  await db.execute(sql`
    select count(*) from keep_promises(array(select s.id from shift s where s.event_id = any (${ids}::uuid[])
      and s.cancelled_at is null and s.start_at > ${now}), ${now})`);
  await db.execute(sql`
    select sum(move_up(s.id, null, ${by.actorId}, ${now})) from shift s
    where s.event_id = any (${ids}::uuid[]) and s.waiting_count > 0 and s.cancelled_at is null`);
}

/** From here double booking is judged at the end, so that several dates may move at once. */
export async function deferRules(db: Db): Promise<void> {
  await db.execute(
    sql`set constraints signup_no_overlap, signup_time_to_travel, event_room_is_free, series_phase_one_at_a_time deferred`,
  );
}

/** Judges now. Throws on the constraint that is broken. */
export async function judgeRules(db: Db): Promise<void> {
  await db.execute(
    sql`set constraints signup_no_overlap, signup_time_to_travel, event_room_is_free, series_phase_one_at_a_time immediate`,
  );
}

/** Shows the series and its drafts to everybody. */
export async function publish(db: Db, seriesId: string, by: { actorId: string; now: Date }): Promise<void> {
  const mark = sql`published_at = ${by.now.toISOString()}, published_by = ${by.actorId}`;
  await db.execute(sql`update series set ${mark} where id = ${seriesId} and published_at is null`);
  await db.execute(sql`
    update event set ${mark}, changed_at = ${by.now.toISOString()}, version = version + 1
    where series_id = ${seriesId} and published_at is null`);
}

/** Deletes a series with its dates. Throws when somebody ever had a place there (foreign key). */
export async function deleteSeries(db: Db, seriesId: string): Promise<void> {
  await db.execute(sql`delete from event where series_id = ${seriesId}`);
  await db.execute(sql`delete from series where id = ${seriesId}`);
}

export async function hasPeople(db: Db, seriesId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id
    where e.series_id = ${seriesId} limit 1`);
  return rows.length > 0;
}

/** One pause to a series: the last one counts. */
export async function putPause(
  db: Db,
  { seriesId, ...pause }: typeof seriesPause.$inferInsert,
): Promise<void> {
  await db
    .insert(seriesPause)
    .values({ seriesId, ...pause })
    .onConflictDoUpdate({ target: seriesPause.seriesId, set: pause });
}

export async function deletePauses(db: Db, seriesIds: string[]): Promise<void> {
  if (seriesIds.length > 0) await db.delete(seriesPause).where(inArray(seriesPause.seriesId, seriesIds));
}

/** Writes what somebody decided about a day; `null` takes it back. */
export async function putDecision(
  db: Db,
  seriesId: string,
  onDate: PlainDate,
  decision: { takesPlace: boolean; reason: string; actorId: string; now: Date } | null,
): Promise<void> {
  if (!decision) {
    await db.execute(sql`delete from series_decision where series_id = ${seriesId} and on_date = ${onDate}`);
    return;
  }
  const { takesPlace, reason, actorId, now } = decision;
  await db.execute(sql`
    insert into series_decision (series_id, on_date, takes_place, reason, decided_at, decided_by)
    values (${seriesId}, ${onDate}, ${takesPlace}, ${reason}, ${now.toISOString()}, ${actorId})
    on conflict (series_id, on_date) do update set takes_place = excluded.takes_place, reason = excluded.reason,
      decided_at = excluded.decided_at, decided_by = excluded.decided_by`);
}
