import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { FeedEntry } from './feed.ts';

/** A feed's content as one value that changes with it, and the content itself where it was asked for. */
export type Content = { stamp: string; changedAt: Date | null; entries: FeedEntry[] };

type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };
type ContentRow = { stamp: string | null; changedAt: string | null; entries: Json<FeedEntry>[] | null };

export type PersonalFeed = Content & { feedId: string; locale: string; lastReadOn: string | null };
export type PublicFeed = Content & { title: string; neutralTitle: string | null; projectKind: string };

/**
 * The feed that a link opens, with the person's places that end after `from`. Null when the link has ended or the
 * account is closed. `withEntries: false` reads the same rows and brings back only their stamp.
 */
export async function findPersonalFeed(
  db: Db,
  { feedId, from, withEntries }: { feedId: string; from: Date; withEntries: boolean },
): Promise<PersonalFeed | null> {
  const [row] = await db.execute<ContentRow & Omit<PersonalFeed, keyof Content>>(sql`
    select f.id as "feedId", q.locale, f.last_read_on::text as "lastReadOn", x.*
    from calendar_feed f join person q on q.id = f.person_id
    cross join lateral (${contentOf(placesOf(sql`f.person_id`, sql`upper(g.during) > ${from.toISOString()}`), withEntries)}) x
    where f.id = ${feedId} and f.revoked_at is null and q.deactivated_at is null`);
  return row ? { ...row, ...readContent(row) } : null;
}

/** The published dates of a published project that begin after `from`; once it is closed, up to that day. */
export async function findPublicFeed(
  db: Db,
  {
    projectId,
    from,
    limit,
    withEntries,
  }: { projectId: string; from: Date; limit: number; withEntries: boolean },
): Promise<PublicFeed | null> {
  const [row] = await db.execute<ContentRow & Omit<PublicFeed, keyof Content>>(sql`
    select pub.title, pub.kind as "projectKind", ${neutralTitle(sql`pub.id`)} as "neutralTitle", x.*
    from project pub
    cross join lateral (${contentOf(
      sql`
      select ${entryColumns}, e.id, e.version as sequence, e.changed_at as "changedAt",
        case when e.cancelled_at is null then 'confirmed' else 'cancelled' end as status,
        null as role, null as label, e.start_at as "startAt", e.end_at as "endAt"
      from event e ${aroundEvent}
      where e.project_id = pub.id and e.start_at > ${from.toISOString()} and e.published_at is not null
        and (pub.closed_at is null or e.start_at < pub.closed_at)
      order by e.start_at, e.id limit ${limit}`,
      withEntries,
    )}) x
    where pub.id = ${projectId} and pub.published_at is not null`);
  return row ? { ...row, ...readContent(row) } : null;
}

/** One place of a person, as the feed has it. */
export async function findPlace(
  db: Db,
  { personId, shiftId }: { personId: string; shiftId: string },
): Promise<FeedEntry | null> {
  const places = placesOf(sql`${personId}::uuid`, sql`g.shift_id = ${shiftId}`);
  const [row] = await db.execute<ContentRow>(contentOf(places, true));
  return readContent(row!).entries[0] ?? null;
}

const aroundEvent = sql`
  join project p on p.id = e.project_id join organisation o on o.id = e.organisation_id
  left join organisation v on v.id = e.venue_id`;

/** What is said instead of the title of a discreet group; null for everybody else. */
function neutralTitle(projectId: SQL): SQL {
  return sql`(select gp.neutral_title from group_profile gp where gp.project_id = ${projectId} and gp.is_discreet)`;
}

const entryColumns = sql`p.id as "projectId", p.kind as "projectKind", coalesce(e.title, p.title) as title,
  ${neutralTitle(sql`p.id`)} as "neutralTitle",
  exists (select from group_profile gp where gp.project_id = p.id and gp.is_listed) as "isListedGroup", e.time_zone as "timeZone", v.name as "venueName",
  e.place_name as "placeName", e.room, coalesce(e.street, v.street) as street,
  coalesce(e.postal_code, v.postal_code) as "postalCode", v.city,
  o.name as "organisationName", o.phone as "organisationPhone"`;

/**
 * A person's places, one for each shift however often it was taken and given up. Whatever happens to the date or to
 * the place makes `sequence` grow. Places that somebody gave up, or that went to somebody else, have no status.
 */
function placesOf(personId: SQL, which: SQL): SQL {
  return sql`
    select distinct on (s.id) ${entryColumns}, s.id,
      (e.version - 1 + sum(1 + (g.ended_at is not null)::int + coalesce(g.confirmed_at > g.signed_up_at, false)::int)
        over same_shift)::int as sequence,
      greatest(e.changed_at, max(greatest(g.signed_up_at, g.confirmed_at, g.ended_at)) over same_shift) as "changedAt",
      case when g.end_reason not in ('event_cancelled', 'shift_cancelled') then null
        when g.ended_at is not null or e.cancelled_at is not null or s.cancelled_at is not null then 'cancelled'
        when g.confirmed_at is null then 'waiting' else 'confirmed' end as status,
      s.role, s.label, s.start_at as "startAt", s.end_at as "endAt"
    from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id ${aroundEvent}
    where g.person_id = ${personId} and ${which}
    window same_shift as (partition by s.id)
    order by s.id, g.arrival desc`;
}

/** The stamp is made of the very columns that are shown, so that nothing can change without it. */
function contentOf(rows: SQL, withEntries: boolean): SQL {
  const entries = withEntries
    ? sql`json_agg(entry order by entry."startAt", entry.id) filter (where entry.status is not null)`
    : sql`null::json`;
  return sql`
    select sum(hash_record_extended(entry, 0)) filter (where entry.status is not null)::text as stamp,
      max(entry."changedAt") as "changedAt", ${entries} as entries
    from (${rows}) entry`;
}

function readContent({ stamp, changedAt, entries }: ContentRow): Content {
  return {
    stamp: stamp ?? 'empty',
    changedAt: changedAt === null ? null : new Date(changedAt),
    entries: (entries ?? []).map((entry) => ({
      ...entry,
      changedAt: new Date(entry.changedAt),
      startAt: new Date(entry.startAt),
      endAt: new Date(entry.endAt),
    })),
  };
}
