import type { Db } from '#lib/server/db/client.server.ts';
import { substituteAsk, substituteOffer } from '#lib/server/db/schema/index.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Offer } from './substitutes.ts';

/** More are not shown at once; they leave the list as they are filled. */
const OFFERS_SHOWN = 50;

type Person = Offer['person'];
type Row = Omit<Offer, 'startAt' | 'endAt' | 'offeredAt' | 'person' | 'accepted'> & {
  startAt: string;
  endAt: string;
  offeredAt: string;
  person: Person;
  accepted: Person | null;
};

const personOf = (
  alias: SQL,
) => sql`json_build_object('personId', ${alias}.id, 'givenName', ${alias}.given_name,
  'name', ${alias}.given_name || ' ' || ${alias}.family_name, 'phone', ${alias}.phone)`;

async function listOffers(db: Db, where: SQL): Promise<Offer[]> {
  const rows = await db.execute<Row>(sql`
    select o.id as "offerId", s.id as "shiftId", e.id as "eventId", e.organisation_id as "organisationId",
      p.id as "projectId", e.venue_id as "venueId", p.contact_id as "contactId",
      p.substitutes_need_approval as "needsApproval", coalesce(e.title, p.title) as title, s.role, s.label,
      s.start_at as "startAt", s.end_at as "endAt", e.time_zone as "timeZone",
      coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", o.note, o.offered_at as "offeredAt",
      ${personOf(sql`owner`)} as person, case when yes.id is not null then ${personOf(sql`yes`)} end as accepted,
      (select count(*)::int from substitute_ask k where k.offer_id = o.id) as asked,
      (select count(*)::int from substitute_ask k where k.offer_id = o.id and k.declined_at is not null) as declined,
      s.waiting_count as "waitingCount", o.closed_at is not null as "isClosed"
    from substitute_offer o join shift s on s.id = o.shift_id join event e on e.id = s.event_id
    join project p on p.id = e.project_id join person owner on owner.id = o.person_id
    left join person yes on yes.id = o.accepted_by left join organisation v on v.id = e.venue_id
    where ${where}
    order by s.start_at, o.id limit ${OFFERS_SHOWN}`);
  return rows.map((row) => ({
    ...row,
    startAt: new Date(row.startAt),
    endAt: new Date(row.endAt),
    offeredAt: new Date(row.offeredAt),
  }));
}

const isAhead = (now: Date) => sql`o.closed_at is null and s.start_at > ${now.toISOString()}`;

