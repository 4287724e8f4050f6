import type { Db } from '#lib/server/db/client.server.ts';
import { readingSession } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Outcome, ReadingDate, Told, TodayDate } from './session.ts';

// Row-level security: every function is called inside `asActor` or `asSystem`.

type Row<T> = Omit<T, 'startAt' | 'endAt'> & { startAt: string; endAt: string };

const columns = sql`d.pair_id as "pairId", d.on_date::text as "onDate", d.event_id as "eventId",
  d.start_at as "startAt", d.end_at as "endAt", d.time_zone as "timeZone", r.name as room,
  d.cancelled_at is not null as "isCancelled", d.outcome, d.is_recorded as "isRecorded"`;

function dateOf<T extends Row<ReadingDate>>(row: T) {
  return { ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) };
}

/** Reading hours of pairs that begin in [from, to), earliest first. */
export async function listDates(
  db: Db,
  pairIds: string[],
  { from, to, limit = 200 }: { from: Date; to: Date; limit?: number },
): Promise<ReadingDate[]> {
  if (pairIds.length === 0) return [];
  const rows = await db.execute<Row<ReadingDate>>(sql`
    select ${columns} from reading_date d left join room r on r.id = d.room_id
    where d.pair_id = any (${sql.param(pairIds)}::uuid[])
      and d.start_at >= ${from.toISOString()} and d.start_at < ${to.toISOString()}
    order by d.start_at, d.pair_id limit ${limit}`);
  return rows.map(dateOf);
}

/** One hour, together with the shift where its mentor has a place. */
export async function findDate(
  db: Db,
  pairId: string,
  onDate: PlainDate,
): Promise<(ReadingDate & { shiftId: string }) | null> {
  const [row] = await db.execute<Row<ReadingDate & { shiftId: string }>>(sql`
    select ${columns}, d.shift_id as "shiftId" from reading_date d left join room r on r.id = d.room_id
    where d.pair_id = ${pairId} and d.on_date = ${onDate}`);
  return row ? dateOf(row) : null;
}

