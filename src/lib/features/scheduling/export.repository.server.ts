import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { ExportedShift } from './export.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

/** The shifts of these organisations' dates that begin in [from, to), earliest first, and how many there are. */
export async function listShifts(
  db: Db,
  query: {
    organisationIds: string[];
    from: Date;
    to: Date;
    projectId: string | null;
    limit: number;
    offset: number;
  },
): Promise<{ items: ExportedShift[]; total: number }> {
  type Row = Omit<ExportedShift, 'startAt' | 'endAt'> & { startAt: string; endAt: string; total: number };
  const rows = await db.execute<Row>(sql`
    select p.title as "projectTitle", coalesce(e.title, '') as title, s.start_at as "startAt", s.end_at as "endAt",
      e.time_zone as "timeZone", s.role, s.min_places as min, s.max_places as max, s.taken_places as taken,
      s.waiting_count as waiting, coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      coalesce(e.street, v.street, '') as street, coalesce(e.postal_code, v.postal_code, '') as "postalCode",
      case when coalesce(s.cancelled_at, e.cancelled_at) is not null then 'cancelled'
        when e.published_at is not null then 'published' else 'draft' end as state,
      count(*) over ()::int as total
    from event e join shift s on s.event_id = e.id join project p on p.id = e.project_id
    left join organisation v on v.id = e.venue_id
    where e.organisation_id = any (${sql.param(query.organisationIds)}::uuid[])
      and e.start_at >= ${query.from.toISOString()} and e.start_at < ${query.to.toISOString()}
      and (${query.projectId}::uuid is null or e.project_id = ${query.projectId})
    order by s.start_at, s.id limit ${query.limit} offset ${query.offset}`);
  return {
    items: rows.map(({ total: _, ...row }) => ({
      ...row,
      startAt: new Date(row.startAt),
      endAt: new Date(row.endAt),
    })),
    total: rows[0]?.total ?? 0,
  };
}
