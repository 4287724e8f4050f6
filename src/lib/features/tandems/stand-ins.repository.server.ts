import type { Db } from '#lib/server/db/client.server.ts';
import { visitStandIn } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { ageGroup } from './client.ts';
import type { MyStandIn, StandInVisit } from './stand-in.ts';

// Row-level security: every function is called inside `asActor` or `asSystem`.

type StandInRow = typeof visitStandIn.$inferSelect;

const visitorAt = sql`left join lateral (
  select g.person_id, p.given_name || ' ' || p.family_name as name from signup g join person p on p.id = g.person_id
  where g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null limit 1) visitor on true`;

/** A visit of a tandem that lies ahead and takes place; null otherwise. */
export async function findVisit(
  db: Db,
  { tandemId, eventId, now }: { tandemId: string; eventId: string; now: Date },
): Promise<StandInVisit | null> {
  type Ask = { id: string; volunteerId: string; name: string; phone: string | null; askedAt: string };
  const [row] = await db.execute<{
    eventId: string;
    shiftId: string;
    startAt: string;
    endAt: string;
    isAgreed: boolean;
    visitorName: string | null;
    standIn: Ask | null;
  }>(sql`
    select e.id as "eventId", s.id as "shiftId", e.start_at as "startAt", e.end_at as "endAt",
      c.stand_ins_agreed_on is not null as "isAgreed", visitor.name as "visitorName",
      (select json_build_object('id', a.id, 'volunteerId', p.id, 'name', p.given_name || ' ' || p.family_name,
          'phone', p.phone, 'askedAt', a.asked_at)
        from visit_stand_in a join person p on p.id = a.volunteer_id
        where a.event_id = e.id and a.answer is distinct from 'no' and a.withdrawn_at is null) as "standIn"
    from tandem t join client c on c.id = t.client_id join event e on e.series_id = t.series_id
    join shift s on s.event_id = e.id ${visitorAt}
    where t.id = ${tandemId} and e.id = ${eventId} and e.cancelled_at is null and e.start_at > ${now.toISOString()}`);
  if (!row) return null;
  const { standIn } = row;
  return {
    ...row,
    startAt: new Date(row.startAt),
    endAt: new Date(row.endAt),
    standIn: standIn && { ...standIn, askedAt: new Date(standIn.askedAt) },
  };
}

/** Who has said no to a visit already. */
export async function listDeclined(db: Db, eventId: string): Promise<string[]> {
  const rows = await db
    .select({ volunteerId: visitStandIn.volunteerId })
    .from(visitStandIn)
    .where(and(eq(visitStandIn.eventId, eventId), eq(visitStandIn.answer, 'no')));
  return rows.map(({ volunteerId }) => volunteerId);
}

/** Throws on `visit_stand_in_open` while somebody is asked, and on `visit_stand_in_agreed`. */
export async function insertStandIn(db: Db, row: typeof visitStandIn.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(visitStandIn).values(row).returning({ id: visitStandIn.id });
  return inserted!.id;
}

/** An ask with the instant of its visit. */
export async function findStandIn(
  db: Db,
  id: string,
): Promise<(StandInRow & { shiftId: string; startAt: Date; endAt: Date; onDate: PlainDate }) | null> {
  const [row] = await db.select().from(visitStandIn).where(eq(visitStandIn.id, id));
  if (!row) return null;
  const [date] = await db.execute<{ shiftId: string; startAt: string; endAt: string; onDate: PlainDate }>(sql`
    select s.id as "shiftId", e.start_at as "startAt", e.end_at as "endAt", e.series_on::text as "onDate"
    from event e join shift s on s.event_id = e.id where e.id = ${row.eventId} limit 1`);
  return { ...row, ...date!, startAt: new Date(date!.startAt), endAt: new Date(date!.endAt) };
}

