import type { Db } from '#lib/server/db/client.server.ts';
import { historyWeek, project, projectPartner } from '#lib/server/db/schema/index.ts';
import { wallTime } from '#lib/time/zone.ts';
import { eq, sql } from 'drizzle-orm';
import type {
  Participant,
  PlannedWeek,
  Room,
  Session,
  SessionRole,
  Week,
  WeekSummary,
  WitnessException,
} from './history-week.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

const instant = (text: string | null) => (text === null ? null : new Date(text));

/** Houses that host a week: partners that lead or give a room, and wherever one of its sessions is. */
const hostsOf = sql`
  select pp.organisation_id from project_partner pp
  where pp.project_id = p.id and pp.role in ('lead', 'contributes_room')
  union select e.venue_id from event e where e.project_id = p.id and e.venue_id is not null`;

/** The history week of a project, also one that is not set up yet; of other projects there is none. */
export async function findWeek(db: Db, projectId: string): Promise<Week | null> {
  type Row = Omit<Week, 'days'> & {
    firstOn: string | null;
    lastOn: string;
    witnessSessionsPerDay: number;
    thankedAt: string | null;
    participantsDeletedAt: string | null;
  };
  const [row] = await db.execute<Row>(sql`
    select p.id as "projectId", p.title, p.organisation_id as "organisationId", o.name as "organisationName",
      o.phone as "organisationPhone", coalesce((select time_zone from town), 'Europe/Berlin') as "timeZone",
      p.published_at is not null as "isPublished", p.closed_at is not null as "isClosed",
      coalesce((select json_agg(json_build_object('id', h.id, 'name', h.name) order by pp.role is null, h.name collate german)
        from organisation h left join project_partner pp on pp.organisation_id = h.id and pp.project_id = p.id
        where h.id in (${hostsOf})), '[]') as houses,
      w.first_on::text as "firstOn", w.last_on::text as "lastOn", w.witness_sessions_per_day as "witnessSessionsPerDay",
      w.thanked_at as "thankedAt", w.participants_deleted_at as "participantsDeletedAt"
    from project p join organisation o on o.id = p.organisation_id left join history_week w on w.project_id = p.id
    where p.id = ${projectId} and p.kind = 'history_week'`);
  if (!row) return null;
  const { firstOn, lastOn, witnessSessionsPerDay, thankedAt, participantsDeletedAt, ...week } = row;
  return {
    ...week,
    days:
      firstOn === null
        ? null
        : {
            firstOn,
            lastOn,
            witnessSessionsPerDay,
            thankedAt: instant(thankedAt),
            participantsDeletedAt: instant(participantsDeletedAt),
          },
  };
}

/** The project that a date belongs to. */
export async function findProjectOfEvent(db: Db, eventId: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(
    sql`select project_id as id from event where id = ${eventId}`,
  );
  return row?.id ?? null;
}

/** Weeks that these organisations run or host, the latest first. */
export async function listWeeks(
  db: Db,
  { organisationIds, houseIds, limit }: { organisationIds: string[]; houseIds: string[]; limit: number },
): Promise<WeekSummary[]> {
  const rows = await db.execute<WeekSummary>(sql`
    select p.id as "projectId", p.title, o.name as "organisationName", w.first_on::text as "firstOn",
      w.last_on::text as "lastOn", p.closed_at is not null as "isClosed",
      (select count(*)::int from event e where e.project_id = p.id and e.cancelled_at is null) as sessions
    from history_week w join project p on p.id = w.project_id join organisation o on o.id = p.organisation_id
    where p.organisation_id = any (${sql.param(organisationIds)}::uuid[])
      or exists (select from organisation h where h.id = any (${sql.param(houseIds)}::uuid[]) and h.id in (${hostsOf}))
    order by w.first_on desc, p.id limit ${limit}`);
  return [...rows];
}

/** Who plans for the running office reads full names; `givenName` and `familyName` are for the service to choose. */
export type SessionRow = Omit<Session, 'roles'> & {
  roles: (Omit<SessionRole, 'people'> & { people: PersonRow[] })[];
};
export type PersonRow = { personId: string; givenName: string; familyName: string; phone: string | null };

/** The sessions within the week's days, with roles, people and residents; earliest first. One statement. */
export async function listSessions(db: Db, week: PlannedWeek): Promise<SessionRow[]> {
  type Row = Omit<SessionRow, 'startAt' | 'endAt' | 'date' | 'startTime' | 'endTime' | 'cancelledAt'> & {
    startAt: string;
    endAt: string;
    cancelledAt: string | null;
  };
  const rows = await db.execute<Row>(sql`
    select e.id, coalesce(e.title, p.title) as title, e.start_at as "startAt", e.end_at as "endAt",
      e.venue_id as "venueId", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", e.street,
      e.postal_code as "postalCode", e.is_step_free as "isStepFree", e.access_note as "accessNote", e.room_id as "roomId",
      coalesce(r.name, e.room) as room, e.note, e.version, e.published_at is not null as "isPublished",
      e.cancelled_at as "cancelledAt", e.cancellation_reason as "cancellationReason",
      coalesce((select json_agg(json_build_object('shiftId', s.id, 'role', s.role, 'label', s.label,
          'min', s.min_places, 'max', s.max_places, 'taken', s.taken_places, 'requirements', s.requirements,
          'language', s.language, 'note', s.note,
          'people', coalesce((select json_agg(json_build_object('personId', q.id, 'givenName', q.given_name,
              'familyName', q.family_name, 'phone', q.phone) order by q.given_name collate german, q.id)
            from signup g join person q on q.id = g.person_id
            where g.shift_id = s.id and g.ended_at is null and g.confirmed_at is not null), '[]'))
          order by array_position('{witness,moderator,escort,recorder}'::text[], s.role), s.id)
        from shift s where s.event_id = e.id and s.cancelled_at is null), '[]') as roles,
      coalesce((select json_agg(json_build_object('participantId', sp.participant_id, 'isWitness', sp.is_witness,
          'escortId', sp.escort_id)) from session_participant sp where sp.event_id = e.id), '[]') as guests
    from event e join project p on p.id = e.project_id
    left join organisation v on v.id = e.venue_id left join room r on r.id = e.room_id
    where e.project_id = ${week.projectId}
      and (e.start_at at time zone ${week.timeZone})::date between ${week.days.firstOn} and ${week.days.lastOn}
    order by e.start_at, e.id limit 300`);
  return rows.map((row) => {
    const [startAt, endAt] = [new Date(row.startAt), new Date(row.endAt)];
    const { date, time: startTime } = wallTime(startAt, week.timeZone);
    const endTime = wallTime(endAt, week.timeZone).time;
    return { ...row, startAt, endAt, date, startTime, endTime, cancelledAt: instant(row.cancelledAt) };
  });
}