/** Hours of one pair from one day to another (both included) that have not ended. */
export async function listDaysAhead(
  db: Db,
  pairId: string,
  { from, to, now }: { from: PlainDate; to: PlainDate; now: Date },
): Promise<{ onDate: PlainDate; eventId: string; startAt: Date; isCancelled: boolean }[]> {
  const rows = await db.execute<{
    onDate: string;
    eventId: string;
    startAt: string;
    isCancelled: boolean;
  }>(sql`
    select on_date::text as "onDate", event_id as "eventId", start_at as "startAt",
      cancelled_at is not null as "isCancelled"
    from reading_date where pair_id = ${pairId} and on_date between ${from} and ${to}
      and end_at > ${now.toISOString()} and day_off is null
    order by on_date`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Hours of a pair that have not begun, up to a day if one is named. */
export async function listAhead(
  db: Db,
  pairId: string,
  { now, until }: { now: Date; until: PlainDate | null },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select event_id as id from reading_date where pair_id = ${pairId} and cancelled_at is null
      and start_at > ${now.toISOString()} and (${until}::date is null or on_date <= ${until}::date)`);
  return rows.map(({ id }) => id);
}

/** Hours ahead that were called off since an instant, by hand. */
export async function listCalledOff(
  db: Db,
  pairId: string,
  { now, since }: { now: Date; since: Date },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select event_id as id from reading_date where pair_id = ${pairId} and cancelled_at >= ${since.toISOString()}
      and day_off is null and not is_recorded and start_at > ${now.toISOString()}`);
  return rows.map(({ id }) => id);
}

/**
 * Hours ahead whose mentor gave her place back, and hours that she has again, of which these people at the school were
 * told something else or nothing; not those that somebody recorded. Earliest first.
 */
export async function listMentorChanges(
  db: Db,
  pairId: string,
  { personIds, now }: { personIds: string[]; now: Date },
): Promise<{ eventId: string; startAt: Date; isAway: boolean }[]> {
  const rows = await db.execute<{ eventId: string; startAt: string; isAway: boolean }>(sql`
    select d.event_id as "eventId", d.start_at as "startAt", d.outcome is not null as "isAway"
    from reading_date d
    left join lateral (select n.kind from notice n
      where n.person_id = any (${sql.param(personIds)}::uuid[]) and n.kind in ('reading_mentor_away', 'reading_mentor_back')
        and n.details -> 'eventIds' ? d.event_id::text
      order by n.created_at desc limit 1) told on true
    where d.pair_id = ${pairId} and d.start_at > ${now.toISOString()} and d.cancelled_at is null
      and (d.outcome is null and told.kind = 'reading_mentor_away'
        or d.outcome = 'cancelled_mentor' and not d.is_recorded and told.kind is distinct from 'reading_mentor_away')
    order by d.start_at`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Today's hours at these schools with their people, and whether a mentor knows that hers falls out. */
export async function listToday(
  db: Db,
  schoolIds: string[],
  { from, to }: { from: Date; to: Date },
): Promise<TodayDate[]> {
  type TodayRow = Row<Omit<TodayDate, 'told'>> & { toldAt: string | null; readAt: string | null };
  const rows = await db.execute<TodayRow>(sql`
    select ${columns}, c.nickname, c.class_name as "className", m.given_name || ' ' || m.family_name as "mentorName",
      m.phone as "mentorPhone", n.created_at as "toldAt", n.read_at as "readAt"
    from reading_pair p join reading_date d on d.pair_id = p.id join reading_child c on c.id = p.child_id
    join person m on m.id = p.mentor_id left join room r on r.id = d.room_id
    left join lateral (select created_at, read_at from notice
      where event_id = d.event_id and person_id = p.mentor_id and kind = 'reading_called_off' and d.cancelled_at is not null
      order by created_at desc limit 1) n on true
    where p.school_id = any (${sql.param(schoolIds)}::uuid[]) and d.day_off is null
      and d.start_at >= ${from.toISOString()} and d.start_at < ${to.toISOString()}
      and (p.last_on is null or p.last_on >= d.on_date)
    order by d.start_at, m.family_name, d.pair_id limit 100`);
  return rows.map(({ toldAt, readAt, ...row }) => ({ ...dateOf(row), told: toldOf(toldAt, readAt) }));
}

function toldOf(at: string | null, readAt: string | null): Told | null {
  return at ? { at: new Date(at), readAt: readAt ? new Date(readAt) : null } : null;
}

/** How many hours of each pair were what in [from, to); `open` are past ones of which nobody has said anything. */
export async function countOutcomes(
  db: Db,
  pairIds: string[],
  { from, to, now }: { from: PlainDate; to: PlainDate; now: Date },
): Promise<Map<string, Record<Exclude<Outcome, 'holiday'> | 'open', number>>> {
  if (pairIds.length === 0) return new Map();
  const of = (outcome: Outcome): SQL => sql`count(*) filter (where d.outcome = ${outcome})::int`;
  const rows = await db.execute<
    Record<Exclude<Outcome, 'holiday'> | 'open', number> & { pairId: string }
  >(sql`
    select d.pair_id as "pairId", ${of('held')} as held, ${of('cancelled_school')} as cancelled_school,
      ${of('cancelled_mentor')} as cancelled_mentor, count(*) filter (where d.outcome is null)::int as open
    from reading_date d join reading_pair p on p.id = d.pair_id
    where d.pair_id = any (${sql.param(pairIds)}::uuid[]) and d.on_date between ${from} and ${to}
      and (d.end_at <= ${now.toISOString()} or d.is_recorded) and d.on_date <= coalesce(p.last_on, 'infinity')
    group by d.pair_id`);
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]));
}

export async function saveSession(db: Db, row: typeof readingSession.$inferInsert): Promise<void> {
  const { outcome, recordedAt, recordedBy } = row;
  await db
    .insert(readingSession)
    .values(row)
    .onConflictDoUpdate({
      target: [readingSession.pairId, readingSession.onDate],
      set: { outcome, recordedAt, recordedBy },
    });
}

export async function deleteSession(db: Db, pairId: string, onDate: PlainDate): Promise<void> {
  await db
    .delete(readingSession)
    .where(and(eq(readingSession.pairId, pairId), eq(readingSession.onDate, onDate)));
}
