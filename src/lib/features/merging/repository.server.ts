import type { Db } from '#lib/server/db/client.server.ts';
import { notSamePerson } from '#lib/server/db/schema/index.ts';
import { sql } from 'drizzle-orm';
import type {
  Candidate,
  Likeness,
  Merge,
  MergeCount,
  MergePerson,
  NamedRelation,
  PlaceClash,
} from './merging.ts';

type Row = Omit<MergePerson, 'registeredAt'> & { registeredAt: string };
const withInstant = (row: Row): MergePerson => ({ ...row, registeredAt: new Date(row.registeredAt) });

/** A record as JSON, of the person `p` and the volunteer `v` under these names. */
const person = (p: string, v: string) =>
  sql.raw(`jsonb_build_object('id', ${p}.id, 'name', ${p}.given_name || ' ' || ${p}.family_name, 'email', ${p}.email,
    'phone', ${p}.phone, 'postalCode', ${v}.postal_code,
    'districtName', (select d.name from district d where d.code = ${p}.district_code), 'birthYear', ${v}.birth_year,
    'registeredAt', ${v}.registered_at, 'places', (select count(*) from signup g where g.person_id = ${p}.id))`);

/** How alike given names must be (1: equal): a letter or two may differ. */
const ALIKE = 0.4;

/**
 * Pairs of volunteers of these offices who may be one person: given names alike, and the same telephone, or the same
 * family name with the same postal code, year or full name; never two years of birth. A couple shares a telephone, but not a given name.
 */
