import type { Db } from '#lib/server/db/client.server.ts';
import { client, clientApart, clientWindow } from '#lib/server/db/schema/index.ts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Window } from '#lib/features/matching/facts.ts';
import type { Client, ClientFilter, ClientLine } from './client.ts';

// Row-level security: every function is called inside `asActor`, and sees what that actor's offices care for.

export type NewClient = typeof client.$inferInsert;

export async function insertClient(db: Db, row: NewClient, windows: Window[]): Promise<string> {
  const [inserted] = await db.insert(client).values(row).returning({ id: client.id });
  await putWindows(db, { id: inserted!.id, organisationId: row.organisationId }, windows);
  return inserted!.id;
}

/** Changes an open record. False when somebody closed it meanwhile, or it is not yours. */
export async function updateClient(db: Db, id: string, changes: Partial<NewClient>): Promise<boolean> {
  const rows = await db.update(client).set(changes).where(eq(client.id, id)).returning({ id: client.id });
  return rows.length === 1;
}

export async function putWindows(
  db: Db,
  { id, organisationId }: { id: string; organisationId: string },
  windows: Window[],
): Promise<void> {
  await db.delete(clientWindow).where(eq(clientWindow.clientId, id));
  if (windows.length === 0) return;
  await db
    .insert(clientWindow)
    .values(windows.map((window) => ({ clientId: id, organisationId, ...window })))
    .onConflictDoNothing();
}

/** Where a street lies: the middle of its postal code, else of its district. */
export async function locate(
  db: Db,
  { postalCode, districtCode }: { postalCode: string | null; districtCode: string | null },
): Promise<{ latitude: number | null; longitude: number | null }> {
  const [row] = await db.execute<{ latitude: number | null; longitude: number | null }>(sql`
    select coalesce(pc.latitude, d.latitude) as latitude, coalesce(pc.longitude, d.longitude) as longitude
    from (select ${postalCode}::text as code, ${districtCode}::text as district) asked
    left join postal_code pc on pc.code = asked.code left join district d on d.code = asked.district`);
  return row!;
}

const windowsOf = sql`coalesce((select json_agg(json_build_object('weekday', w.weekday,
    'startTime', to_char(w.start_time, 'HH24:MI'), 'endTime', to_char(w.end_time, 'HH24:MI'))
    order by w.weekday, w.start_time) from client_window w where w.client_id = c.id), '[]')`;

export async function findClient(db: Db, id: string): Promise<Client | null> {
  type Row = Omit<Client, 'closedAt' | 'deathRecordedAt'> & {
    closedAt: string | null;
    deathRecordedAt: string | null;
  };
  const [row] = await db.execute<Row>(sql`
    select c.id, c.organisation_id as "organisationId", o.name as "organisationName", c.request_id as "requestId",
      c.given_name as "givenName", c.family_name as "familyName", c.phone, c.street, c.postal_code as "postalCode",
      c.district_code as "districtCode", d.name as "districtName", c.birth_year as "birthYear", c.gender,
      c.wishes_gender as "wishesGender", c.service, c.languages, c.interests, c.requires, c.traits, c.minutes,
      c.every_weeks as "everyWeeks", ${windowsOf} as windows, c.about, c.read_back_on as "readBackOn",
      c.stand_ins_agreed_on as "standInsAgreedOn", c.contact_name as "contactName", c.contact_phone as "contactPhone",
      c.contact_relation as "contactRelation", c.waiting_since as "waitingSince", c.closed_at as "closedAt",
      c.died_on as "diedOn", c.death_recorded_at as "deathRecordedAt", t.id as "tandemId"
    from client c join organisation o on o.id = c.organisation_id left join district d on d.code = c.district_code
    left join tandem t on t.client_id = c.id and t.ended_at is null
    where c.id = ${id}`);
  return row
    ? {
        ...row,
        closedAt: row.closedAt ? new Date(row.closedAt) : null,
        deathRecordedAt: row.deathRecordedAt ? new Date(row.deathRecordedAt) : null,
      }
    : null;
}

const filters: Record<ClientFilter, SQL> = {
  waiting: sql`c.closed_at is null and c.death_recorded_at is null and t.id is null`,
  proposed: sql`c.closed_at is null and t.id is not null and t.trial_on is null`,
  visited: sql`c.closed_at is null and t.trial_on is not null`,
  closed: sql`(c.closed_at is not null or c.death_recorded_at is not null)`,
};

/** One page of the people whom these offices care for, who waits longest first, with how many there are of each sort. */
export async function listClients(
  db: Db,
  query: { organisationIds: string[]; which: ClientFilter; text: string; limit: number; offset: number },
): Promise<{ items: ClientLine[]; counts: Record<ClientFilter, number> }> {
  const from = sql`from client c left join tandem t on t.client_id = c.id and t.ended_at is null
    where c.organisation_id = any (${sql.param(query.organisationIds)}::uuid[])`;
  const matches = query.text
    ? sql`and search_text(c.given_name || ' ' || c.family_name) like '%' || search_text(${query.text}) || '%'`
    : sql``;
  const items = await db.execute<ClientLine>(sql`
    select c.id, c.given_name as "givenName", c.family_name as "familyName", d.name as "districtName", c.service,
      c.waiting_since as "waitingSince", c.wishes_gender as "wishesGender", c.requires, t.id as "tandemId",
      t.state as "tandemState", p.given_name || ' ' || p.family_name as "volunteerName"
    from (select c.id as client, t.id as tandem ${from} and ${filters[query.which]} ${matches}
      order by c.waiting_since, c.id limit ${query.limit} offset ${query.offset}) found
    join client c on c.id = found.client left join tandem t on t.id = found.tandem
    left join person p on p.id = t.volunteer_id left join district d on d.code = c.district_code
    order by c.waiting_since, c.id`);
  const [counts] = await db.execute<Record<ClientFilter, number>>(sql`
    select count(*) filter (where ${filters.waiting})::int as waiting,
      count(*) filter (where ${filters.proposed})::int as proposed,
      count(*) filter (where ${filters.visited})::int as visited,
      count(*) filter (where ${filters.closed})::int as closed
    ${from} ${matches}`);
  return { items: [...items], counts: counts! };
}

/** "Not with", whoever it is: repeating it changes nothing. */
export async function keepApart(db: Db, row: typeof clientApart.$inferInsert): Promise<void> {
  await db.insert(clientApart).values(row).onConflictDoNothing();
}

export async function allowAgain(db: Db, clientId: string, volunteerId: string): Promise<void> {
  await db
    .delete(clientApart)
    .where(and(eq(clientApart.clientId, clientId), eq(clientApart.volunteerId, volunteerId)));
}

export async function listApart(
  db: Db,
  clientId: string,
): Promise<{ volunteerId: string; name: string; createdAt: Date }[]> {
  const rows = await db.execute<{ volunteerId: string; name: string; createdAt: string }>(sql`
    select a.volunteer_id as "volunteerId", p.given_name || ' ' || p.family_name as name, a.created_at as "createdAt"
    from client_apart a join person p on p.id = a.volunteer_id where a.client_id = ${clientId} order by a.created_at`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** Records a death once. False when it is recorded already. */
export async function markDead(
  db: Db,
  id: string,
  death: { diedOn: string | null; deathRecordedAt: Date; deathRecordedBy: string },
): Promise<boolean> {
  const rows = await db
    .update(client)
    .set({ ...death, changedAt: death.deathRecordedAt })
    .where(and(eq(client.id, id), isNull(client.deathRecordedAt)))
    .returning({ id: client.id });
  return rows.length === 1;
}
