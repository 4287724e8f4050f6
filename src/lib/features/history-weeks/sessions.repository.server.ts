import type { Db } from '#lib/server/db/client.server.ts';
import { event, sessionParticipant, witnessException } from '#lib/server/db/schema/index.ts';
import { and, eq, sql } from 'drizzle-orm';
import type { Pair } from './pairs.ts';

/** Puts a session into a room of ours, or into none; the room's name stands beside it. */
export async function setRoom(db: Db, eventId: string, roomId: string | null): Promise<void> {
  await db.update(event).set({ roomId }).where(eq(event.id, eventId));
}

/** What another project or session has in a room then. */
export async function findRoomBooking(
  db: Db,
  {
    roomId,
    startAt,
    endAt,
    exceptEventId,
  }: { roomId: string; startAt: Date; endAt: Date; exceptEventId: string | null },
): Promise<{ title: string; startAt: Date; room: string } | null> {
  const [row] = await db.execute<{ title: string; startAt: string; room: string }>(sql`
    select coalesce(e.title, p.title) as title, e.start_at as "startAt", r.name as room
    from event e join project p on p.id = e.project_id join room r on r.id = e.room_id
    where e.room_id = ${roomId} and e.cancelled_at is null and e.id is distinct from ${exceptEventId}::uuid
      and tstzrange(e.start_at, e.end_at) && tstzrange(${startAt.toISOString()}, ${endAt.toISOString()})
    order by e.start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

export async function insertGuest(
  db: Db,
  guest: { eventId: string; participantId: string; isWitness: boolean; addedAt: Date; addedBy: string },
): Promise<void> {
  // A trigger fills `during` from the session.
  await db
    .insert(sessionParticipant)
    .values({ ...guest, during: 'empty' })
    .onConflictDoUpdate({
      target: [sessionParticipant.eventId, sessionParticipant.participantId],
      set: { isWitness: guest.isWitness },
    });
}

export async function deleteGuest(db: Db, eventId: string, participantId: string): Promise<boolean> {
  const rows = await db
    .delete(sessionParticipant)
    .where(and(eq(sessionParticipant.eventId, eventId), eq(sessionParticipant.participantId, participantId)))
    .returning({ id: sessionParticipant.participantId });
  return rows.length > 0;
}

/** Sets the escorts of these residents at once; those of others stay. */
export async function setEscorts(db: Db, eventId: string, pairs: Pair[]): Promise<void> {
  const column = <T>(of: (pair: Pair) => T) => sql.param(pairs.map(of));
  const ids = column((pair) => pair.participantId);
  // First nobody has one: otherwise two who change places would stand in each other's way.
  await db.execute(sql`update session_participant set escort_id = null
    where event_id = ${eventId} and participant_id = any (${ids}::uuid[])`);
  await db.execute(sql`update session_participant p set escort_id = w.escort_id
    from unnest(${ids}::uuid[], ${column((pair) => pair.escortId)}::uuid[]) as w (participant_id, escort_id)
    where p.event_id = ${eventId} and p.participant_id = w.participant_id`);
}

/** The sessions of a resident that overlap with a time, earliest first. */
export async function findBusySession(
  db: Db,
  eventId: string,
  participantId: string,
): Promise<{ name: string; title: string; startAt: Date } | null> {
  const [row] = await db.execute<{ name: string; title: string; startAt: string }>(sql`
    select concat_ws(' ', t.given_name, nullif(t.initial, '') || '.') as name, coalesce(o.title, p.title) as title,
      o.start_at as "startAt"
    from event e join session_participant sp on sp.participant_id = ${participantId} and sp.event_id <> e.id
      and sp.during && tstzrange(e.start_at, e.end_at)
    join event o on o.id = sp.event_id join project p on p.id = o.project_id
    join participant t on t.id = sp.participant_id
    where e.id = ${eventId} order by o.start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

/** Who of a session's residents would be at another session, were it at that time. */
export async function findBusyGuest(
  db: Db,
  { eventId, startAt, endAt }: { eventId: string; startAt: Date; endAt: Date },
): Promise<{ name: string; title: string; startAt: Date } | null> {
  const [row] = await db.execute<{ name: string; title: string; startAt: string }>(sql`
    select concat_ws(' ', t.given_name, nullif(t.initial, '') || '.') as name, coalesce(o.title, p.title) as title,
      o.start_at as "startAt"
    from session_participant mine join session_participant sp on sp.participant_id = mine.participant_id
      and sp.event_id <> mine.event_id
      and sp.during && tstzrange(${startAt.toISOString()}, ${endAt.toISOString()})
    join event o on o.id = sp.event_id join project p on p.id = o.project_id
    join participant t on t.id = sp.participant_id
    where mine.event_id = ${eventId} order by o.start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

export async function putException(db: Db, row: typeof witnessException.$inferInsert): Promise<void> {
  await db.insert(witnessException).values(row).onConflictDoNothing();
}

/** Who of the office answers for the project: its contact, or everybody who coordinates there. */
export async function listPlanners(db: Db, projectId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct coalesce(p.contact_id, s.person_id) as id
    from project p left join membership s on s.organisation_id = p.organisation_id and s.role = 'coordinator'
      and s.ended_at is null
    where p.id = ${projectId} and (p.contact_id is not null or s.person_id is not null)`);
  return rows.map(({ id }) => id);
}