export async function listCandidates(
  db: Db,
  organisationIds: string[],
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: Candidate[]; total: number }> {
  type Found = Omit<Candidate, 'first' | 'second'> & { first: Row; second: Row; total: number };
  const rows = await db.execute<Found>(sql`
    with known as (
      select v.person_id, v.office_id, v.postal_code, v.birth_year, v.registered_at, p.phone,
        search_text(p.given_name) as given, search_text(p.family_name) as family
      from volunteer v join person p on p.id = v.person_id
      where v.office_id = any (${sql.param(organisationIds)}::uuid[]) and v.left_at is null
        and p.deactivated_at is null and p.merged_into_id is null),
    -- One way after the other, so that each can be joined by hashing.
    near as (
      select a.person_id as first_id, b.person_id as second_id from known a join known b using (office_id, family)
      union select a.person_id, b.person_id from known a join known b using (office_id, phone)),
    alike as (
      select a.person_id as first_id, b.person_id as second_id,
        a.given = b.given and a.family = b.family as same_name, coalesce(a.phone = b.phone, false) as same_phone,
        coalesce(a.postal_code = b.postal_code, false) as same_postal, coalesce(a.birth_year = b.birth_year, false) as same_year
      from near join known a on a.person_id = near.first_id join known b on b.person_id = near.second_id
        and (a.registered_at, a.person_id) < (b.registered_at, b.person_id)
      where similarity(a.given, b.given) >= ${ALIKE} and coalesce(a.birth_year = b.birth_year, true)
        and not exists (select from not_same_person n where n.first_id = least(a.person_id, b.person_id)
          and n.second_id = greatest(a.person_id, b.person_id)))
    select o.id as "organisationId", o.name as "organisationName", ${person('p1', 'v1')} as first, ${person('p2', 'v2')} as second,
      array_remove(array[case when same_name then 'name' end, case when same_phone then 'phone' end,
        case when same_postal then 'postal_code' end, case when same_year then 'birth_year' end], null) as likenesses,
      count(*) over ()::int as total
    from alike join person p1 on p1.id = first_id join volunteer v1 on v1.person_id = first_id
    join person p2 on p2.id = second_id join volunteer v2 on v2.person_id = second_id
    join organisation o on o.id = v1.office_id
    where same_name or same_phone or same_postal or same_year
    order by same_name::int + same_phone::int * 2 + same_postal::int + same_year::int desc,
      p1.family_name collate german, p1.id, p2.id
    limit ${limit} offset ${offset}`);
  return {
    items: rows.map(({ total: _, first, second, ...row }) => ({
      ...row,
      likenesses: row.likenesses as Likeness[],
      first: withInstant(first),
      second: withInstant(second),
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** The records with the office that looks after each, those that are no alias; in the order of `ids`. */
export async function listPeople(
  db: Db,
  ids: string[],
): Promise<(MergePerson & { officeId: string | null; officeName: string | null })[]> {
  const rows = await db.execute<{ line: Row; officeId: string | null; officeName: string | null }>(sql`
    select ${person('p', 'v')} as line, v.office_id as "officeId", o.name as "officeName"
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as asked(id, position) join person p on p.id = asked.id
    join volunteer v on v.person_id = p.id left join organisation o on o.id = v.office_id
    where p.merged_into_id is null order by position`);
  return rows.map(({ line, ...office }) => ({ ...withInstant(line), ...office }));
}

type Two = { keptId: string; mergedId: string };
type By = { actorId: string; now: Date };

/** See `merge_people` in the migrations; null when the two may not be made one. */
export async function mergePeople(
  db: Db,
  { keptId, mergedId }: Two,
  { organisationId, actorId, now }: By & { organisationId: string },
): Promise<string | null> {
  const [row] = await db.execute<{ id: string | null }>(sql`
    select merge_people(${keptId}, ${mergedId}, ${organisationId}, ${actorId}, ${now.toISOString()}) as id`);
  return row!.id;
}

export async function undoMerge(
  db: Db,
  mergeId: string,
  { actorId, now }: By,
): Promise<{ outcome: 'undone' | 'not_found' | 'too_late'; leftAlone: number }> {
  const [row] = await db.execute<{ outcome: 'undone' | 'not_found' | 'too_late'; leftAlone: number }>(sql`
    select outcome, left_alone as "leftAlone" from undo_merge(${mergeId}, ${actorId}, ${now.toISOString()})`);
  return row!;
}

/** What a merge did, table by table. */
export async function countRows(db: Db, mergeId: string): Promise<MergeCount[]> {
  return db.execute(sql`
    select relation, count(*) filter (where outcome = 'moved')::int as moved,
      count(*) filter (where outcome = 'clash')::int as clashes
    from (select distinct relation, key, outcome from merged_row
      where merge_id = ${mergeId} and outcome <> 'changed') as touched
    group by relation order by relation`);
}

/** Places ahead that the merge could not move, since the other record has one at that time or at that very date. */
export async function listPlaceClashes(db: Db, mergeId: string, now: Date): Promise<PlaceClash[]> {
  const rows = await db.execute<Omit<PlaceClash, 'startAt'> & { startAt: string }>(sql`
    select coalesce(e.title, p.title) as title, s.start_at as "startAt", e.time_zone as "timeZone"
    from merged_row r join signup g on g.id = (r.key ->> 'id')::uuid join shift s on s.id = g.shift_id
    join event e on e.id = s.event_id join project p on p.id = e.project_id
    where r.merge_id = ${mergeId} and r.relation = 'signup' and r.outcome = 'clash' and r.before ? 'person_id'
      and g.ended_at is null and s.end_at > ${now.toISOString()}
    order by s.start_at limit 20`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** What still runs at the alias, since the other record has the same: it would go on with nobody behind it. */
export async function listRunningClashes(db: Db, mergeId: string): Promise<NamedRelation[]> {
  const rows = await db.execute<{ relation: NamedRelation }>(sql`
    select distinct r.relation from merged_row r where r.merge_id = ${mergeId} and r.outcome = 'clash'
      and (r.relation = 'tandem' and r.before ? 'volunteer_id'
          and exists (select from tandem t where t.id = (r.key ->> 'id')::uuid and t.ended_at is null)
        or r.relation = 'commitment' and r.before ? 'person_id'
          and exists (select from commitment c where c.id = (r.key ->> 'id')::uuid and c.ended_at is null))
    order by r.relation`);
  return rows.map(({ relation }) => relation);
}

/** Merges of these offices that stand, the newest first. */
export async function listMerges(db: Db, organisationIds: string[], limit: number): Promise<Merge[]> {
  const rows = await db.execute<Omit<Merge, 'mergedAt'> & { mergedAt: string }>(sql`
    select m.id, m.kept_id as "keptId", k.given_name || ' ' || k.family_name as "keptName",
      a.given_name || ' ' || a.family_name as "mergedName", m.merged_at as "mergedAt",
      b.given_name || ' ' || b.family_name as "mergerName"
    from person_merge m join person k on k.id = m.kept_id join person a on a.id = m.merged_id
    join person b on b.id = m.merged_by
    where m.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and m.undone_at is null
    order by m.merged_at desc, m.id limit ${limit}`);
  return rows.map((row) => ({ ...row, mergedAt: new Date(row.mergedAt) }));
}

/** Which office made the merge. */
export async function findMerge(db: Db, id: string): Promise<{ organisationId: string } | null> {
  const [row] = await db.execute<{ organisationId: string }>(sql`
    select organisation_id as "organisationId" from person_merge where id = ${id}`);
  return row ?? null;
}

/** Remembers that the two are two. */
export async function insertNotSame(db: Db, { keptId, mergedId }: Two, { actorId, now }: By): Promise<void> {
  const [firstId, secondId] = [keptId, mergedId].toSorted() as [string, string];
  await db
    .insert(notSamePerson)
    .values({ firstId, secondId, decidedAt: now, decidedBy: actorId })
    .onConflictDoNothing();
}

export async function deleteNotSame(db: Db, { keptId, mergedId }: Two): Promise<void> {
  await db.execute(sql`
    delete from not_same_person where first_id = least(${keptId}::uuid, ${mergedId}::uuid)
      and second_id = greatest(${keptId}::uuid, ${mergedId}::uuid)`);
}
