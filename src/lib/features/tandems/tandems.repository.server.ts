import type { PairState } from '#lib/features/matching/pair-life.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { tandem, volunteer } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { ageGroup } from './client.ts';
import type { MyTandem, Question, Tandem, TandemLine } from './tandem.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

// Row-level security: every function is called inside `asActor`.

type NewTandem = typeof tandem.$inferInsert;

export async function insertTandem(db: Db, row: NewTandem): Promise<string> {
  const [inserted] = await db.insert(tandem).values(row).returning({ id: tandem.id });
  return inserted!.id;
}

/** Changes a tandem that is in one of these states and not ended. False when it has moved on meanwhile. */
export async function updateIn(
  db: Db,
  id: string,
  states: readonly PairState[],
  changes: Partial<NewTandem>,
): Promise<boolean> {
  const rows = await db
    .update(tandem)
    .set(changes)
    .where(
      and(
        eq(tandem.id, id),
        isNull(tandem.endedAt),
        sql`${tandem.state} = any (${sql.param([...states])}::text[])`,
      ),
    )
    .returning({ id: tandem.id });
  return rows.length === 1;
}

const rhythmOf = sql`(select json_build_object('weekday', f.weekdays[1], 'startTime', to_char(f.start_time, 'HH24:MI'),
    'endTime', to_char(f.end_time, 'HH24:MI'), 'everyWeeks', f.every)
  from series_phase f where f.series_id = t.series_id order by f.first_on desc limit 1)`;
const heldOf = sql`lateral (select count(*) filter (where v.outcome = 'held')::int as held,
  max(v.on_date) filter (where v.outcome = 'held') as last from visit v where v.tandem_id = t.id) visits`;

const instants = [
  'askedAt',
  'volunteerAnsweredAt',
  'clientAnsweredAt',
  'meetingAt',
  'activeAt',
  'pausedAt',
  'endedAt',
] as const;
type Raw<T> = { [Key in keyof T]: Key extends (typeof instants)[number] ? string | null : T[Key] };

function withInstants<T>(row: Raw<T>): T {
  const result = { ...row } as Record<string, unknown>;
  for (const key of instants) if (typeof result[key] === 'string') result[key] = new Date(result[key]);
  return result as T;
}

export async function findTandem(db: Db, id: string): Promise<Tandem | null> {
  const [row] = await db.execute<Raw<Tandem>>(sql`
    select t.id, t.organisation_id as "organisationId", t.client_id as "clientId",
      c.given_name || ' ' || c.family_name as "clientName", c.service, t.volunteer_id as "volunteerId",
      p.given_name || ' ' || p.family_name as "volunteerName", p.phone as "volunteerPhone", t.state, t.note,
      t.asked_at as "askedAt", t.volunteer_answer as "volunteerAnswer", t.volunteer_answered_at as "volunteerAnsweredAt",
      t.client_answer as "clientAnswer", t.client_answered_at as "clientAnsweredAt", t.meeting_at as "meetingAt",
      w.given_name || ' ' || w.family_name as "meetingWithName", t.trial_on as "trialOn", t.series_id as "seriesId",
      ${rhythmOf} as rhythm, t.active_at as "activeAt", t.paused_at as "pausedAt", t.pause_reason as "pauseReason",
      t.paused_until as "pausedUntil", t.ended_at as "endedAt", t.end_reason as "endReason", visits.held,
      visits.last as "lastHeldOn"
    from tandem t join client c on c.id = t.client_id join person p on p.id = t.volunteer_id
    left join person w on w.id = t.meeting_with cross join ${heldOf}
    where t.id = ${id}`);
  return row ? withInstants<Tandem>(row) : null;
}

const lists: Record<'proposals' | 'running' | 'ended', { where: SQL; order: SQL }> = {
  proposals: { where: sql`t.ended_at is null and t.trial_on is null`, order: sql`t.asked_at, t.id` },
  running: { where: sql`t.ended_at is null and t.trial_on is not null`, order: sql`t.trial_on desc, t.id` },
  ended: { where: sql`t.ended_at is not null`, order: sql`t.ended_at desc, t.id` },
};

