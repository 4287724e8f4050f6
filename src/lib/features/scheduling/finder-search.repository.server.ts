import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import {
  ACTIVITIES_PER_PAGE,
  DATES_PER_CARD,
  daytimes,
  type Facets,
  type FinderSearch,
  type FoundActivity,
} from './finder.ts';
import { allWords, type KindNames, textSearch } from './finder-text.repository.server.ts';
import { metresTo, openSlots, readCard, shiftCard } from './finder-slots.repository.server.ts';

/** What is searched beside the visitor's filters: the words of the text, and instants, half-open. */
export type SearchScope = {
  words: string[];
  kinds: KindNames;
  languages: readonly string[];
  from: Date;
  to: Date;
};

/** One bit for each filter that a shift can miss: what misses only one is counted among that filter's choices. */
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

export type SearchResult = {
  activities: FoundActivity[];
  total: number;
  facets: Facets;
  isPostalCodeKnown: boolean;
  loosened: Record<Bit | 'all', number>;
};

/**
 * A page of the activities with open shifts that match, with the counts for every choice of every filter. One
 * statement: the open shifts of the scope are read once, each with the filters that it misses, and everything else is
 * counted from that.
 */
export async function findActivities(
  db: Db,
  search: FinderSearch,
  scope: SearchScope,
): Promise<SearchResult> {
  const isAny = (column: SQL, values: (string | number)[], type: 'text' | 'int') =>
    values.length === 0 ? sql`true` : sql`${column} = any (${sql.param(values)}::${sql.raw(type)}[])`;
  const languageMask = sql`(select bit_or(bit) from language where code = any (${sql.param(search.languages)}::text[]))`;
  const offset = (search.page - 1) * ACTIVITIES_PER_PAGE;

  const [row] = await db.execute<SearchResult>(sql`
    with ${textSearch(scope.words, scope.kinds)},
    origin as materialized (
      select latitude, longitude from postal_code where code = ${search.postalCode}),
    language as materialized (
      select code, 1 << (i - 1)::int as bit
      from unnest(${sql.param(scope.languages)}::text[]) with ordinality l(code, i)),
    activity as materialized (
      select p.id, p.kind, p.title, p.is_standing, o.district_code, o.is_step_free, o.latitude, o.longitude,
        coalesce(t.words, 0) as words,
        (select bit_or(bit) from language where code = any (p.languages)) as languages
      from project p join organisation o on o.id = p.organisation_id left join activity_words t on t.id = p.id
      where p.published_at is not null and p.closed_at is null),
    ${openSlots(scope)},
    judged as materialized (
      select slot.activity_id, slot.shift_id, slot.start_at, slot.district, slot.house, slot.languages,
        slot.is_step_free, slot.has_room, weekday, daytime, metres,
        ${miss('text', sql`(slot.words | coalesce(d.words, 0)) = ${allWords(scope.words)}`)}
        + ${miss('districts', isAny(sql`slot.district`, search.districts, 'text'))}
        + ${miss('kinds', isAny(sql`slot.kind`, search.kinds, 'text'))}
        + ${miss('weekdays', isAny(sql`weekday`, search.weekdays, 'int'))}
        + ${miss(
          'daytimes',
          isAny(
            sql`daytime`,
            search.daytimes.map((time) => daytimes.indexOf(time)),
            'int',
          ),
        )}
        + ${miss('languages', search.languages.length === 0 ? sql`true` : sql`slot.languages & ${languageMask} <> 0`)}
        + ${miss('radius', search.radius === null ? sql`true` : sql`(metres <= ${search.radius * 1000} or origin.latitude is null)`)}
        + ${miss('stepFree', search.stepFree ? sql`slot.is_step_free` : sql`true`)}
        + ${miss('freeOnly', search.freeOnly ? sql`slot.has_room` : sql`true`)} as misses
      from slot left join origin on true left join district_words d on d.code = slot.district
      cross join lateral (
        select (local_at::date - date '2024-01-01') % 7 + 1 as weekday,
          case when local_at::time < '12:00' then 0 when local_at::time < '17:00' then 1
            when local_at is not null then 2 end as daytime,
          ${metresTo(sql`origin`, sql`slot`)} as metres) measured),
    found as materialized (
      select activity_id, bool_or(misses = 0) as is_match,
        min(start_at) filter (where misses = 0 and has_room) as free_at,
        min(start_at) filter (where misses = 0) as first_at,
        count(shift_id) filter (where misses = 0)::int as dates,
        min(metres) filter (where misses = 0) as metres,
        min(metres) filter (where ${missesAtMost('radius')}) as nearest,
        bit_or(1 << weekday) filter (where ${missesAtMost('weekdays')}) as weekdays,
        bit_or(1 << daytime) filter (where ${missesAtMost('daytimes')}) as daytimes,
        bit_or(languages) filter (where ${missesAtMost('languages')}) as languages,
        bool_or(is_step_free and ${missesAtMost('stepFree')}) as has_step_free,
        bool_or(has_room and ${missesAtMost('freeOnly')}) as has_room,
        ${sql.join(
          bitNames.map((bit) => sql`bool_or(${missesAtMost(bit)}) as ${without(bit)}`),
          sql`, `,
        )}
      from judged group by activity_id),
    page as materialized (
      select f.*, a.title from found f join activity a on a.id = f.activity_id where is_match
      order by ${search.sort === 'nearest' ? sql`f.metres nulls last,` : sql``} free_at nulls last, first_at nulls last, a.title, a.id
      limit ${ACTIVITIES_PER_PAGE} offset ${offset}),
    upcoming as (
      select * from (
        select j.*, row_number() over (partition by activity_id order by has_room desc, start_at, shift_id) as number,
          min(house) over (partition by activity_id) <> max(house) over (partition by activity_id) as is_in_several
        from judged j
        where misses = 0 and shift_id is not null and activity_id in (select activity_id from page)) j
      where number <= ${DATES_PER_CARD})
    select
      (select count(*)::int from found where is_match) as total,
      exists (select from origin) as "isPostalCodeKnown",
      (select jsonb_build_object('all', count(*), ${sql.join(
        bitNames.map((bit) => sql`${sql.raw(`'${bit}'`)}, count(*) filter (where ${without(bit)})`),
        sql`, `,
      )}) from found) as loosened,
      jsonb_build_object(
        'districts', (
          select jsonb_agg(jsonb_build_object('value', d.code, 'name', d.name, 'count', coalesce(c.count, 0))
            order by d.position)
          from district d left join (
            select district, count(*) from (
              select distinct activity_id, district from judged where ${missesAtMost('districts')}) j
            group by district) c on c.district = d.code),
        'kinds', (${counts(sql`select a.kind as value from found join activity a on a.id = activity_id where ${without('kinds')}`)}),
        'weekdays', (${counts(sql`select d as value from found, generate_series(1, 7) d where weekdays & (1 << d) <> 0`)}),
        'daytimes', (${counts(sql`select name as value from found, unnest(${sql.param(daytimes)}::text[]) with ordinality t(name, i) where daytimes & (1 << (i - 1)::int) <> 0`)}),
        'languages', (${counts(sql`select l.code as value from found join language l on l.bit & found.languages <> 0`)}),
        'radius', (${counts(sql`select r as value from found, unnest('{2,5,10}'::int[]) r where nearest <= r * 1000`)}),
        'stepFree', (select count(*) from found where has_step_free),
        'freeOnly', (select count(*) from found where found.has_room)) as facets,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'title', p.title, 'kind', p.kind, 'summary', p.summary, 'languages', p.languages,
          'isStanding', p.is_standing, 'organisation', o.name, 'district', d.name, 'metres', round(page.metres),
          'isStepFree', page.has_step_free, 'dates', page.dates,
          'isInSeveralPlaces', coalesce((select bool_or(is_in_several) from upcoming u where u.activity_id = p.id), false),
          'next', coalesce((
            select jsonb_agg(${shiftCard} order by s.start_at, s.id)
            from upcoming u join shift s on s.id = u.shift_id join event e on e.id = s.event_id
              left join organisation v on v.id = e.venue_id
              left join district sd on sd.code = coalesce(e.district_code, v.district_code, o.district_code)
            where u.activity_id = p.id), '[]'))
        order by ${search.sort === 'nearest' ? sql`page.metres nulls last,` : sql``} page.free_at nulls last, page.first_at nulls last, p.title, p.id), '[]')
        from page join project p on p.id = page.activity_id join organisation o on o.id = p.organisation_id
          left join district d on d.code = o.district_code) as activities`);
  const { activities, ...rest } = row!;
  return { ...rest, activities: activities.map((one) => ({ ...one, next: one.next.map(readCard) })) };
}

const bitNames = Object.keys(bits) as Bit[];

const miss = (bit: Bit, matches: SQL): SQL =>
  sql`case when ${matches} then 0 else ${sql.raw(String(bits[bit]))} end`;

/** True for what matches all filters but perhaps this one. */
const missesAtMost = (bit: Bit): SQL => sql`misses & ~${sql.raw(String(bits[bit]))} = 0`;

const without = (bit: Bit): SQL => sql.identifier(`without_${bit}`) as unknown as SQL;

const counts = (values: SQL): SQL => sql`
  select coalesce(jsonb_object_agg(value, count), '{}') from (select value, count(*) from (${values}) v group by value) c`;
