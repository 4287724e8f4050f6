import type { Db } from '#lib/server/db/client.server.ts';
import { readingPair } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type Pair, type PairSlot, TRIAL_SESSIONS } from './pair.ts';

// Row-level security: every function is called inside `asActor` or `asSystem`.

type NewPair = typeof readingPair.$inferInsert;
type Today = { today: PlainDate };
type Page = { limit: number; offset: number };

export async function insertPair(db: Db, row: NewPair): Promise<string> {
  const [inserted] = await db.insert(readingPair).values(row).returning({ id: readingPair.id });
  return inserted!.id;
}

export async function updatePair(db: Db, id: string, changes: Partial<NewPair>): Promise<void> {
  await db.update(readingPair).set(changes).where(eq(readingPair.id, id));
}

/** Ends a pair that runs. False when somebody else has ended it. */
export async function markEnded(
  db: Db,
  id: string,
  end: { endedAt: Date; endedBy: string; endReason: string; lastOn: PlainDate },
): Promise<boolean> {
  const rows = await db
    .update(readingPair)
    .set(end)
    .where(and(eq(readingPair.id, id), isNull(readingPair.endedAt)))
    .returning({ id: readingPair.id });
  return rows.length === 1;
}

/** Held until the end of the transaction. */
export async function lockPair(db: Db, id: string): Promise<typeof readingPair.$inferSelect | null> {
  const [row] = await db.select().from(readingPair).where(eq(readingPair.id, id)).for('update');
  return row ?? null;
}

export async function findPair(db: Db, id: string, at: Today): Promise<Pair | null> {
  const [row] = await select(db, at, sql`p.id = ${id}`, sql`limit 1`);
  return row ?? null;
}