export async function listTandems(
  db: Db,
  {
    which,
    organisationIds,
    limit,
    offset,
  }: {
    which: keyof typeof lists;
    organisationIds: string[];
    limit: number;
    offset: number;
  },
): Promise<{ items: TandemLine[]; total: number }> {
  const mine = sql`t.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and ${lists[which].where}`;
  const [count] = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from tandem t where ${mine}`,
  );
  const rows = await db.execute<Raw<TandemLine>>(sql`
    select t.id, c.given_name || ' ' || c.family_name as "clientName",
      p.given_name || ' ' || p.family_name as "volunteerName", t.state, t.asked_at as "askedAt", ${rhythmOf} as rhythm,
      visits.held, visits.last as "lastHeldOn", t.end_reason as "endReason"
    from (select * from tandem t where ${mine} order by ${lists[which].order} limit ${limit} offset ${offset}) t
    join client c on c.id = t.client_id join person p on p.id = t.volunteer_id cross join ${heldOf}
    order by ${lists[which].order}`);
  return { items: rows.map((row) => withInstants<TandemLine>(row)), total: count!.total };
}

/** Earlier attempts and tandems of a person, the last first. */
export async function listHistory(db: Db, clientId: string): Promise<TandemLine[]> {
  const rows = await db.execute<Raw<TandemLine>>(sql`
    select t.id, '' as "clientName", p.given_name || ' ' || p.family_name as "volunteerName", t.state,
      t.asked_at as "askedAt", null as rhythm, visits.held, visits.last as "lastHeldOn", t.end_reason as "endReason"
    from tandem t join person p on p.id = t.volunteer_id cross join ${heldOf}
    where t.client_id = ${clientId} and t.ended_at is not null order by t.ended_at desc limit 20`);
  return rows.map((row) => withInstants<TandemLine>(row));
}

/** The signed-in volunteer's proposals and running tandems; of the person only what row security lets her see. */
export async function listMine(
  db: Db,
  volunteerId: string,
  { id, today }: { id?: string; today: PlainDate },
): Promise<MyTandem[]> {
  type Row = Raw<Omit<MyTandem, 'question'>> & {
    question: Omit<Question, 'ageGroup'> & { birthYear: number | null };
  };
  const rows = await db.execute<Row>(sql`
    select t.id, t.state, t.asked_at as "askedAt", t.volunteer_answer as "volunteerAnswer", t.meeting_at as "meetingAt",
      w.given_name || ' ' || w.family_name as "meetingWithName", t.trial_on as "trialOn", ${rhythmOf} as rhythm,
      t.paused_until as "pausedUntil", visits.held, o.name as "officeName", o.phone as "officePhone",
      json_build_object('service', q.service, 'districtName', q.district_name, 'birthYear', q.birth_year,
        'interests', q.interests, 'languages', q.languages, 'minutes', q.minutes, 'everyWeeks', q.every_weeks) as question,
      case when c.id is not null then json_build_object('name', c.given_name || ' ' || c.family_name, 'phone', c.phone,
        'street', c.street, 'postalCode', c.postal_code, 'about', c.about) end as person
    from tandem t join organisation o on o.id = t.organisation_id
    cross join lateral tandem_question(t.id, ${volunteerId}) q
    left join client c on c.id = t.client_id and t.meeting_at is not null
    left join person w on w.id = t.meeting_with cross join ${heldOf}
    where t.volunteer_id = ${volunteerId} and t.ended_at is null ${id ? sql`and t.id = ${id}` : sql``}
    order by t.asked_at limit 20`);
  return rows.map((row) => {
    const { birthYear, ...question } = row.question;
    return {
      ...withInstants<Omit<MyTandem, 'question'>>(row),
      question: { ...question, ageGroup: ageGroup(birthYear, today) },
    };
  });
}

/** Nobody asks her for a new tandem before that day; a later day that is set already stays. */
export async function setRest(db: Db, volunteerId: string, until: PlainDate): Promise<void> {
  await db
    .update(volunteer)
    .set({ restsUntil: sql`greatest(${volunteer.restsUntil}, ${until}::date)` })
    .where(eq(volunteer.personId, volunteerId));
}

/** The open project of an office in which the visits of its tandems are; null: none yet. */
export async function findProject(db: Db, organisationId: string, kind: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select p.id from project p join series s on s.project_id = p.id join tandem t on t.series_id = s.id
    where p.organisation_id = ${organisationId} and p.kind = ${kind} and p.is_internal and p.closed_at is null limit 1`);
  return row?.id ?? null;
}

/** Who is concerned, without anything about the person. */
export async function findParties(
  db: Db,
  id: string,
): Promise<{ organisationId: string; volunteerId: string; state: PairState } | null> {
  const [row] = await db
    .select({ organisationId: tandem.organisationId, volunteerId: tandem.volunteerId, state: tandem.state })
    .from(tandem)
    .where(eq(tandem.id, id));
  return row ? { ...row, state: row.state as PairState } : null;
}