/** The residents of a week, by name. */
export async function listParticipants(db: Db, projectId: string): Promise<Participant[]> {
  const rows = await db.execute<Participant>(sql`
    select t.id, t.given_name as "givenName", t.initial, t.house, t.needs_escort as "needsEscort",
      t.photo_consent as "photoConsent", t.consent_on::text as "consentOn",
      q.given_name || ' ' || q.family_name as "consentByName"
    from participant t left join person q on q.id = t.consent_by
    where t.project_id = ${projectId}
    order by t.given_name collate german, t.initial collate german, t.id limit 500`);
  return [...rows];
}

export async function listExceptions(db: Db, projectId: string): Promise<WitnessException[]> {
  const rows = await db.execute<WitnessException>(sql`
    select on_date::text as "onDate", person_id as "personId", participant_id as "participantId", note
    from witness_exception where project_id = ${projectId} limit 500`);
  return [...rows];
}

/** Rooms of these houses that can be chosen. */
export async function listRooms(db: Db, houseIds: string[]): Promise<Room[]> {
  const rows = await db.execute<Room>(sql`
    select r.id, r.name, r.organisation_id as "houseId", h.name as "houseName"
    from room r join organisation h on h.id = r.organisation_id
    where r.organisation_id = any (${sql.param(houseIds)}::uuid[]) and r.archived_at is null
    order by h.name collate german, r.name collate german limit 200`);
  return [...rows];
}

/** The town's travel buffer and the number to call. */
export async function townFacts(db: Db): Promise<{ travelBufferMinutes: number; phone: string | null }> {
  const [row] = await db.execute<{ travelBufferMinutes: number; phone: string }>(
    sql`select travel_buffer_minutes as "travelBufferMinutes", phone from town`,
  );
  return row ?? { travelBufferMinutes: 0, phone: null };
}

type WeekRow = typeof historyWeek.$inferInsert;

/** Sets a week up, or gives it other days. */
export async function putWeek(db: Db, row: WeekRow): Promise<void> {
  const { firstOn, lastOn, witnessSessionsPerDay } = row;
  await db
    .insert(historyWeek)
    .values(row)
    .onConflictDoUpdate({ target: historyWeek.projectId, set: { firstOn, lastOn, witnessSessionsPerDay } });
}

export async function updateWeek(db: Db, projectId: string, changes: Partial<WeekRow>): Promise<void> {
  await db.update(historyWeek).set(changes).where(eq(historyWeek.projectId, projectId));
}

/** Whether a session that takes place lies outside of these days. */
export async function hasSessionsOutside(
  db: Db,
  week: Week,
  days: { firstOn: string; lastOn: string },
): Promise<boolean> {
  const rows = await db.execute(sql`
    select from event e where e.project_id = ${week.projectId} and e.cancelled_at is null
      and (e.start_at at time zone ${week.timeZone})::date between
        coalesce((select first_on from history_week where project_id = ${week.projectId}), ${days.firstOn}) and
        coalesce((select last_on from history_week where project_id = ${week.projectId}), ${days.lastOn})
      and not (e.start_at at time zone ${week.timeZone})::date between ${days.firstOn} and ${days.lastOn}
    limit 1`);
  return rows.length > 0;
}

/** The house of this name, for a week that has none yet. */
export async function findHouse(db: Db, name: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from organisation where lower(name) = lower(${name}) and archived_at is null limit 1`);
  return row?.id ?? null;
}

/** Makes a house a partner that gives a room, unless it is one already. */
export async function addHost(db: Db, projectId: string, organisationId: string): Promise<void> {
  await db
    .insert(projectPartner)
    .values({ projectId, organisationId, role: 'contributes_room' })
    .onConflictDoNothing();
}

/** A draft with the same words, partners and insurance as a project. */
export async function insertProjectLike(
  db: Db,
  fromProjectId: string,
  { createdAt, createdBy }: { createdAt: Date; createdBy: string },
): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into ${project} (organisation_id, kind, title, summary, description, languages, is_standing, insured_through,
      substitutes_need_approval, contact_id, created_at, created_by)
    select organisation_id, kind, title, summary, description, languages, is_standing, insured_through,
      substitutes_need_approval, contact_id, ${createdAt.toISOString()}, ${createdBy}
    from project where id = ${fromProjectId} returning id`);
  await db.execute(sql`
    insert into ${projectPartner} (project_id, organisation_id, role)
    select ${row!.id}, organisation_id, role from project_partner where project_id = ${fromProjectId}`);
  return row!.id;
}