/** Pairs of a school: those that run, by weekday and time, or those that are over, the last first. */
export async function listOfSchool(
  db: Db,
  schoolId: string,
  { which, limit, offset, ...at }: Today & Page & { which: 'running' | 'ended' },
): Promise<{ items: Pair[]; total: number }> {
  const isOver = sql`coalesce(p.last_on < ${at.today}, false)`;
  const where = sql`p.school_id = ${schoolId} and ${which === 'ended' ? isOver : sql`not ${isOver}`}`;
  const order = which === 'ended' ? sql`p.last_on desc, p.id` : sql`f.weekdays, f.start_time, p.id`;
  const [all] = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from reading_pair p where ${where}`,
  );
  const items = await select(db, at, where, sql`order by ${order} limit ${limit} offset ${offset}`);
  return { items, total: all!.total };
}

/** Pairs of these offices about which somebody has to say whether they go on: after the trial, or in the new year. */
export function listQuestions(
  db: Db,
  organisationIds: string[],
  { limit, ...at }: Today & { limit: number },
): Promise<Pair[]> {
  const where = sql`p.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and p.ended_at is null
    and (p.rollover_asked_at is not null or p.confirmed_at is null and h.held >= ${TRIAL_SESSIONS})`;
  return select(
    db,
    at,
    where,
    sql`order by p.rollover_asked_at is not null, sc.name collate german, p.id limit ${limit}`,
  );
}

/** The running pairs of a mentor; once one is over she sees nothing of it. */
export function listOfMentor(db: Db, mentorId: string, at: Today): Promise<Pair[]> {
  const where = sql`p.mentor_id = ${mentorId} and (p.last_on is null or p.last_on >= ${at.today})`;
  return select(db, at, where, sql`order by f.weekdays, f.start_time, p.id limit 20`);
}

/** Ids of a school's pairs that run and are not asked yet. */
export async function listUnasked(db: Db, schoolId: string): Promise<{ id: string; mentorId: string }[]> {
  return db
    .select({ id: readingPair.id, mentorId: readingPair.mentorId })
    .from(readingPair)
    .where(
      and(
        eq(readingPair.schoolId, schoolId),
        isNull(readingPair.endedAt),
        isNull(readingPair.rolloverAskedAt),
      ),
    )
    .orderBy(readingPair.id);
}

type Row = Omit<Pair, 'slot' | `${string}At`> & {
  weekday: PairSlot['weekday'];
  startTime: string;
  endTime: string;
  roomId: string | null;
  room: string | null;
} & { [Key in Extract<keyof Pair, `${string}At`>]: string | null };

async function select(db: Db, { today }: Today, where: SQL, rest: SQL): Promise<Pair[]> {
  const rows = await db.execute<Row>(sql`
    select p.id, p.school_id as "schoolId", sc.name as "schoolName", p.organisation_id as "organisationId",
      o.name as "organisationName", p.child_id as "childId", c.nickname, c.class_name as "className",
      p.mentor_id as "mentorId", m.given_name || ' ' || m.family_name as "mentorName", m.phone as "mentorPhone",
      p.series_id as "seriesId", s.project_id as "projectId", f.weekdays[1] as weekday,
      to_char(f.start_time, 'HH24:MI') as "startTime", to_char(f.end_time, 'HH24:MI') as "endTime",
      f.room_id as "roomId", coalesce(r.name, f.room) as room,
      (select min(first_on)::text from series_phase where series_id = p.series_id) as "firstOn",
      p.last_on::text as "lastOn", p.measles_checked_at as "measlesCheckedAt",
      exists (select from qualification q where q.person_id = p.mentor_id and q.kind = 'measles_confirmation')
        as "isMeaslesConfirmed",
      p.confirmed_at as "confirmedAt", p.rollover_asked_at as "rolloverAskedAt", p.mentor_answer as "mentorAnswer",
      p.school_answer as "schoolAnswer", p.ended_at as "endedAt", p.end_reason as "endReason", h.held
    from reading_pair p join reading_child c on c.id = p.child_id join person m on m.id = p.mentor_id
    join organisation sc on sc.id = p.school_id join organisation o on o.id = p.organisation_id
    join series s on s.id = p.series_id
    cross join lateral (select * from series_phase x where x.series_id = p.series_id
      order by x.first_on <= ${today} desc, abs(x.first_on - ${today}::date) limit 1) f
    left join room r on r.id = f.room_id
    cross join lateral (select count(*)::int as held from reading_session x
      where x.pair_id = p.id and x.outcome = 'held') h
    where ${where} ${rest}`);
  return rows.map(({ weekday, startTime, endTime, roomId, room, ...row }) => ({
    ...row,
    slot: { weekday, startTime, endTime, roomId, room },
    measlesCheckedAt: instant(row.measlesCheckedAt),
    confirmedAt: instant(row.confirmedAt),
    rolloverAskedAt: instant(row.rolloverAskedAt),
    endedAt: instant(row.endedAt),
  }));
}

const instant = (text: string | null) => (text ? new Date(text) : null);

/** Whom the mentors of these pairs turn to at the school. */
export async function listContacts(
  db: Db,
  pairIds: string[],
): Promise<
  Map<string, { contactName: string; contactPhone: string; absenceUntil: string; emergency: string }>
> {
  if (pairIds.length === 0) return new Map();
  type Contact = { contactName: string; contactPhone: string; absenceUntil: string; emergency: string };
  const rows = await db.execute<Contact & { pairId: string }>(sql`
    select p.id as "pairId", r.contact_name as "contactName", r.contact_phone as "contactPhone",
      to_char(r.absence_until, 'HH24:MI') as "absenceUntil", r.emergency
    from reading_pair p join reading_school r on r.school_id = p.school_id
    where p.id = any (${sql.param(pairIds)}::uuid[])`);
  return new Map(rows.map((row) => [row.pairId, row]));
}

export async function countMine(
  db: Db,
  mentorId: string,
  { today, now, from }: Today & { now: Date; from: Date },
): Promise<{ children: number; open: number }> {
  const [row] = await db.execute<{ children: number; open: number }>(sql`
    select count(*)::int as children, coalesce(sum((select count(*) from reading_date d where d.pair_id = p.id
      and d.outcome is null and d.start_at >= ${from.toISOString()} and d.end_at <= ${now.toISOString()})), 0)::int as open
    from reading_pair p where p.mentor_id = ${mentorId} and (p.last_on is null or p.last_on >= ${today})`);
  return row!;
}