/** Writes the answer, once. False when it was given, or the question taken back. */
export async function putAnswer(
  db: Db,
  id: string,
  { answer, answeredAt }: { answer: 'yes' | 'no'; answeredAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(visitStandIn)
    .set({ answer, answeredAt })
    .where(and(eq(visitStandIn.id, id), isNull(visitStandIn.answer), isNull(visitStandIn.withdrawnAt)))
    .returning({ id: visitStandIn.id });
  return rows.length === 1;
}

/** Nobody is asked, or comes, to these visits any more. @returns whom that concerns */
export async function withdraw(
  db: Db,
  eventIds: string[],
  at: Date,
): Promise<{ id: string; volunteerId: string; answer: string | null; eventId: string }[]> {
  if (eventIds.length === 0) return [];
  return db
    .update(visitStandIn)
    .set({ withdrawnAt: at })
    .where(
      and(
        inArray(visitStandIn.eventId, eventIds),
        isNull(visitStandIn.withdrawnAt),
        sql`${visitStandIn.answer} is distinct from 'no'`,
      ),
    )
    .returning({
      id: visitStandIn.id,
      volunteerId: visitStandIn.volunteerId,
      answer: visitStandIn.answer,
      eventId: visitStandIn.eventId,
    });
}

/** Visits ahead for which somebody is asked or comes instead. */
export async function listAskedVisits(db: Db, tandemId: string, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select e.id from visit_stand_in a join event e on e.id = a.event_id
    where a.tandem_id = ${tandemId} and a.withdrawn_at is null and a.answer is distinct from 'no'
      and e.start_at > ${now.toISOString()}`);
  return rows.map(({ id }) => id);
}

/** Who had said yes and has given the place back is not expected any more. */
export async function dropAbsent(db: Db, tandemId: string, now: Date): Promise<void> {
  await db.execute(sql`
    update visit_stand_in a set withdrawn_at = ${now.toISOString()}
    where a.tandem_id = ${tandemId} and a.answer = 'yes' and a.withdrawn_at is null
      and not exists (select from shift s join signup g on g.shift_id = s.id and g.person_id = a.volunteer_id
        and g.confirmed_at is not null and g.ended_at is null where s.event_id = a.event_id)`);
}

/** Visits ahead to which nobody comes and nobody is asked, the earliest first; `lost`: how often that happened. */
export async function listUnattended(
  db: Db,
  tandemId: string,
  now: Date,
): Promise<{ eventId: string; startAt: Date; lost: number }[]> {
  const rows = await db.execute<{ eventId: string; startAt: string; lost: number }>(sql`
    select e.id as "eventId", e.start_at as "startAt",
      (select count(*)::int from signup g where g.shift_id = s.id and g.ended_at is not null) as lost
    from tandem t join event e on e.series_id = t.series_id join shift s on s.event_id = e.id
    where t.id = ${tandemId} and e.cancelled_at is null and e.start_at > ${now.toISOString()} and s.taken_places = 0
      and not exists (select from visit_stand_in a where a.event_id = e.id and a.withdrawn_at is null
        and a.answer is distinct from 'no')
    order by e.start_at`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** What decides about a tandem's unattended visits. */
export async function findCare(
  db: Db,
  tandemId: string,
): Promise<{
  organisationId: string;
  volunteerId: string;
  seriesId: string;
  isAgreed: boolean;
  isPromised: boolean;
} | null> {
  const [row] = await db.execute<{
    organisationId: string;
    volunteerId: string;
    seriesId: string;
    isAgreed: boolean;
    isPromised: boolean;
  }>(sql`
    select t.organisation_id as "organisationId", t.volunteer_id as "volunteerId", t.series_id as "seriesId",
      c.stand_ins_agreed_on is not null as "isAgreed",
      exists (select from commitment m join series_role r on r.id = m.series_role_id
        where r.series_id = t.series_id and m.person_id = t.volunteer_id and m.ended_at is null and m.last_on is null)
        as "isPromised"
    from tandem t join client c on c.id = t.client_id
    where t.id = ${tandemId} and t.ended_at is null and t.series_id is not null`);
  return row ?? null;
}

/** What somebody is asked to come to once, or comes to: until a week after; or one of them. */
export async function listMine(
  db: Db,
  volunteerId: string,
  { id, now, today }: { id?: string; now: Date; today: PlainDate },
): Promise<MyStandIn[]> {
  type Row = Omit<MyStandIn, 'startAt' | 'endAt' | 'question'> & {
    startAt: string;
    endAt: string;
    question: Omit<MyStandIn['question'], 'ageGroup'> & { birthYear: number | null };
  };
  const rows = await db.execute<Row>(sql`
    select a.id, e.start_at as "startAt", e.end_at as "endAt", a.answer, o.name as "officeName", o.phone as "officePhone",
      exists (select from visit v where v.tandem_id = a.tandem_id and v.on_date = e.series_on) as "isRecorded",
      json_build_object('service', q.service, 'districtName', q.district_name, 'birthYear', q.birth_year,
        'interests', q.interests, 'languages', q.languages) as question,
      case when p.name is not null then json_build_object('name', p.name, 'phone', p.phone, 'street', p.street,
        'postalCode', p.postal_code, 'about', p.about) end as person
    from visit_stand_in a join event e on e.id = a.event_id and e.cancelled_at is null
    join organisation o on o.id = a.organisation_id
    cross join lateral stand_in_question(a.id, ${volunteerId}) q
    left join lateral stand_in_person(a.id, ${volunteerId}, ${now.toISOString()}) p on true
    where a.volunteer_id = ${volunteerId} ${id ? sql`and a.id = ${id}` : sql``}
      and (a.answer is null and e.start_at > ${now.toISOString()}
        or q.is_hers and e.start_at > ${now.toISOString()}::timestamptz - interval '7 days')
    order by e.start_at limit 20`);
  return rows.map(({ question: { birthYear, ...question }, ...row }) => ({
    ...row,
    startAt: new Date(row.startAt),
    endAt: new Date(row.endAt),
    question: { ...question, ageGroup: ageGroup(birthYear, today) },
  }));
}
