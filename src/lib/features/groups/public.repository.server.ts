import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { ListedGroup, PublicDate, PublicGroup } from './group.ts';

/** Groups that everybody may read about: published, open, and put on the list by their leader. */
const listed = sql`project p join group_profile g on g.project_id = p.id and g.is_listed
  join organisation o on o.id = p.organisation_id and p.kind = 'group' and p.published_at is not null
    and p.closed_at is null`;

/** When the group `p` meets by the rules of today, as JSON. */
const rhythms = (now: Date) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('frequency', f.frequency, 'every', f.every, 'weekdays', f.weekdays,
      'ordinals', f.ordinals, 'startTime', to_char(f.start_time, 'HH24:MI'), 'endTime', to_char(f.end_time, 'HH24:MI'))
    order by f.weekdays, f.start_time)
  from series s join series_phase f on f.series_id = s.id
  where s.project_id = p.id and s.published_at is not null and (
    (${now.toISOString()}::timestamptz at time zone s.time_zone)::date between f.first_on and coalesce(f.last_on, 'infinity')
    or f.first_on > (${now.toISOString()}::timestamptz at time zone s.time_zone)::date and not exists (
      select from series_phase b where b.series_id = s.id and b.first_on < f.first_on))), '[]')`;

/** A page of the public groups, by name, the languages that are spoken there, and how many match. */
export async function listGroups(
  db: Db,
  filter: {
    words: string[];
    district: string | null;
    language: string | null;
    now: Date;
    limit: number;
    offset: number;
  },
): Promise<{ items: ListedGroup[]; total: number; languages: string[] }> {
  const now = filter.now.toISOString();
  const [row] = await db.execute<{
    items: (Omit<ListedGroup, 'nextAt'> & { nextAt: string | null })[];
    total: number;
    languages: string[];
  }>(sql`
    with found as materialized (
      select p.id, next.* from ${listed}
      left join lateral (
        select e.start_at, e.time_zone, coalesce(nullif(e.place_name, ''), v.name) as place_name,
          e.is_step_free or coalesce(v.is_step_free, false) as is_step_free,
          coalesce(e.district_code, v.district_code) as district_code
        from event e left join organisation v on v.id = e.venue_id
        where e.project_id = p.id and e.published_at is not null and e.cancelled_at is null and e.end_at > ${now}
        order by e.start_at limit 1) next on true
      where not exists (select from unnest(${sql.param(filter.words)}::text[]) w
          where p.search || ' ' || o.search not like '%' || search_text(w) || '%')
        and (${filter.district}::text is null or coalesce(next.district_code, o.district_code) = ${filter.district})
        and (${filter.language}::text is null or ${filter.language} = any (p.languages))
    )
    select (select count(*)::int from found) as total,
      (select coalesce(array_agg(distinct l), '{}') from ${listed} cross join unnest(p.languages) l) as languages,
      (select coalesce(jsonb_agg(line order by line->>'title' collate german, line->>'projectId'), '[]') from (
        select jsonb_build_object('projectId', p.id, 'title', p.title, 'summary', p.summary,
          'languages', p.languages, 'organisationName', o.name, 'district', d.name, 'placeName', f.place_name,
          'isStepFree', coalesce(f.is_step_free, false), 'hasHearingLoop', g.has_hearing_loop,
          'rhythms', ${rhythms(filter.now)}, 'nextAt', f.start_at,
          'timeZone', coalesce(f.time_zone, 'Europe/Berlin')) as line
        from ${listed} join found f on f.id = p.id
        left join district d on d.code = coalesce(f.district_code, o.district_code)
        order by p.title collate german, p.id limit ${filter.limit} offset ${filter.offset}) page) as items`);
  const { items, ...rest } = row!;
  return {
    ...rest,
    items: items.map(({ nextAt, ...item }) => ({ ...item, nextAt: nextAt ? new Date(nextAt) : null })),
  };
}

/** A public group with a page of its dates from now on, called-off ones among them; null for any other. */
export async function findGroup(
  db: Db,
  projectId: string,
  { now, limit, offset }: { now: Date; limit: number; offset: number },
): Promise<PublicGroup | null> {
  const ahead = sql`e.project_id = ${projectId} and e.published_at is not null and e.end_at > ${now.toISOString()}`;
  const [head] = await db.execute<Omit<PublicGroup, 'dates'>>(sql`
    select p.id as "projectId", p.title, p.summary, p.description, p.languages,
      jsonb_build_object('name', o.name, 'phone', o.phone, 'email', o.email) as organisation,
      case when g.shows_contact then c.given_name || ' ' || c.family_name end as "contactName",
      jsonb_build_object('capacity', g.capacity, 'cost', g.cost, 'registration', g.registration,
        'directions', g.directions, 'hasHearingLoop', g.has_hearing_loop) as profile,
      (select jsonb_build_object('projectId', w.id, 'title', w.title)
        from project w join group_profile wg on wg.project_id = w.id and wg.is_listed
        where w.id = g.meets_with_project_id and w.published_at is not null and w.closed_at is null) as "meetsWith",
      ${rhythms(now)} as rhythms, (select count(*)::int from event e where ${ahead}) as total
    from ${listed} left join person c on c.id = p.contact_id and c.deactivated_at is null
    where p.id = ${projectId}`);
  if (!head) return null;
  type Row = Omit<PublicDate, 'startAt' | 'endAt' | 'movedFrom'> & {
    startAt: string;
    endAt: string;
    movedFrom: string | null;
  };
  const rows = await db.execute<Row>(sql`
    select e.id as "eventId", coalesce(e.title, p.title) as title, e.title as "ownTitle", e.start_at as "startAt",
      e.end_at as "endAt", e.time_zone as "timeZone", moved.from_at as "movedFrom",
      e.cancelled_at is not null as "isCancelled", e.cancellation_reason as "cancellationReason",
      coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", coalesce(e.street, v.street) as street,
      coalesce(e.postal_code, v.postal_code) as "postalCode", v.city, e.room,
      e.is_step_free or coalesce(v.is_step_free, false) as "isStepFree",
      coalesce(e.access_note, v.access_note) as "accessNote"
    from event e join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id
    left join lateral (
      select (e.series_on + f.start_time) at time zone e.time_zone as from_at
      from series_phase f
      where f.series_id = e.series_id and e.detached_at is not null
        and e.series_on between f.first_on and coalesce(f.last_on, 'infinity')) moved on moved.from_at <> e.start_at
    where ${ahead} order by e.start_at, e.id limit ${limit} offset ${offset}`);
  return {
    ...head,
    dates: rows.map((row) => ({
      ...row,
      startAt: new Date(row.startAt),
      endAt: new Date(row.endAt),
      movedFrom: row.movedFrom === null ? null : new Date(row.movedFrom),
    })),
  };
}
