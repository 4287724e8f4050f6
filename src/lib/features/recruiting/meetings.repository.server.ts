import type { Db } from '#lib/server/db/client.server.ts';
import { recruitingEvent } from '#lib/server/db/schema/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Guest, Meeting, OfferedMeeting } from './meeting.ts';

type Row<T extends Meeting> = Omit<T, 'startAt' | 'endAt'> & { startAt: string; endAt: string };

const columns = sql`r.event_id as "eventId", s.id as "shiftId", r.organisation_id as "organisationId",
  o.name as "organisationName", r.kind, r.qualification_kind as "qualificationKind", r.activity_id as "activityId",
  a.name as "activityName", coalesce(e.title, '') as title, h.given_name || ' ' || h.family_name as "hostName",
  e.start_at as "startAt", e.end_at as "endAt", e.time_zone as "timeZone",
  coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", coalesce(e.street, v.street) as street, e.room,
  e.is_step_free or coalesce(v.is_step_free, false) as "isStepFree", s.max_places as places, s.taken_places as taken`;
const source = sql`recruiting_event r join event e on e.id = r.event_id and e.cancelled_at is null
  join shift s on s.event_id = e.id and s.role = 'participant' and s.cancelled_at is null
  join organisation o on o.id = r.organisation_id left join organisation v on v.id = e.venue_id
  left join activity a on a.id = r.activity_id left join person h on h.id = r.host_id`;

const withInstants = <T extends Meeting>(row: Row<T>): T =>
  ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }) as unknown as T;

/** The project that holds an office's talks and trainings, once it has planned one. */
export async function findProject(db: Db, organisationId: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select p.id from recruiting_event r join event e on e.id = r.event_id join project p on p.id = e.project_id
    where r.organisation_id = ${organisationId} and p.closed_at is null limit 1`);
  return row?.id ?? null;
}

export async function insertMeeting(db: Db, row: typeof recruitingEvent.$inferInsert): Promise<void> {
  await db.insert(recruitingEvent).values(row);
}

/** A page of meetings of these offices: those ahead and today's, earliest first; or the past ones, newest first. */
export async function listMeetings(
  db: Db,
  query: { organisationIds: string[]; isPast: boolean; now: Date; limit: number; offset: number },
): Promise<{ items: Meeting[]; total: number }> {
  const now = query.now.toISOString();
  const when: SQL = query.isPast ? sql`e.end_at <= ${now}` : sql`e.end_at > ${now}`;
  const rows = await db.execute<Row<Meeting> & { total: number }>(sql`
    select ${columns}, count(*) over ()::int as total from ${source}
    where r.organisation_id = any (${sql.param(query.organisationIds)}::uuid[]) and ${when}
    order by e.start_at ${query.isPast ? sql`desc` : sql``}, r.event_id limit ${query.limit} offset ${query.offset}`);
  return {
    items: rows.map(({ total: _, ...row }) => withInstants(row as Row<Meeting>)),
    total: rows[0]?.total ?? 0,
  };
}

export async function findMeeting(db: Db, eventId: string): Promise<Meeting | null> {
  const [row] = await db.execute<Row<Meeting>>(
    sql`select ${columns} from ${source} where r.event_id = ${eventId}`,
  );
  return row ? withInstants(row) : null;
}

/** Meetings ahead to which this person's open applications invite, of these offices or of any; earliest first. */
export async function listOffered(
  db: Db,
  { personId, organisationIds, now }: { personId: string; organisationIds?: string[]; now: Date },
): Promise<OfferedMeeting[]> {
  const rows = await db.execute<Row<OfferedMeeting>>(sql`
    select ${columns}, exists (select from signup g where g.shift_id = s.id and g.person_id = ${personId}
      and g.ended_at is null) as "isBooked"
    from ${source}
    where e.start_at > ${now.toISOString()} and e.published_at is not null
      and (${organisationIds === undefined} or r.organisation_id = any (${sql.param(organisationIds ?? [])}::uuid[]))
      and exists (select from application p where p.person_id = ${personId} and p.stage <> 'left'
        and p.organisation_id = r.organisation_id and (r.activity_id is null or r.activity_id = p.activity_id))
    order by e.start_at limit 60`);
  return rows.map(withInstants);
}

/** Who has booked, by name, with the application that brings them here. */
export async function listGuests(db: Db, meeting: Meeting): Promise<Guest[]> {
  return db.execute(sql`
    select p.id as "personId", p.given_name || ' ' || p.family_name as name, p.phone,
      exists (select from qualification q where q.person_id = p.id and q.kind = ${meeting.qualificationKind}) as "wasThere",
      (select x.id from application x where x.person_id = p.id and x.organisation_id = ${meeting.organisationId}
        and x.stage <> 'left' and (${meeting.activityId}::uuid is null or x.activity_id = ${meeting.activityId})
        order by x.created_at limit 1) as "applicationId"
    from signup g join person p on p.id = g.person_id
    where g.shift_id = ${meeting.shiftId} and g.ended_at is null and g.confirmed_at is not null
    order by p.family_name collate german, p.given_name collate german limit 200`);
}
