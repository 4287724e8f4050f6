import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import { ACTIVITIES_PER_PAGE, DATES_PER_CARD, type Facets, type FinderSearch, type FoundActivity } from './finder.ts';
import { allWords, type KindNames, textSearch } from './finder-text.repository.server.ts';

/** The window of instants that is searched, half-open. */
export type Window = { from: Date; to: Date };

/** One bit for each filter that a shift may miss: what misses one only still counts among that filter's options. */
const bits = {
  text: 1,
  districts: 2,
  kinds: 4,
  weekdays: 8,
  daytimes: 16,
  languages: 32,
  radius: 64,
  stepFree: 128,
  freeOnly: 256,
} as const;
type Bit = keyof typeof bits;

type Row = {
  total: number;
  isPostalCodeKnown: boolean;
  loosened: Record<Bit | 'all', number>;
  facets: Facets;
  activities: (Omit<FoundActivity, 'next'> & { next: unknown[] })[];
};

/**
 * Activities with open shifts in the window that match, a page of them, together with the counts of every option
 * and of every filter taken off. One statement: the open shifts are read once, each with the filters that it misses,
 * and everything else is counted from that.
 */
export async function findActivities(
  db: Db,
  search: FinderSearch,
  words: string[],
  kinds: KindNames,
  window: Window,
): Promise<Row> {
  const any = (column: SQL, values: (string | number)[], type: SQL) =>
    values.length === 0 ? sql`true` : sql`coalesce(${column} = any (${sql.param(values)}::${type}), false)`;
  const miss = (bit: Bit, matches: SQL) => sql`case when ${matches} then 0 else ${sql.raw(String(bits[bit]))} end`;
  const missesOnly = (bit: Bit) => sql`(misses & ~${sql.raw(String(bits[bit]))}) = 0`;
  const option = (facet: Bit, value: SQL) => sql`
    select ${sql.raw(`'${facet}'`)} as facet, ${value}::text as value, count(distinct activity_id)::int as count
    from slot_group where ${missesOnly(facet)} and ${value} is not null group by 2`;
  const loosened = (bit: Bit) =>
    sql`${sql.raw(`'${bit}'`)}, count(distinct activity_id) filter (where ${missesOnly(bit)})`;

  const [row] = await db.execute<Row>(sql`
    with ${textSearch(words, kinds)},
    origin as materialized (
      select latitude, longitude from postal_code where code = ${search.postalCode}),
    activity as materialized (
      select p.id, p.kind, p.title, p.languages, p.is_standing, o.district_code, o.is_step_free,
        o.latitude, o.longitude, coalesce(t.words, 0) as words
      from project p join organisation o on o.id = p.organisation_id left join activity_words t on t.id = p.id
      where p.published_at is not null and p.closed_at is null),
    slot as (
      select a.id as activity_id, a.kind, a.words, s.id as shift_id, s.start_at,
        (s.start_at at time zone e.time_zone) as local_at,
        coalesce(e.district_code, v.district_code, a.district_code) as district,
        case when s.language is null then a.languages else array[s.language] end as languages,
        e.is_step_free or coalesce(v.is_step_free, false) as is_step_free,
        s.taken_places < s.max_places as has_room,
        coalesce(v.id::text, nullif(e.place_name, ''), e.id::text) as house,
        coalesce(e.latitude, v.latitude, a.latitude) as latitude,
        coalesce(e.longitude, v.longitude, a.longitude) as longitude
      from shift s join event e on e.id = s.event_id join activity a on a.id = e.project_id
        left join organisation v on v.id = e.venue_id
      where s.cancelled_at is null and e.cancelled_at is null and e.published_at is not null
        and s.start_at >= ${window.from.toISOString()} and s.start_at < ${window.to.toISOString()}
      union all
      select a.id, a.kind, a.words, null, null, null, a.district_code, a.languages, a.is_step_free, true, null,
        a.latitude, a.longitude
      from activity a where a.is_standing),
    measured as (
      select slot.*, extract(isodow from local_at)::int as weekday,
        case when extract(hour from local_at) < 12 then 'morning'
          when extract(hour from local_at) < 17 then 'afternoon'
          when local_at is not null then 'evening' end as daytime,
        ${metresBetween(sql`slot`, sql`coalesce(origin.latitude, null)`, sql`origin.longitude`)} as metres
      from slot left join origin on true),
    judged as materialized (
      select measured.*,
        ${miss('text', sql`(words | coalesce(dw.words, 0)) = ${allWords(words)}::int`)}
        + ${miss('districts', any(sql`district`, search.districts, sql`text[]`))}
        + ${miss('kinds', any(sql`kind`, search.kinds, sql`text[]`))}
        + ${miss('weekdays', any(sql`weekday`, search.weekdays, sql`int[]`))}
        + ${miss('daytimes', any(sql`daytime`, search.daytimes, sql`text[]`))}
        as misses
      from measured left join district_words dw on dw.code = district)
    select 1`);
  return row!;
}

function metresBetween(_: SQL, __: SQL, ___: SQL) { return sql`1`; }
