import type { Db } from '#lib/server/db/client.server.ts';
import { absence, availability, person, qualification, volunteer } from '#lib/server/db/schema/index.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AvailabilityWindow } from './availability.ts';
import type { Absence, Profile } from './profile.ts';
import type { Qualification } from './qualification.ts';

/** What somebody has said about herself; with empty answers for a person who is no volunteer yet. */
export async function findProfile(db: Db, personId: string): Promise<Profile | null> {
  const [row] = await db.execute<Omit<Profile, 'pausedAt'> & { pausedAt: string | null }>(sql`
    select coalesce(v.skills, '{}') as skills, coalesce(v.languages, '{}') as languages,
      coalesce(v.interests, '{}') as interests, coalesce(v.about, '') as about,
      v.postal_code as "postalCode", p.district_code as "districtCode", d.name as "districtName",
      v.radius_km as "radiusKm", coalesce(v.needs_step_free, false) as "needsStepFree",
      v.max_hours_per_week as "maxHoursPerWeek", v.max_shifts_per_week as "maxShiftsPerWeek",
      o.name as "officeName", o.phone as "officePhone", v.paused_at as "pausedAt",
      case when not exists (select from postal_code_district own
          where own.postal_code = v.postal_code and own.district_code = p.district_code)
        then (select json_build_object('code', main.code, 'name', main.name) from postal_code_district near
          join district main on main.code = near.district_code
          where near.postal_code = v.postal_code order by near.is_main desc limit 1) end as "suggestedDistrict"
    from person p left join volunteer v on v.person_id = p.id
    left join district d on d.code = p.district_code left join organisation o on o.id = v.office_id
    where p.id = ${personId}`);
  return row ? { ...row, pausedAt: row.pausedAt ? new Date(row.pausedAt) : null } : null;
}

export type ProfileChanges = Partial<
  Pick<
    typeof volunteer.$inferInsert,
    | 'skills'
    | 'languages'
    | 'interests'
    | 'about'
    | 'postalCode'
    | 'radiusKm'
    | 'needsStepFree'
    | 'maxHoursPerWeek'
    | 'maxShiftsPerWeek'
    | 'pausedAt'
  >
>;

/** Writes the named answers. A postal code brings its point on the map with it. Returns the office that looks after her. */
export async function updateVolunteer(
  db: Db,
  personId: string,
  changes: ProfileChanges,
): Promise<string | null> {
  const point = (column: 'latitude' | 'longitude') =>
    sql`(select ${sql.identifier(column)} from postal_code where code = ${changes.postalCode ?? null})`;
  const [row] = await db
    .update(volunteer)
    .set({
      ...changes,
      ...(changes.postalCode !== undefined && { latitude: point('latitude'), longitude: point('longitude') }),
    })
    .where(eq(volunteer.personId, personId))
    .returning({ officeId: volunteer.officeId });
  return row?.officeId ?? null;
}

/** Throws on the foreign key `person_district…` when there is no such district. */
export async function updateDistrict(db: Db, personId: string, districtCode: string): Promise<void> {
  await db.update(person).set({ districtCode }).where(eq(person.id, personId));
}

export async function listAvailability(db: Db, personId: string): Promise<AvailabilityWindow[]> {
  const rows = await db
    .select()
    .from(availability)
    .where(eq(availability.personId, personId))
    .orderBy(asc(availability.weekday), asc(availability.startTime));
  return rows.map((row) => ({
    weekday: row.weekday as Weekday,
    startTime: row.startTime.slice(0, 5),
    endTime: row.endTime.slice(0, 5),
  }));
}

export async function replaceAvailability(
  db: Db,
  personId: string,
  windows: readonly AvailabilityWindow[],
): Promise<void> {
  // Two windows of one browser saving at once: the second waits and then replaces the first's rows.
  await db.execute(sql`select from volunteer where person_id = ${personId} for update`);
  await db.delete(availability).where(eq(availability.personId, personId));
  if (windows.length > 0)
    await db.insert(availability).values(windows.map((window) => ({ personId, ...window })));
}

type AbsenceRow = Omit<Absence, 'places'> & {
  places: { shiftId: string; title: string; startAt: string; timeZone: string }[];
};

/** Absences that have not passed on that day, earliest first, with the places that fall into them and wait for a decision. */
export async function listAbsences(db: Db, personId: string, today: PlainDate): Promise<Absence[]> {
  const rows = await db.execute<AbsenceRow>(sql`
    select a.id, a.first_on::text as "firstOn", a.last_on::text as "lastOn", coalesce((
      select json_agg(json_build_object('shiftId', s.id, 'title', coalesce(e.title, p.title),
        'startAt', s.start_at, 'timeZone', e.time_zone) order by s.start_at)
      from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id
      join project p on p.id = e.project_id
      where g.person_id = a.person_id and g.ended_at is null
        and (s.start_at at time zone e.time_zone)::date <= a.last_on
        and (s.end_at at time zone e.time_zone)::date >= greatest(a.first_on, ${today}::date)
        and not exists (select from kept_place k where k.absence_id = a.id and k.signup_id = g.id)
        and not exists (select from substitute_offer o where o.signup_id = g.id and o.closed_at is null)), '[]') as places
    from absence a where a.person_id = ${personId} and a.last_on >= ${today}
    order by a.first_on, a.id limit 50`);
  return rows.map((row) => ({
    ...row,
    places: row.places.map((place) => ({ ...place, startAt: new Date(place.startAt) })),
  }));
}

/** Returns the id of the new absence, or of the one with the same days that is already there. */
export async function insertAbsence(
  db: Db,
  row: { personId: string; firstOn: PlainDate; lastOn: PlainDate; createdAt: Date },
): Promise<string> {
  const same = and(
    eq(absence.personId, row.personId),
    eq(absence.firstOn, row.firstOn),
    eq(absence.lastOn, row.lastOn),
  );
  const [existing] = await db.select({ id: absence.id }).from(absence).where(same).limit(1);
  if (existing) return existing.id;
  const [inserted] = await db.insert(absence).values(row).returning({ id: absence.id });
  return inserted!.id;
}

/** The days of the absence that is no more; null when it was not this person's, or is gone already. */
export async function deleteAbsence(
  db: Db,
  personId: string,
  id: string,
): Promise<{ firstOn: PlainDate; lastOn: PlainDate } | null> {
  const [gone] = await db
    .delete(absence)
    .where(and(eq(absence.id, id), eq(absence.personId, personId)))
    .returning({ firstOn: absence.firstOn, lastOn: absence.lastOn });
  return gone ?? null;
}

/** Each kind once: the one that counts longest, where declarations were given to several. */
export async function listQualifications(db: Db, personId: string): Promise<Qualification[]> {
  const rows = await db
    .selectDistinctOn([qualification.kind], {
      kind: qualification.kind,
      grantedOn: qualification.grantedOn,
      expiresOn: qualification.expiresOn,
    })
    .from(qualification)
    .where(eq(qualification.personId, personId))
    .orderBy(asc(qualification.kind), sql`coalesce(${qualification.expiresOn}, 'infinity') desc`);
  return rows as Qualification[];
}
