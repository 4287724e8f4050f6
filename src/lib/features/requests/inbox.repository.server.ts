import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Duplicate, RequestState, RequestSummary } from './request.ts';

type InboxFilter = {
  organisationIds: string[];
  text: string | null;
  kind: string | null;
  assigneeId: string | null;
};

const matches = (
  filter: InboxFilter,
): SQL => sql`r.organisation_id = any (${sql.param(filter.organisationIds)}::uuid[])
  and (${filter.kind}::text is null or r.kind = ${filter.kind})
  and (${filter.assigneeId}::uuid is null or r.assignee_id = ${filter.assigneeId})
  and (${filter.text}::text is null
    or r.search like '%' || replace(replace(search_text(${filter.text}), '%', '\\%'), '_', '\\_') || '%'
    or f.search like '%' || replace(replace(search_text(${filter.text}), '%', '\\%'), '_', '\\_') || '%')`;

type Row = Omit<RequestSummary, 'createdAt' | 'newsAt'> & { createdAt: string; newsAt: string | null };

const columns = sql`r.id, r.reference, r.channel, r.kind, r.state, r.contact_name as "contactName",
  r.person_name as "personName", f.name as "facilityName", d.name as "districtName", o.name as "organisationName",
  a.given_name || ' ' || a.family_name as "assigneeName", r.created_at as "createdAt", r.news_at as "newsAt"`;
const source = sql`request r join organisation o on o.id = r.organisation_id
  left join organisation f on f.id = r.facility_id left join district d on d.code = r.district_code
  left join person a on a.id = r.assignee_id`;

const withInstants = (rows: Row[]): RequestSummary[] =>
  rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    newsAt: row.newsAt ? new Date(row.newsAt) : null,
  }));

/** Requests to which somebody has answered stand on top; of the others whoever waits longest (or came last). */
export async function listRequests(
  db: Db,
  filter: InboxFilter & {
    states: readonly RequestState[];
    order: 'longest' | 'newest';
    limit: number;
    offset: number;
  },
): Promise<RequestSummary[]> {
  const order = sql.raw(filter.order === 'newest' ? 'desc' : 'asc');
  return withInstants(
    await db.execute<Row>(sql`
    select ${columns} from ${source}
    where ${matches(filter)} and r.state = any (${sql.param(filter.states)}::text[])
    order by r.news_at is null, r.created_at ${order}, r.id limit ${filter.limit} offset ${filter.offset}`),
  );
}

export async function countByState(
  db: Db,
  filter: InboxFilter,
): Promise<Partial<Record<RequestState, number>>> {
  const rows = await db.execute<{ state: RequestState; count: number }>(sql`
    select r.state, count(*)::int as count from request r left join organisation f on f.id = r.facility_id
    where ${matches(filter)} group by r.state`);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** What the desk shows: those that nobody has answered, the longest waiting first, and those with news. */
export async function listWaiting(
  db: Db,
  organisationIds: string[],
  limit: number,
): Promise<{ items: RequestSummary[]; newCount: number; newsCount: number }> {
  const waits = sql`r.organisation_id = any (${sql.param(organisationIds)}::uuid[])
    and (r.state = 'new' or (r.news_at is not null and r.state <> 'merged'))`;
  const rows = await db.execute<Row>(sql`
    select ${columns} from ${source} where ${waits}
    order by r.news_at is null, r.created_at, r.id limit ${limit}`);
  const [counts] = await db.execute<{ newCount: number; newsCount: number }>(sql`
    select count(*) filter (where r.state = 'new')::int as "newCount",
      count(*) filter (where r.news_at is not null)::int as "newsCount" from request r where ${waits}`);
  return { items: withInstants(rows), ...counts! };
}

/** What a house has asked for, the newest first. */
export async function listOfHouses(
  db: Db,
  facilityIds: string[],
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: RequestSummary[]; total: number }> {
  const theirs = sql`r.facility_id = any (${sql.param(facilityIds)}::uuid[])`;
  const rows = await db.execute<Row>(sql`
    select ${columns} from ${source} where ${theirs}
    order by r.created_at desc, r.id limit ${limit} offset ${offset}`);
  const [all] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from request r where ${theirs}`,
  );
  return { items: withInstants(rows), total: all!.count };
}

/** How alike two requests' names must be to be shown as perhaps the same (1: equal). */
const ALIKE = 0.5;

/** What two requests of one office may have in common. */
type Likeness = {
  organisationId: string;
  contactName: string;
  personName: string;
  phone: string | null;
  email: string | null;
  /** The request itself, once it is saved. */
  requestId: string | null;
};

/**
 * Requests of the same office, and of no other, that may mean the same: the same telephone or e-mail, or names that
 * are alike. Those of houses are left out: a house asks again and again.
 */
export async function listDuplicates(db: Db, like: Likeness, limit: number): Promise<Duplicate[]> {
  type Found = Omit<Duplicate, 'createdAt'> & { createdAt: string };
  const names = sql`search_text(${`${like.contactName} ${like.personName}`})`;
  const isSameReach = sql`coalesce(r.contact_phone = ${like.phone}::text or r.contact_email = ${like.email}::text, false)`;
  const rows = await db.execute<Found>(sql`
    select r.id, r.reference, r.contact_name as "contactName", r.person_name as "personName", r.wish, r.state,
      r.created_at as "createdAt", ${isSameReach} as "isSamePhone"
    from request r
    where r.organisation_id = ${like.organisationId} and r.id is distinct from ${like.requestId}::uuid
      and r.merged_into_id is null and r.facility_id is null
      and (r.contact_phone = ${like.phone}::text or r.contact_email = ${like.email}::text
        or (r.names % ${names} and similarity(r.names, ${names}) >= ${ALIKE}))
    order by "isSamePhone" desc, similarity(r.names, ${names}) desc, r.created_at desc limit ${limit}`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** What was merged into this request. */
export async function listMerged(
  db: Db,
  requestId: string,
): Promise<{ id: string; reference: string; contactName: string }[]> {
  return db.execute(sql`
    select id, reference, contact_name as "contactName" from request
    where merged_into_id = ${requestId} order by created_at limit 20`);
}
