import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { z } from 'zod';
import { listOpenInterests } from './interests.repository.server.ts';
import * as repository from './office.repository.server.ts';
import { canLookAfterVolunteer, canSeeVolunteer, type VolunteerFacts } from './policy.ts';
import { type VolunteerFile, type VolunteerLine, VOLUNTEERS_PER_PAGE } from './profile.ts';
import { listCounterparts } from './pairs.repository.server.ts';
import * as profiles from './profile.repository.server.ts';
import { usualExpiry } from './qualification.ts';
import { recordVolunteerEvent } from './repository.server.ts';
import type { QualificationKind } from './volunteer.ts';
import type {
  confirmQualificationSchema,
  listVolunteersSchema,
  removeQualificationSchema,
} from './schema.ts';

type Person = { personId: string };
type Grant = { kind: QualificationKind; grantedOn: PlainDate; signed?: repository.Signed | undefined };

async function factsOf(ctx: ActorContext, personId: string): Promise<VolunteerFacts> {
  const facts = await repository.findVolunteerFacts(ctx.db, personId);
  requireAllowed(facts !== null && canSeeVolunteer(ctx.actor, facts));
  return facts;
}

/** Throws NOT_FOUND unless the actor's office looks after this person. Other features ask so too. */
export async function requireLookedAfter(ctx: ActorContext, personId: string): Promise<void> {
  requireAllowed(canLookAfterVolunteer(ctx.actor, await factsOf(ctx, personId)));
}

/** Throws NOT_FOUND unless the actor's offices know this person. */
export async function requireSeen(ctx: ActorContext, personId: string): Promise<void> {
  await factsOf(ctx, personId);
}

/** A page of the volunteers whom the actor's offices know; with `organisationId`, one of them. Throws NOT_FOUND. */
export async function listVolunteers(
  ctx: ActorContext,
  { organisationId, page, ...query }: z.output<typeof listVolunteersSchema>,
): Promise<{ items: VolunteerLine[]; total: number }> {
  const planned = plannedOrganisationIds(ctx.actor);
  requireAllowed(organisationId === undefined || planned.includes(organisationId));
  return repository.listVolunteers(ctx.db, {
    ...query,
    organisationIds: organisationId ? [organisationId] : planned,
    limit: VOLUNTEERS_PER_PAGE,
    offset: (page - 1) * VOLUNTEERS_PER_PAGE,
    now: ctx.now,
  });
}

/** Who has registered at the actor's offices and has not been welcomed yet, longest waiting first. */
export function listNewRegistrations(ctx: ActorContext) {
  return repository.listNewRegistrations(ctx.db, plannedOrganisationIds(ctx.actor));
}

/**
 * A volunteer's file. Who does not look after this person sees only the places at the own dates and the wishes for
 * the own projects. Throws NOT_FOUND.
 */
export async function getVolunteer(ctx: ActorContext, { personId }: Person): Promise<VolunteerFile> {
  const facts = await factsOf(ctx, personId);
  const isOurs = canLookAfterVolunteer(ctx.actor, facts);
  const { db, now } = ctx;
  const planned = plannedOrganisationIds(ctx.actor);
  const [contact, profile, availability, absences, qualifications, places, interestsIn, pairs] =
    await Promise.all([
      repository.findContact(db, personId),
      profiles.findProfile(db, personId),
      profiles.listAvailability(db, personId),
      profiles.listAbsences(db, personId, wallTime(now).date),
      profiles.listQualifications(db, personId),
      repository.listPlaces(db, personId, { now, organisationIds: isOurs ? undefined : planned }),
      listOpenInterests(db, { personId, organisationIds: planned }),
      isOurs ? listCounterparts(db, personId) : [],
    ]);
  requireAllowed(contact !== null && profile !== null);
  return {
    ...profile,
    ...contact,
    isOurs,
    availability,
    absences: isOurs ? absences : absences.map((absence) => ({ ...absence, places: [] })),
    qualifications,
    places,
    interestsIn,
    pairs,
  };
}

/** The office has said hello: the registration leaves its desk. Repeating it changes nothing. Throws NOT_FOUND. */
export function welcome(ctx: ActorContext, person: Person): Promise<void> {
  return setWelcomed(ctx, person, true);
}

/** Takes the welcome back: the registration stands on the desk again. Throws NOT_FOUND. */
export function undoWelcome(ctx: ActorContext, person: Person): Promise<void> {
  return setWelcomed(ctx, person, false);
}

async function setWelcomed(ctx: ActorContext, { personId }: Person, isWelcome: boolean): Promise<void> {
  await requireLookedAfter(ctx, personId);
  await withTransaction(ctx.db, async (tx) => {
    const changed = await repository.setWelcomed(
      tx,
      personId,
      isWelcome ? { at: ctx.now, by: ctx.actor.id } : null,
    );
    const type = isWelcome ? 'volunteer_welcomed' : 'volunteer_welcome_undone';
    if (changed) await recordVolunteerEvent(tx, { ...ctx, type, personId });
  });
}

/**
 * Notes a qualification in the caller's transaction, for as long as offices usually accept it. For other features,
 * which have judged the permission.
 */
export async function grantQualification(
  ctx: ActorContext,
  { personId, kind, grantedOn, signed }: Person & Grant,
): Promise<void> {
  await repository.saveQualification(ctx.db, {
    ...{ personId, kind, grantedOn, signed },
    expiresOn: usualExpiry(kind, grantedOn),
    confirmedBy: ctx.actor.id,
    confirmedAt: ctx.now,
  });
  await recordVolunteerEvent(ctx.db, {
    ...ctx,
    type: 'qualification_confirmed',
    personId,
    details: { kind },
  });
}

/** Confirms a qualification, or renews it. Without an end: as long as offices usually accept it. Throws NOT_FOUND. */
export async function confirmQualification(
  ctx: ActorContext,
  { personId, kind, grantedOn, expiresOn }: z.output<typeof confirmQualificationSchema>,
): Promise<void> {
  await requireLookedAfter(ctx, personId);
  await withTransaction(ctx.db, async (tx) => {
    await repository.saveQualification(tx, {
      personId,
      kind,
      grantedOn,
      expiresOn: expiresOn || usualExpiry(kind, grantedOn),
      confirmedBy: ctx.actor.id,
      confirmedAt: ctx.now,
    });
    await recordVolunteerEvent(tx, { ...ctx, type: 'qualification_confirmed', personId, details: { kind } });
  });
}

/** Removes a qualification; returns its dates, so that it can be confirmed again. Throws NOT_FOUND. */
export async function removeQualification(
  ctx: ActorContext,
  { personId, kind }: z.infer<typeof removeQualificationSchema>,
): Promise<{ grantedOn: string; expiresOn: string | null }> {
  await requireLookedAfter(ctx, personId);
  return withTransaction(ctx.db, async (tx) => {
    const removed = await repository.deleteQualification(tx, personId, kind);
    requireAllowed(removed !== null);
    await recordVolunteerEvent(tx, { ...ctx, type: 'qualification_removed', personId, details: { kind } });
    return removed;
  });
}
