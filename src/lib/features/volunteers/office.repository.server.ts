import type { Db } from '#lib/server/db/client.server.ts';
import { qualification, volunteer } from '#lib/server/db/schema/index.ts';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { VolunteerFacts } from './policy.ts';
import type {
  VolunteerFile,
  VolunteerFilter,
  VolunteerLine,
  VolunteerPlace,
  VolunteerSort,
  VolunteerState,
} from './profile.ts';
import type { Qualification } from './qualification.ts';
import { isDeclaration } from './volunteer.ts';

/** What decides who may see and look after this person; null when it is no volunteer. */
export async function findVolunteerFacts(db: Db, personId: string): Promise<VolunteerFacts | null> {
  const [row] = await db.execute<{ officeId: string | null; engagedWith: string[] }>(sql`
    select v.office_id as "officeId", array(
      select e.organisation_id::text from signup g join shift s on s.id = g.shift_id
        join event e on e.id = s.event_id where g.person_id = v.person_id
      union select p.organisation_id::text from interest i join project p on p.id = i.project_id
        where i.person_id = v.person_id and i.withdrawn_at is null
      union select a.organisation_id::text from application a where a.person_id = v.person_id) as "engagedWith"
    from volunteer v where v.person_id = ${personId}`);
  return row ?? null;
}

const state = sql`case when v.left_at is not null then 'left' when v.paused_at is not null then 'paused'
  when v.welcomed_at is null then 'new' else 'active' end`;

/** Last and next confirmed date of `v.person_id`, seen from `now`. */
const dates = (now: Date) => sql`lateral (
  select max(lower(g.during)) filter (where lower(g.during) <= ${now.toISOString()}) as last_at,
    min(lower(g.during)) filter (where lower(g.during) > ${now.toISOString()}) as next_at
  from signup g where g.person_id = v.person_id and g.confirmed_at is not null and g.ended_at is null) t`;

const filters: Record<VolunteerFilter, (now: Date) => SQL> = {
  new: () => sql`v.welcomed_at is null and v.paused_at is null`,
  active: () => sql`v.welcomed_at is not null and v.paused_at is null`,
  paused: () => sql`v.paused_at is not null`,
  quiet: (now) => sql`v.paused_at is null and t.next_at is null
    and coalesce(t.last_at, v.registered_at) < ${now.toISOString()}::timestamptz - interval '3 months'`,
};

const byName = sql`p.family_name collate german, p.given_name collate german, v.person_id`;
const sorts: Record<VolunteerSort, SQL> = {
  name: byName,
  registered: sql`v.registered_at desc, v.person_id`,
  last: sql`t.last_at desc nulls last, ${byName}`,
  next: sql`t.next_at nulls last, ${byName}`,
};

/** How alike a name must be to what was typed, from 0 to 1: forgives a letter or two. */
const LEAST_LIKENESS = 0.45;

/** One page of the volunteers whom these organisations know, in one statement; whoever has left is not listed. */
export async function listVolunteers(
  db: Db,
  query: {
    organisationIds: string[];
    text?: string | undefined;
    state?: VolunteerFilter | undefined;
    sort: VolunteerSort;
    limit: number;
    offset: number;
    now: Date;
  },
): Promise<{ items: VolunteerLine[]; total: number }> {
  const organisations = sql`any (${sql.param(query.organisationIds)}::uuid[])`;
  const typed = query.text ?? '';
  const contains = sql`(strpos(p.search, search_text(${typed})) > 0)`;
  const likeness = sql`word_similarity(search_text(${typed}), p.search)`;
  type Row = Omit<VolunteerLine, 'registeredAt' | 'lastAt' | 'nextAt'> & {
    registeredAt: string;
    lastAt: string | null;
    nextAt: string | null;
    total: number;
  };
  const rows = await db.execute<Row>(sql`
    with known as (
      select person_id from volunteer where office_id = ${organisations}
      union select g.person_id from event e join shift s on s.event_id = e.id join signup g on g.shift_id = s.id
        where e.organisation_id = ${organisations}
      union select i.person_id from project p join interest i on i.project_id = p.id
        where p.organisation_id = ${organisations} and i.withdrawn_at is null
      union select a.person_id from application a where a.organisation_id = ${organisations})
    select v.person_id as "personId", p.given_name || ' ' || p.family_name as name, d.name as "districtName",
      v.languages, ${state} as state, v.registered_at as "registeredAt", t.last_at as "lastAt",
      t.next_at as "nextAt", count(*) over ()::int as total
    from known join volunteer v using (person_id) join person p on p.id = v.person_id
    left join district d on d.code = p.district_code cross join ${dates(query.now)}
    where v.left_at is null
      ${query.state ? sql`and ${filters[query.state](query.now)}` : sql``}
      ${typed ? sql`and (${contains} or ${likeness} > ${LEAST_LIKENESS})` : sql``}
    order by ${typed ? sql`${contains} desc, ${likeness} desc,` : sql``} ${sorts[query.sort]}
    limit ${query.limit} offset ${query.offset}`);
  const items = rows.map(({ total: _, ...row }) => ({
    ...row,
    registeredAt: new Date(row.registeredAt),
    lastAt: row.lastAt ? new Date(row.lastAt) : null,
    nextAt: row.nextAt ? new Date(row.nextAt) : null,
  }));
  return { items, total: rows[0]?.total ?? 0 };
}

