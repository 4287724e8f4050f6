import type postgres from 'postgres';
import { cast } from './cast.ts';

/** A place ahead that somebody could take over from somebody else. */
type Place = {
  signupId: string;
  shiftId: string;
  eventId: string;
  projectId: string;
  organisationId: string;
  personId: string;
  givenName: string;
  title: string;
  startAt: string;
  timeZone: string;
  /** Somebody who fits and is not Hanne. */
  helperId: string;
};

const dateOf = ({ title, startAt, timeZone }: Place) => ({
  ...{ title, timeZone },
  startAt: new Date(startAt).toISOString(),
});

/**
 * Life between people at Murat's office, once everything else is there: two of his volunteers look for a substitute and
 * have asked Hanne, somebody waits for his word, Hanne has news, and there are calls to make, one of them overdue.
 */
export async function addSubstitutes(tx: postgres.TransactionSql, now: Date): Promise<void> {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const [hanne] = await tx<{ id: string }[]>`select id from person where email = ${cast.hanne.email}`;
  const places = await tx<Place[]>`
    select distinct on (s.start_at, s.id) g.id as "signupId", s.id as "shiftId", e.id as "eventId",
      p.id as "projectId", e.organisation_id as "organisationId", g.person_id as "personId",
      owner.given_name as "givenName", coalesce(e.title, p.title) as title, s.start_at::text as "startAt",
      e.time_zone as "timeZone", helper.person_id as "helperId"
    from event e join shift s on s.event_id = e.id join signup g on g.shift_id = s.id and g.ended_at is null
    join project p on p.id = e.project_id join person owner on owner.id = g.person_id
    join volunteer helper on helper.office_id = e.organisation_id and helper.left_at is null and helper.paused_at is null
      and helper.person_id not in (g.person_id, ${hanne!.id})
      and (select phone from person where id = helper.person_id) is not null
      and cardinality(missing_requirements(s.id, helper.person_id)) = 0
      and conflicting_shift(s.id, helper.person_id) is null
    where e.organisation_id = (select m.organisation_id from membership m join person p on p.id = m.person_id
        where p.email = ${cast.murat.email} limit 1)
      and e.published_at is not null and e.cancelled_at is null and p.kind in ('visiting', 'reading')
      and s.start_at between ${before(-30)}::timestamptz and ${before(-240)}::timestamptz
      and s.max_places = 1 and s.taken_places = 1 and s.waiting_count = 0 and g.person_id <> ${hanne!.id}
      and cardinality(missing_requirements(s.id, ${hanne!.id})) = 0 and conflicting_shift(s.id, ${hanne!.id}) is null
    order by s.start_at, s.id, helper.person_id limit 3`;

  const tell = (
    personId: string,
    kind: string,
    place: Place,
    details: object,
    hours: number,
    readAt: string | null,
  ) => tx`
    insert into notice (person_id, kind, key, organisation_id, project_id, event_id, shift_id, details, created_at, read_at, mailed_at)
    values (${personId}, ${kind}, ${`seed ${kind} ${place.shiftId}`}, ${place.organisationId}, ${place.projectId},
      ${place.eventId}, ${place.shiftId}, ${tx.json({ ...dateOf(place), ...details })}, ${before(hours)}, ${readAt},
      ${before(hours)}) returning id`;

  for (const [index, place] of places.entries()) {
    const note = index === 0 ? 'Ich habe einen Arzttermin.' : '';
    const isProposed = index === 2;
    const [offer] = await tx<{ id: string }[]>`
      insert into substitute_offer (shift_id, signup_id, person_id, note, offered_at, offered_by, accepted_at, accepted_by)
      values (${place.shiftId}, ${place.signupId}, ${place.personId}, ${note}, ${before(9)}, ${place.personId},
        ${isProposed ? before(2) : null}, ${isProposed ? place.helperId : null}) returning id`;
    await tx`insert into substitute_ask (offer_id, person_id, asked_at)
      select ${offer!.id}::uuid, id, ${before(9)}::timestamptz from unnest(${[hanne!.id, place.helperId]}::uuid[]) id`;
    if (isProposed) {
      await tx`update project set substitutes_need_approval = true where id = ${place.projectId}`;
      continue;
    }
    const { givenName } = place;
    await tell(hanne!.id, 'substitute_wanted', place, { givenName, note }, 9, index === 0 ? null : before(8));
    if (index === 0) {
      await tx`insert into call_task (organisation_id, kind, key, event_id, details, created_at, due_at)
        values (${place.organisationId}, 'substitute_needed', ${`substitute ${offer!.id}`}, ${place.eventId},
          ${tx.json({ ...dateOf(place), offerId: offer!.id, givenName })}, ${before(2)}, ${before(2)})`;
    }
  }
  for (const [index, place] of places.slice(0, 2).entries()) {
    const [notice] = await tell(place.helperId, 'substitute_not_needed', place, {}, 3, null);
    await tx`insert into call_task (organisation_id, kind, key, person_id, event_id, notice_id, details, created_at, due_at)
      values (${place.organisationId}, 'notice_unread', ${`unread ${notice!['id']}`}, ${place.helperId}, ${place.eventId},
        ${notice!['id']}, ${tx.json({ kind: 'substitute_not_needed', title: place.title })}, ${before(1)},
        ${before(index === 0 ? 1 : -4)})`;
  }
}
