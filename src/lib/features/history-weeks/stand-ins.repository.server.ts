import type { Db } from '#lib/server/db/client.server.ts';
import { person, standIn, volunteer } from '#lib/server/db/schema/index.ts';
import { eq, sql } from 'drizzle-orm';
import type { WeekRole } from './history-week.ts';

export type StandInRow = {
  id: string;
  personId: string | null;
  givenName: string | null;
  familyName: string | null;
  name: string;
  phone: string | null;
  roles: WeekRole[];
  note: string;
};

/** Who would stand in, by name. */
export async function listStandIns(db: Db, projectId: string): Promise<StandInRow[]> {
  const rows = await db.execute<StandInRow>(sql`
    select t.id, t.person_id as "personId", q.given_name as "givenName", q.family_name as "familyName", t.name,
      coalesce(q.phone, nullif(t.phone, '')) as phone, t.roles, t.note
    from stand_in t left join person q on q.id = t.person_id
    where t.project_id = ${projectId} order by coalesce(q.given_name, t.name) collate german, t.id limit 200`);
  return [...rows];
}

export async function findStandIn(db: Db, id: string) {
  const [row] = await db.select().from(standIn).where(eq(standIn.id, id));
  return row ?? null;
}

export async function insertStandIn(db: Db, row: typeof standIn.$inferInsert): Promise<void> {
  await db.insert(standIn).values(row);
}

export async function deleteStandIn(db: Db, id: string): Promise<void> {
  await db.delete(standIn).where(eq(standIn.id, id));
}

/** Makes who was only a name and a number a volunteer of the office, reached by telephone. */
export async function openPhoneVolunteer(
  db: Db,
  given: { standInId: string; officeId: string; name: string; phone: string; by: string; now: Date },
): Promise<string> {
  const [givenName, ...rest] = given.name.split(/\s+/);
  const [row] = await db
    .insert(person)
    .values({
      givenName: givenName!,
      familyName: rest.join(' '),
      phone: given.phone,
      createdAt: given.now,
      createdBy: given.by,
    })
    .returning({ id: person.id });
  const personId = row!.id;
  await db.insert(volunteer).values({ personId, officeId: given.officeId, registeredAt: given.now });
  await db.update(standIn).set({ personId, name: '', phone: '' }).where(eq(standIn.id, given.standInId));
  return personId;
}

/** Whether the shift belongs to this session of the week. */
export async function isShiftOfWeek(
  db: Db,
  projectId: string,
  { eventId, shiftId }: { eventId: string; shiftId: string },
): Promise<boolean> {
  const rows = await db.execute(sql`
    select from shift s join event e on e.id = s.event_id
    where s.id = ${shiftId} and e.id = ${eventId} and e.project_id = ${projectId}`);
  return rows.length > 0;
}
