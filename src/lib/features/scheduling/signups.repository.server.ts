import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { MySignup } from './signup.ts';

export type SignUpOutcome = {
  outcome:
    | 'confirmed'
    | 'waiting'
    | 'not_found'
    | 'cancelled'
    | 'past'
    | 'closed'
    | 'full'
    | 'check_missing'
    | 'overlapping';
  place: number | null;
  missing: string[] | null;
  conflict: string | null;
};

type Place = { shiftId: string; personId: string; actorId: string; now: Date };

/** One statement, one round trip: see `sign_up` in the migrations for the guarantees. */
export async function signUp(db: Db, place: Place & { byHand: boolean }): Promise<SignUpOutcome> {
  const [row] = await db.execute<SignUpOutcome>(sql`select * from sign_up(
    ${place.shiftId}, ${place.personId}, ${place.actorId}, ${place.now.toISOString()}, ${place.byHand})`);
  return row!;
}

export async function cancelSignup(
  db: Db,
  place: Place & { reason: 'cancelled_by_person' | 'removed_by_office' | 'absent' },
): Promise<{ outcome: 'cancelled' | 'none' | 'past'; movedUp: number }> {
  const [row] = await db.execute<{ outcome: 'cancelled' | 'none' | 'past'; movedUp: number }>(sql`
    select outcome, moved_up as "movedUp" from cancel_signup(
      ${place.shiftId}, ${place.personId}, ${place.actorId}, ${place.reason}, ${place.now.toISOString()})`);
  return row!;
}

export type UndoOutcome = 'confirmed' | 'waiting' | 'none' | 'too_late' | 'overlapping' | 'full';

export async function undoCancellation(
  db: Db,
  place: Place & { graceSeconds: number },
): Promise<UndoOutcome> {
  const [row] = await db.execute<{ outcome: UndoOutcome }>(sql`
    select * from undo_cancellation(${place.shiftId}, ${place.personId}, ${place.actorId},
      make_interval(secs => ${place.graceSeconds}), ${place.now.toISOString()})`);
  return row!.outcome;
}

/** Whether the person ever had a place at this shift. */
export async function hadSignup(db: Db, shiftId: string, personId: string): Promise<boolean> {
  const rows = await db.execute(
    sql`select from signup where shift_id = ${shiftId} and person_id = ${personId} limit 1`,
  );
  return rows.length > 0;
}

/**
 * A person's places in [from, to), earliest first, at most `limit`; with what the office called off, as long as it
 * lies ahead. One statement.
 */
export async function listMySignups(
  db: Db,
  personId: string,
  window: { from: Date; to: Date | null; now: Date; limit: number },
): Promise<MySignup[]> {
  const rows = await db.execute<Omit<MySignup, 'startAt' | 'endAt'> & { startAt: string; endAt: string }>(sql`
    select s.id as "shiftId", e.id as "eventId", p.id as "projectId", coalesce(e.title, p.title) as title,
      p.kind as "projectKind", p.is_internal and p.kind in ('visiting', 'accompanying') as "isVisit", s.role, s.label, s.start_at as "startAt", s.end_at as "endAt",
      e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      coalesce(e.street, v.street) as street, coalesce(e.postal_code, v.postal_code) as "postalCode", e.room,
      e.is_step_free or coalesce(v.is_step_free, false) as "isStepFree",
      coalesce(e.access_note, v.access_note) as "accessNote", e.note,
      o.name as "organisationName", o.phone as "organisationPhone",
      case when g.confirmed_at is null then 'waiting' else 'confirmed' end as status,
      case when g.confirmed_at is null and g.ended_at is null then (
        select count(*)::int from signup w where w.shift_id = s.id and w.ended_at is null
          and w.confirmed_at is null and w.arrival <= g.arrival) end as position,
      g.ended_at is not null as "isCancelled", f.id as "offerId", f.accepted_by is not null as "isSubstituteProposed",
      coalesce(s.cancellation_reason, e.cancellation_reason) as "cancellationReason",
      case when g.ended_at is null then (
        select ns.id from event ne join shift ns on ns.event_id = ne.id
        where ne.project_id = p.id and ns.role = s.role and ns.label is not distinct from s.label
          and ns.start_at = ((s.start_at at time zone e.time_zone) + interval '7 days') at time zone e.time_zone
          and ne.published_at is not null and ne.cancelled_at is null and ns.cancelled_at is null
          and p.published_at is not null and p.closed_at is null and ns.start_at > ${window.now.toISOString()}
          and not exists (select from signup x where x.shift_id = ns.id and x.person_id = g.person_id and x.ended_at is null)
        limit 1) end as "nextWeekShiftId"
    from signup g
    join shift s on s.id = g.shift_id join event e on e.id = s.event_id
    join project p on p.id = e.project_id join organisation o on o.id = e.organisation_id
    left join organisation v on v.id = e.venue_id
    left join substitute_offer f on f.signup_id = g.id and f.closed_at is null
    where g.person_id = ${personId}
      and s.end_at > ${window.from.toISOString()}
      and (${window.to?.toISOString() ?? null}::timestamptz is null or s.start_at < ${window.to?.toISOString() ?? null})
      and (g.ended_at is null or g.end_reason in ('shift_cancelled', 'event_cancelled'))
    order by s.start_at, s.id
    limit ${window.limit}`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** Whether the shift belongs to one of these organisations. */
export async function isShiftOf(db: Db, shiftId: string, organisationIds: string[]): Promise<boolean> {
  const rows = await db.execute(sql`
    select from shift s join event e on e.id = s.event_id
    where s.id = ${shiftId} and e.organisation_id = any (${sql.param(organisationIds)}::uuid[])`);
  return rows.length > 0;
}

/** Whether this is a volunteer who has not left. */
export async function isVolunteer(db: Db, personId: string): Promise<boolean> {
  const rows = await db.execute(sql`select from volunteer where person_id = ${personId} and left_at is null`);
  return rows.length > 0;
}

/** Somebody who has moved up and still has that place, with the date as a notice tells it; else null. */
export async function findMovedUp(db: Db, signupId: string) {
  const [row] = await db.execute<{
    personId: string;
    shiftId: string;
    eventId: string;
    projectId: string;
    organisationId: string;
    title: string;
    startAt: string;
    timeZone: string;
  }>(sql`
    select g.person_id as "personId", s.id as "shiftId", e.id as "eventId", e.project_id as "projectId",
      e.organisation_id as "organisationId", coalesce(e.title, p.title) as title, s.start_at as "startAt",
      e.time_zone as "timeZone"
    from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id join project p on p.id = e.project_id
    where g.id = ${signupId} and g.ended_at is null and g.confirmed_at is not null and g.moved_up_by is not null`);
  return row ?? null;
}
