import { type PairState, TRIAL_DATES } from '#lib/features/matching/pair-life.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { readingPair } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { MyProposal, Pair, PairSlot } from './pair.ts';

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

/** Changes a pair that is in one of these states. False when it has moved on meanwhile. */
export async function updateIn(
  db: Db,
  id: string,
  states: readonly PairState[],
  changes: Partial<NewPair>,
): Promise<boolean> {
  const rows = await db
    .update(readingPair)
    .set(changes)
    .where(and(eq(readingPair.id, id), sql`${readingPair.state} = any (${sql.param([...states])}::text[])`))
    .returning({ id: readingPair.id });
  return rows.length === 1;
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
  const where = sql`p.school_id = ${schoolId} and p.trial_on is not null
    and ${which === 'ended' ? isOver : sql`not ${isOver}`}`;
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
    and (p.rollover_asked_at is not null or p.active_at is null and h.held >= ${TRIAL_DATES})`;
  return select(
    db,
    at,
    where,
    sql`order by p.rollover_asked_at is not null, sc.name collate german, p.id limit ${limit}`,
  );
}

/** Who is asked about a child of these offices' schools, or of this one, and does not read yet; asked first comes first. */
export function listProposals(
  db: Db,
  which: { organisationIds: string[] } | { schoolId: string },
  { limit, ...at }: Today & { limit: number },
): Promise<Pair[]> {
  const mine =
    'schoolId' in which
      ? sql`p.school_id = ${which.schoolId} and p.answer = 'yes'`
      : sql`p.organisation_id = any (${sql.param(which.organisationIds)}::uuid[])`;
  const where = sql`${mine} and p.ended_at is null and p.trial_on is null`;
  return select(db, at, where, sql`order by p.asked_at, p.id limit ${limit}`);
}

/** What a mentor is asked, and first meetings ahead; of the child only what row security lets her see. */
export async function listProposalsOf(db: Db, mentorId: string): Promise<MyProposal[]> {
  type Row = Omit<MyProposal, 'meetingAt' | 'slot'> & { meetingAt: string | null } & PairSlot;
  const rows = await db.execute<Row>(sql`
    select p.id, p.state, p.answer, p.meeting_at as "meetingAt", o.name as "organisationName",
      o.phone as "organisationPhone", p.weekday, to_char(p.start_time, 'HH24:MI') as "startTime",
      to_char(p.end_time, 'HH24:MI') as "endTime", p.room_id as "roomId", r.name as room,
      q.district_name as "districtName", q.level, q.interests,
      case when c.id is not null then json_build_object('nickname', c.nickname, 'className', c.class_name,
        'schoolName', s.name, 'contactName', rs.contact_name, 'contactPhone', rs.contact_phone) end as child
    from reading_pair p join organisation o on o.id = p.organisation_id join organisation s on s.id = p.school_id
    join reading_school rs on rs.school_id = p.school_id left join room r on r.id = p.room_id
    cross join lateral reading_question(p.id, ${mentorId}) q
    left join reading_child c on c.id = p.child_id and p.meeting_at is not null
    where p.mentor_id = ${mentorId} and p.ended_at is null and p.trial_on is null
    order by p.asked_at limit 20`);
  return rows.map(({ weekday, startTime, endTime, roomId, room, ...row }) => ({
    ...row,
    meetingAt: instant(row.meetingAt),
    slot: { weekday, startTime, endTime, roomId, room },
  }));
}

/** Who is concerned, without anything about the child. */
export async function findParties(
  db: Db,
  id: string,
): Promise<{ schoolId: string; organisationId: string; mentorId: string; childId: string } | null> {
  const [row] = await db
    .select({
      schoolId: readingPair.schoolId,
      organisationId: readingPair.organisationId,
      mentorId: readingPair.mentorId,
      childId: readingPair.childId,
    })
    .from(readingPair)
    .where(eq(readingPair.id, id));
  return row ?? null;
}

/** What a mentor was asked for; she may ask this too, who sees nothing of the child. */
export async function findSlot(db: Db, id: string): Promise<(PairSlot & { schoolId: string }) | null> {
  const [row] = await db.execute<PairSlot & { schoolId: string }>(sql`
    select p.school_id as "schoolId", p.weekday, to_char(p.start_time, 'HH24:MI') as "startTime",
      to_char(p.end_time, 'HH24:MI') as "endTime", p.room_id as "roomId", r.name as room
    from reading_pair p left join room r on r.id = p.room_id where p.id = ${id}`);
  return row ?? null;
}

/** The running pairs of a mentor; once one is over she sees nothing of it. */
export function listOfMentor(db: Db, mentorId: string, at: Today): Promise<Pair[]> {
  const where = sql`p.mentor_id = ${mentorId} and p.trial_on is not null and (p.last_on is null or p.last_on >= ${at.today})`;
  return select(db, at, where, sql`order by p.weekday, p.start_time, p.id limit 20`);
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
        isNotNull(readingPair.trialOn),
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
      p.series_id as "seriesId", coalesce(f.weekdays[1], p.weekday) as weekday,
      to_char(coalesce(f.start_time, p.start_time), 'HH24:MI') as "startTime",
      to_char(coalesce(f.end_time, p.end_time), 'HH24:MI') as "endTime", r.id as "roomId", coalesce(r.name, f.room) as room,
      p.asked_at as "askedAt", p.answer, p.answered_at as "answeredAt", p.meeting_at as "meetingAt",
      p.trial_on::text as "trialOn", p.paused_at as "pausedAt", p.paused_until::text as "pausedUntil", p.last_on::text as "lastOn", p.measles_checked_at as "measlesCheckedAt",
      cardinality(lacking('{measles_confirmation}', p.mentor_id, ${today}::date, p.organisation_id)) = 0 as "isMeaslesConfirmed",
      p.active_at as "activeAt", p.rollover_asked_at as "rolloverAskedAt", p.mentor_answer as "mentorAnswer",
      p.school_answer as "schoolAnswer", p.ended_at as "endedAt", p.end_reason as "endReason", h.held
    from reading_pair p join reading_child c on c.id = p.child_id join person m on m.id = p.mentor_id
    join organisation sc on sc.id = p.school_id join organisation o on o.id = p.organisation_id
    left join lateral (select * from series_phase x where x.series_id = p.series_id
      order by x.first_on <= ${today} desc, abs(x.first_on - ${today}::date) limit 1) f on true
    left join room r on r.id = case when p.series_id is null then p.room_id else f.room_id end
    cross join lateral (select count(*)::int as held from reading_session x
      where x.pair_id = p.id and x.outcome = 'held') h
    where ${where} ${rest}`);
  return rows.map(({ weekday, startTime, endTime, roomId, room, ...row }) => ({
    ...row,
    slot: { weekday, startTime, endTime, roomId, room },
    askedAt: new Date(row.askedAt!),
    answeredAt: instant(row.answeredAt),
    meetingAt: instant(row.meetingAt),
    pausedAt: instant(row.pausedAt),
    measlesCheckedAt: instant(row.measlesCheckedAt),
    activeAt: instant(row.activeAt),
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
): Promise<{ children: number; questions: number; open: number }> {
  const [row] = await db.execute<{ children: number; questions: number; open: number }>(sql`
    select count(*) filter (where p.meeting_at is not null)::int as children,
      count(*) filter (where p.state = 'asked')::int as questions, coalesce(sum((select count(*) from reading_date d where d.pair_id = p.id
      and d.outcome is null and d.start_at >= ${from.toISOString()} and d.end_at <= ${now.toISOString()})), 0)::int as open
    from reading_pair p where p.mentor_id = ${mentorId} and (p.last_on is null or p.last_on >= ${today})`);
  return row!;
}