/** Whether it is a visit of a tandem: who comes there is the office's and the person's to say. */
export async function isVisit(db: Db, shiftId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select from shift s join event e on e.id = s.event_id join project p on p.id = e.project_id
    where s.id = ${shiftId} and p.is_internal and p.kind in ('visiting', 'accompanying')`);
  return rows.length > 0;
}

/** Null when there is no such offer. */
export async function findOffer(db: Db, offerId: string): Promise<Offer | null> {
  const [offer] = await listOffers(db, sql`o.id = ${offerId}`);
  return offer ?? null;
}

/** Open searches of one's own that lie ahead. */
export function listOwn(db: Db, personId: string, now: Date): Promise<Offer[]> {
  return listOffers(db, sql`o.person_id = ${personId} and ${isAhead(now)}`);
}

/** Open offers about which this person was asked and has not said no; without those that somebody else has accepted. */
export function listAsked(db: Db, personId: string, now: Date): Promise<Offer[]> {
  return listOffers(
    db,
    sql`o.id in (select k.offer_id from substitute_ask k where k.person_id = ${personId} and k.declined_at is null)
      and ${isAhead(now)} and (o.accepted_by is null or o.accepted_by = ${personId})`,
  );
}

/** Open searches at dates of these organisations that lie ahead; with `eventId`, at that one. */
export function listOfOrganisations(
  db: Db,
  { organisationIds, eventId, now }: { organisationIds: string[]; eventId: string | null; now: Date },
): Promise<Offer[]> {
  return listOffers(
    db,
    sql`e.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and ${isAhead(now)}
      and (${eventId}::uuid is null or e.id = ${eventId}::uuid)`,
  );
}

export type OfferOutcome = 'offered' | 'open' | 'not_found' | 'past' | 'somebody_waits';

/** One statement: see `offer_place` in the migrations. */
export async function offerPlace(
  db: Db,
  place: { shiftId: string; personId: string; actorId: string; note: string; now: Date },
): Promise<{ outcome: OfferOutcome; offer: string | null }> {
  const [row] = await db.execute<{ outcome: OfferOutcome; offer: string | null }>(sql`
    select * from offer_place(${place.shiftId}, ${place.personId}, ${place.actorId}, ${place.note},
      ${place.now.toISOString()})`);
  return row!;
}

export type TakeOverOutcome = {
  outcome:
    | 'confirmed'
    | 'proposed'
    | 'taken'
    | 'withdrawn'
    | 'past'
    | 'check_missing'
    | 'overlapping'
    | 'already_there'
    | 'not_found';
  /** False: it was so before. */
  isNew: boolean;
  missing: string[] | null;
  conflict: string | null;
};

/** One statement: see `take_over` in the migrations for the guarantees. */
export async function takeOver(
  db: Db,
  given: { offerId: string; personId: string; actorId: string; now: Date },
): Promise<TakeOverOutcome> {
  const [row] = await db.execute<TakeOverOutcome>(sql`
    select outcome, is_new as "isNew", missing, conflict from take_over(${given.offerId}, ${given.personId}, ${given.actorId}, ${given.now.toISOString()})`);
  return row!;
}

type UndoOutcome = 'reopened' | 'withdrawn' | 'too_late';

/** One statement: see `undo_take_over` in the migrations. */
export async function undoTakeOver(
  db: Db,
  given: { offerId: string; personId: string; actorId: string; graceSeconds: number; now: Date },
): Promise<UndoOutcome> {
  const [row] = await db.execute<{ outcome: UndoOutcome }>(sql`
    select * from undo_take_over(${given.offerId}, ${given.personId}, ${given.actorId},
      make_interval(secs => ${given.graceSeconds}), ${given.now.toISOString()})`);
  return row!.outcome;
}

/** Ends the search; false when it was over. */
export async function closeOffer(
  db: Db,
  offerId: string,
  end: { closedBy: string; closedAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(substituteOffer)
    .set({ ...end, outcome: 'withdrawn' })
    .where(and(eq(substituteOffer.id, offerId), isNull(substituteOffer.closedAt)))
    .returning({ id: substituteOffer.id });
  return rows.length > 0;
}

/** The yes of this person does not count any more; false when it was another's, or settled meanwhile. */
export async function dropAcceptance(db: Db, offerId: string, personId: string): Promise<boolean> {
  const rows = await db
    .update(substituteOffer)
    .set({ acceptedAt: null, acceptedBy: null })
    .where(
      and(
        eq(substituteOffer.id, offerId),
        eq(substituteOffer.acceptedBy, personId),
        isNull(substituteOffer.closedAt),
      ),
    )
    .returning({ id: substituteOffer.id });
  return rows.length > 0;
}

/** How a volunteer is called; null for anybody else, and for who has left. */
export async function findGivenName(db: Db, personId: string): Promise<string | null> {
  const [row] = await db.execute<{ givenName: string }>(sql`
    select p.given_name as "givenName" from volunteer v join person p on p.id = v.person_id
    where p.id = ${personId} and v.left_at is null`);
  return row?.givenName ?? null;
}

export async function insertAsks(db: Db, offerId: string, personIds: string[], askedAt: Date): Promise<void> {
  if (personIds.length === 0) return;
  await db.insert(substituteAsk).values(personIds.map((personId) => ({ offerId, personId, askedAt })));
}

export async function listAskedPersonIds(db: Db, offerId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: substituteAsk.personId })
    .from(substituteAsk)
    .where(eq(substituteAsk.offerId, offerId));
  return rows.map(({ personId }) => personId);
}

/** Says that it does not suit somebody who was asked, or takes that back; false when they were not asked. */
export async function setDeclined(
  db: Db,
  ask: { offerId: string; personId: string; declinedAt: Date | null },
): Promise<boolean> {
  const rows = await db
    .update(substituteAsk)
    .set({ declinedAt: ask.declinedAt })
    .where(and(eq(substituteAsk.offerId, ask.offerId), eq(substituteAsk.personId, ask.personId)))
    .returning({ offerId: substituteAsk.offerId });
  return rows.length > 0;
}

/** Looks later whether somebody has taken over; if not, the office is asked to telephone. */
export function watchOffer(db: Db, offerId: string, runAt: Date): Promise<void> {
  return addJob(db, 'call_for_substitute', { offerId }, { key: `substitute ${offerId}`, runAt });
}

/** What a conflicting place is, for the sentence that names it. */
export async function findConflict(
  db: Db,
  shiftId: string,
): Promise<{ title: string; startAt: Date; timeZone: string } | null> {
  const [row] = await db.execute<{ title: string; startAt: string; timeZone: string }>(sql`
    select coalesce(e.title, p.title) as title, s.start_at as "startAt", e.time_zone as "timeZone"
    from shift s join event e on e.id = s.event_id join project p on p.id = e.project_id where s.id = ${shiftId}`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

/** The contacts of a house, such as a school's secretary. */
export async function listFacilityContacts(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db.execute<{ personId: string }>(sql`
    select person_id as "personId" from membership
    where organisation_id = ${organisationId} and role = 'facility_contact' and ended_at is null`);
  return rows.map(({ personId }) => personId);
}
