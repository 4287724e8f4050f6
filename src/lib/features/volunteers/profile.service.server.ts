import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { type Db, withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { z } from 'zod';
import { mergeWindows } from './availability.ts';
import { listOpenInterests } from './interests.repository.server.ts';
import type { Absence, MyProfile } from './profile.ts';
import * as repository from './profile.repository.server.ts';
import { recordVolunteerEvent } from './repository.server.ts';
import type { availabilitySchema, updateProfileSchema } from './schema.ts';
import { ensureVolunteer } from './service.server.ts';

// Everything here is about the signed-in person's own profile: being signed in is the permission.

/** The own profile with week, absences, confirmed qualifications and open wishes. */
export async function getMyProfile(ctx: ActorContext): Promise<MyProfile> {
  const { db, actor } = ctx;
  const [profile, availability, absences, qualifications, interestsIn] = await Promise.all([
    repository.findProfile(db, actor.id),
    repository.listAvailability(db, actor.id),
    repository.listAbsences(db, actor.id, wallTime(ctx.now).date),
    repository.listQualifications(db, actor.id),
    listOpenInterests(db, { personId: actor.id }),
  ]);
  requireAllowed(profile !== null);
  return { ...profile, availability, absences, qualifications, interestsIn };
}

/** The own absences from today on: what a calendar shades. */
export function listMyAbsences(ctx: ActorContext): Promise<Absence[]> {
  return repository.listAbsences(ctx.db, ctx.actor.id, wallTime(ctx.now).date);
}

/** Changes the own row and records that it changed, in one transaction. */
function changeMine<T>(
  ctx: ActorContext,
  type: string,
  work: (tx: Db) => Promise<T>,
  details: Record<string, unknown> = {},
): Promise<T> {
  return withTransaction(ctx.db, async (tx) => {
    await ensureVolunteer({ ...ctx, db: tx });
    const result = await work(tx);
    await recordVolunteerEvent(tx, { ...ctx, type, personId: ctx.actor.id, details });
    return result;
  });
}

/** Changes the named answers and no others. */
export async function updateProfile(
  ctx: ActorContext,
  { postalCode, ...changes }: z.infer<typeof updateProfileSchema>,
): Promise<void> {
  const all = { ...changes, ...(postalCode !== undefined && { postalCode: postalCode || null }) };
  const fields = Object.keys(all);
  if (fields.length === 0) return;
  await changeMine(
    ctx,
    'volunteer_profile_changed',
    (tx) => repository.updateVolunteer(tx, ctx.actor.id, all),
    { fields },
  );
}

/** Says in which district the person lives; a postal code only suggests it. Throws INVALID_INPUT for an unknown one. */
export async function setDistrict(
  ctx: ActorContext,
  { districtCode }: { districtCode: string },
): Promise<void> {
  await changeMine(ctx, 'volunteer_profile_changed', (tx) =>
    repository.updateDistrict(tx, ctx.actor.id, districtCode),
  ).catch((error: unknown) => {
    if (brokenConstraint(error)?.startsWith('person_district'))
      throw new DomainError('INVALID_INPUT', { field: 'districtCode' });
    throw error;
  });
}

/** Replaces the usual week. Overlapping and adjoining windows become one: `isMerged` says whether that happened. */
export async function setAvailability(
  ctx: ActorContext,
  { windows }: z.infer<typeof availabilitySchema>,
): Promise<{ isMerged: boolean }> {
  const merged = mergeWindows(windows);
  await changeMine(ctx, 'volunteer_availability_changed', (tx) =>
    repository.replaceAvailability(tx, ctx.actor.id, merged),
  );
  return { isMerged: merged.length < windows.length };
}

/** Makes a pause, or ends it. While it lasts nobody is asked to help; places already taken stay. */
export async function setPaused(ctx: ActorContext, { isPaused }: { isPaused: boolean }): Promise<void> {
  await changeMine(ctx, isPaused ? 'volunteer_paused' : 'volunteer_resumed', (tx) =>
    repository.updateVolunteer(tx, ctx.actor.id, { pausedAt: isPaused ? ctx.now : null }),
  );
}