/** Registrations at these offices that nobody has welcomed yet, longest waiting first. */
export async function listNewRegistrations(
  db: Db,
  organisationIds: string[],
): Promise<{ personId: string; name: string; districtName: string | null; registeredAt: Date }[]> {
  const rows = await db.execute<{
    personId: string;
    name: string;
    districtName: string | null;
    registeredAt: string;
  }>(sql`
    select v.person_id as "personId", p.given_name || ' ' || p.family_name as name, d.name as "districtName",
      v.registered_at as "registeredAt"
    from volunteer v join person p on p.id = v.person_id left join district d on d.code = p.district_code
    where v.office_id = any (${sql.param(organisationIds)}::uuid[]) and v.welcomed_at is null
      and v.left_at is null and v.paused_at is null
    order by v.registered_at limit 50`);
  return rows.map((row) => ({ ...row, registeredAt: new Date(row.registeredAt) }));
}

type Contact = Pick<
  VolunteerFile,
  'personId' | 'name' | 'email' | 'phone' | 'state' | 'registeredAt' | 'welcomedAt'
>;

export async function findContact(db: Db, personId: string): Promise<Contact | null> {
  const [row] = await db.execute<
    Omit<Contact, 'registeredAt' | 'welcomedAt'> & { registeredAt: string; welcomedAt: string | null }
  >(sql`
    select v.person_id as "personId", p.given_name || ' ' || p.family_name as name, p.email, p.phone,
      ${state} as state, v.registered_at as "registeredAt", v.welcomed_at as "welcomedAt"
    from volunteer v join person p on p.id = v.person_id where v.person_id = ${personId}`);
  return (
    (row && {
      ...row,
      state: row.state as VolunteerState,
      registeredAt: new Date(row.registeredAt),
      welcomedAt: row.welcomedAt ? new Date(row.welcomedAt) : null,
    }) ??
    null
  );
}

/**
 * The next twenty places, earliest first, then the last ten, newest first. With `organisationIds` only those at
 * their dates: another office's dates are not this office's business.
 */
export async function listPlaces(
  db: Db,
  personId: string,
  { now, organisationIds }: { now: Date; organisationIds?: string[] | undefined },
): Promise<VolunteerPlace[]> {
  const part = (isPast: boolean) => sql`(
    select s.id as "shiftId", coalesce(e.title, p.title) as title, s.role, s.start_at as "startAt", s.end_at as "endAt",
      e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), o.name, '') as "placeName",
      g.confirmed_at is not null as "isConfirmed", ${isPast} as "isPast"
    from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id
    join project p on p.id = e.project_id left join organisation o on o.id = e.venue_id
    where g.person_id = ${personId} and g.ended_at is null
      ${isPast ? sql`and s.end_at <= ${now.toISOString()} and g.confirmed_at is not null` : sql`and s.end_at > ${now.toISOString()}`}
      and (${organisationIds === undefined} or e.organisation_id = any (${sql.param(organisationIds ?? [])}::uuid[]))
    order by s.start_at ${isPast ? sql`desc limit 10` : sql`limit 20`})`;
  type Row = Omit<VolunteerPlace, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
  const rows = await db.execute<Row>(sql`${part(false)} union all ${part(true)}`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** Null takes the welcome back. Returns whether that changed anything. */
export async function setWelcomed(
  db: Db,
  personId: string,
  welcome: { at: Date; by: string } | null,
): Promise<boolean> {
  const changed = await db
    .update(volunteer)
    .set({ welcomedAt: welcome?.at ?? null, welcomedBy: welcome?.by ?? null })
    .where(
      and(
        eq(volunteer.personId, personId),
        welcome ? sql`${volunteer.welcomedAt} is null` : sql`${volunteer.welcomedAt} is not null`,
      ),
    )
    .returning({ personId: volunteer.personId });
  return changed.length > 0;
}

const officeOf = (personId: string) => sql`(select office_id from volunteer where person_id = ${personId})`;

export type Signed = { textId: string; how: 'paper' | 'online'; organisationId: string };

export async function saveQualification(
  db: Db,
  {
    signed,
    ...confirmed
  }: Qualification & {
    personId: string;
    confirmedBy: string;
    confirmedAt: Date;
    /** Declarations: which words, and how. */
    signed?: Signed | undefined;
  },
): Promise<void> {
  const row = {
    ...{ ...confirmed, textId: signed?.textId ?? null, signedHow: signed?.how ?? null },
    organisationId: isDeclaration(confirmed.kind)
      ? sql`controller_of(coalesce(${signed?.organisationId ?? null}::uuid, ${officeOf(confirmed.personId)}))`
      : null,
  };
  const { personId: _person, kind: _kind, organisationId: _given, ...changes } = row;
  await db
    .insert(qualification)
    .values(row)
    .onConflictDoUpdate({
      target: [qualification.personId, qualification.kind, qualification.organisationId],
      set: changes,
    });
}

/** Of declarations the one that was given to the controller of the office that looks after the person. */
export async function deleteQualification(
  db: Db,
  personId: string,
  kind: string,
): Promise<{ grantedOn: string; expiresOn: string | null } | null> {
  const [gone] = await db
    .delete(qualification)
    .where(
      and(
        eq(qualification.personId, personId),
        eq(qualification.kind, kind),
        sql`(${qualification.organisationId} is null or ${qualification.organisationId} = controller_of(${officeOf(personId)}))`,
      ),
    )
    .returning({ grantedOn: qualification.grantedOn, expiresOn: qualification.expiresOn });
  return gone ?? null;
}
