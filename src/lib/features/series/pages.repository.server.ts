import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import type { SeriesDate, SeriesSummary } from './page.ts';

/** The series of a project with the next date of each; one statement. */
export async function listOfProject(
  db: Db,
  projectId: string,
  { now, limit }: { now: Date; limit: number },
): Promise<SeriesSummary[]> {
  const rows = await db.execute<Omit<SeriesSummary, 'nextAt'> & { nextAt: string | null }>(sql`
    select s.id, s.title, s.time_zone as "timeZone", s.published_at is not null as "isPublished",
      ph.frequency, ph.every, ph.weekdays, ph.ordinals, ph.last_on::text as "lastOn",
      to_char(ph.start_time, 'HH24:MI') as "startTime", to_char(ph.end_time, 'HH24:MI') as "endTime",
      coalesce(nullif(ph.place_name, ''), v.name, '') as "placeName", ph.room,
      (select min(e.start_at) from event e where e.series_id = s.id and e.cancelled_at is null
        and e.start_at > ${now.toISOString()}) as "nextAt",
      (select count(*)::int from event e where e.series_id = s.id and e.cancelled_at is null
        and e.start_at > ${now.toISOString()}) as upcoming
    from series s
    join lateral (select * from series_phase f where f.series_id = s.id
      order by (f.last_on is null or f.last_on >= (${now.toISOString()}::timestamptz at time zone s.time_zone)::date) desc,
        f.first_on limit 1) ph on true
    left join organisation v on v.id = ph.venue_id
    where s.project_id = ${projectId}
    order by "nextAt" nulls last, s.created_at limit ${limit}`);
  return rows.map((row) => ({ ...row, nextAt: row.nextAt ? new Date(row.nextAt) : null }));
}

/** The dates of a series from a day on, cancelled ones included. */
export async function listDatesOfSeries(
  db: Db,
  seriesId: string,
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<SeriesDate[]> {
  const rows = await db.execute<
    Omit<SeriesDate, 'startAt' | 'endAt'> & { startAt: string; endAt: string }
  >(sql`
    select e.id as "eventId", e.series_on::text as "on", e.start_at as "startAt", e.end_at as "endAt",
      e.title, e.cancelled_at is not null as "isCancelled", e.cancellation_reason as "cancellationReason",
      e.detached_at is not null as "isDetached", e.published_at is not null as "isPublished",
      coalesce(sum(s.taken_places) filter (where s.cancelled_at is null), 0)::int as taken,
      coalesce(sum(s.min_places) filter (where s.cancelled_at is null), 0)::int as min,
      coalesce(sum(s.max_places) filter (where s.cancelled_at is null), 0)::int as max,
      coalesce(sum(s.waiting_count) filter (where s.cancelled_at is null), 0)::int as waiting
    from event e left join shift s on s.event_id = e.id
    where e.series_id = ${seriesId} and e.series_on between ${from} and ${to}
    group by e.id order by e.series_on, e.created_at`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** Names that the page of a series shows. */
export async function findNames(db: Db, projectId: string, venueId: string | null) {
  const [row] = await db.execute<{
    projectTitle: string;
    projectKind: string;
    isProjectPublished: boolean;
    isProjectClosed: boolean;
    venueName: string | null;
  }>(sql`
    select p.title as "projectTitle", p.kind as "projectKind", p.published_at is not null as "isProjectPublished",
      p.closed_at is not null as "isProjectClosed",
      (select name from organisation where id = ${venueId}) as "venueName"
    from project p where p.id = ${projectId}`);
  return row!;
}

/** Running series of these offices that ask about some kind of day off, with their titles. */
export async function listAsking(
  db: Db,
  organisationIds: string[],
  today: PlainDate,
): Promise<{ id: string; title: string }[]> {
  const rows = await db.execute<{ id: string; title: string }>(sql`
    select s.id, coalesce(s.title, p.title) as title from series s join project p on p.id = s.project_id
    where s.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and s.made_until >= ${today}
      and p.closed_at is null and 'ask' in (s.on_school_holidays, s.on_public_holidays, s.on_closing_days)
    limit 500`);
  return [...rows];
}
