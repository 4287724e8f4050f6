import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import { type OpenShift, SHIFTS_PER_PAGE } from './finder.ts';
import { aroundShift, isOpenBetween } from './finder-slots.repository.server.ts';
import { allWords, type KindNames, textSearch } from './finder-text.repository.server.ts';

/** Null restricts nothing. `activity` is a kind, or the id of one activity; `district` a code or a name. */
export type OpenShiftFilter = {
  from: Date;
  to: Date | null;
  district: string | null;
  activity: string | null;
  language: string | null;
  words: string[];
  kinds: KindNames;
  page: number;
};

/** A page of the shifts that anybody may sign up for, earliest first, and how many there are. */
export async function listOpenShifts(
  db: Db,
  filter: OpenShiftFilter,
): Promise<{ items: OpenShift[]; total: number }> {
  const { district, activity, language, words } = filter;
  const [row] = await db.execute<{ items: OpenShift[]; total: number }>(sql`
    with ${textSearch(words, filter.kinds)},
    open_shift as materialized (
      select s.id, s.start_at
      from shift s ${aroundShift}
        left join activity_words t on t.id = p.id left join district_words d on d.code = sd.code
      where ${isOpenBetween(filter.from, filter.to)} and p.published_at is not null and p.closed_at is null
        and coalesce(t.words, 0) | coalesce(d.words, 0) = ${allWords(words)}
        and ${district === null ? sql`true` : sql`(sd.code = ${district} or search_text(sd.name) = search_text(${district}))`}
        and ${activity === null ? sql`true` : sql`(p.kind = ${activity} or p.id::text = ${activity})`}
        and ${language === null ? sql`true` : sql`case when s.language is null then ${language} = any (p.languages) else s.language = ${language} end`})
    select (select count(*)::int from open_shift) as total, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'eventId', e.id, 'title', coalesce(e.title, p.title), 'role', s.role, 'startAt', s.start_at,
        'endAt', s.end_at, 'district', sd.name, 'places', jsonb_build_object('min', s.min_places, 'max', s.max_places,
          'taken', s.taken_places, 'waiting', s.waiting_count)) order by s.start_at, s.id), '[]')
      from (select id from open_shift order by start_at, id
          limit ${SHIFTS_PER_PAGE} offset ${(filter.page - 1) * SHIFTS_PER_PAGE}) listed
        join shift s on s.id = listed.id ${aroundShift}) as items`);
  const { items, total } = row!;
  return {
    items: items.map((item) => ({ ...item, startAt: new Date(item.startAt), endAt: new Date(item.endAt) })),
    total,
  };
}
