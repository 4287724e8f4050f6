import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import type { MentorCandidate } from './mentor.ts';

/**
 * Volunteers of these offices who may read with a child: those with the record inspection first, then those who say
 * that they like it and have fewer children already.
 */
export async function listMentors(
  db: Db,
  {
    organisationIds,
    text,
    today,
    limit,
  }: { organisationIds: string[]; text: string; today: PlainDate; limit: number },
): Promise<MentorCandidate[]> {
  const rows = await db.execute<MentorCandidate>(sql`
    select "personId", name, "districtName", languages, "isInspected", "isTrained", "likesReading", children, times
    from (
      select v.person_id as "personId", p.given_name || ' ' || p.family_name as name, d.name as "districtName",
        v.languages,
        exists (select from qualification q where q.person_id = v.person_id and q.kind = 'record_inspection'
          and ${today}::date between q.granted_on and coalesce(q.expires_on, 'infinity')) as "isInspected",
        exists (select from qualification q where q.person_id = v.person_id and q.kind = 'training_reading')
          as "isTrained",
        v.skills && '{reading_aloud}' or v.interests && '{children,books}' as "likesReading",
        (select count(*)::int from reading_pair r where r.mentor_id = v.person_id
          and (r.last_on is null or r.last_on >= ${today})) as children,
        coalesce((select json_agg(json_build_object('weekday', a.weekday, 'startTime', to_char(a.start_time, 'HH24:MI'),
          'endTime', to_char(a.end_time, 'HH24:MI')) order by a.weekday, a.start_time)
          from availability a where a.person_id = v.person_id), '[]') as times,
        p.family_name
      from volunteer v join person p on p.id = v.person_id left join district d on d.code = p.district_code
      where v.office_id = any (${sql.param(organisationIds)}::uuid[]) and v.left_at is null and v.paused_at is null
        and p.deactivated_at is null
        and (${text} = '' or strpos(p.search, search_text(${text})) > 0)) t
    order by "isInspected" desc, "isTrained" or "likesReading" desc, children, "isTrained" desc,
      family_name collate german, "personId"
    limit ${limit}`);
  return [...rows];
}

/**
 * The first confirmed place of a person that stands in the way of one of these times at a house: overlapping, or too
 * near to travel.
 */
export async function findMentorConflict(
  db: Db,
  {
    personId,
    venueId,
    times,
  }: { personId: string; venueId: string; times: { startAt: Date; endAt: Date }[] },
): Promise<{ title: string; startAt: Date } | null> {
  if (times.length === 0) return null;
  const column = (of: (time: { startAt: Date; endAt: Date }) => Date) =>
    sql.param(times.map((time) => of(time).toISOString()));
  const [row] = await db.execute<{ title: string; startAt: string }>(sql`
    select coalesce(e.title, pr.title) as title, s.start_at as "startAt"
    from unnest(${column((t) => t.startAt)}::text[]::timestamptz[], ${column((t) => t.endAt)}::text[]::timestamptz[]) as w (start_at, end_at)
    cross join lateral (select make_interval(secs => 30 * coalesce((select travel_buffer_minutes from town), 0)) as half) b
    join signup g on g.person_id = ${personId} and g.confirmed_at is not null and g.ended_at is null
      and (g.during && tstzrange(w.start_at, w.end_at)
        or (g.during_with_travel && tstzrange(w.start_at - b.half, w.end_at + b.half) and g.place_key <> ${venueId}))
    join shift s on s.id = g.shift_id join event e on e.id = s.event_id join project pr on pr.id = e.project_id
    order by s.start_at limit 1`);
  return row ? { title: row.title, startAt: new Date(row.startAt) } : null;
}
