import { daysOfSchoolYear, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { caringOfficeIds } from '#lib/features/tandems/policy.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { asActor, asSystem } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type ReadingChild, MONTHS_KEPT } from './child.ts';
import * as repository from './children.repository.server.ts';
import { endRunningPair } from './endings.service.server.ts';
import { canKnowChild } from './policy.ts';
import type { CreateChild, EndChild, UpdateChild } from './schema.ts';
import { getSchool, record } from './schools.service.server.ts';

type ChildId = { childId: string };

/** A child of one's school, or of a school that one's office serves. Throws NOT_FOUND, also once it is forgotten. */
export function getChild(ctx: ActorContext, { childId }: ChildId): Promise<ReadingChild> {
  return asActor(ctx, (db) => requireChild({ ...ctx, db }, childId));
}

/** The same inside `asActor`. */
export async function requireChild(ctx: ActorContext, childId: string): Promise<ReadingChild> {
  const child = await repository.findChild(ctx.db, childId);
  requireAllowed(child !== null && canKnowChild(ctx.actor, child));
  return child;
}

/** The children of a school who read with somebody or wait for it. Throws NOT_FOUND. */
export async function listChildren(
  ctx: ActorContext,
  { schoolId }: { schoolId: string },
): Promise<ReadingChild[]> {
  await getSchool(ctx, { schoolId });
  return asActor(ctx, (db) => repository.listChildren(db, schoolId));
}

/** More waiting children than an office looks at in one go. */
const WAITING_SHOWN = 50;

/** Children who wait for a mentor at the schools that one's offices serve, the longest waiting first. */
export function listWaiting(ctx: ActorContext): Promise<ReadingChild[]> {
  return asActor(ctx, (db) => repository.listWaiting(db, caringOfficeIds(ctx.actor), WAITING_SHOWN));
}

/** Enters a child whose parents have agreed. Throws NOT_FOUND, INVALID_INPUT on a consent that lies ahead. */
export async function createChild(ctx: ActorContext, input: CreateChild): Promise<ChildId> {
  const { organisationId } = await getSchool(ctx, input);
  requireConsent(ctx, input.consentOn);
  return asActor(ctx, async (db) => {
    const childId = await repository.insertChild(db, {
      ...input,
      organisationId,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    await record({ ...ctx, db }, 'reading_child_entered', { schoolId: input.schoolId, organisationId });
    return { childId };
  });
}

/** Changes what is known of a child, such as its class in the new year. Throws as `createChild` does. */
export async function updateChild(ctx: ActorContext, { childId, ...fields }: UpdateChild): Promise<void> {
  requireConsent(ctx, fields.consentOn);
  await asActor(ctx, async (db) => {
    const child = await requireChild({ ...ctx, db }, childId);
    await repository.updateChild(db, childId, fields);
    await record({ ...ctx, db }, 'reading_child_changed', child);
  });
}

/**
 * The child reads no more: its pair ends today, and what is known of it is deleted, at once or after three months.
 * Repeating it changes nothing. Throws NOT_FOUND.
 */
export async function endChild(ctx: ActorContext, { childId, reason, eraseNow }: EndChild): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const child = await requireChild(tx, childId);
    const pairId = child.pairId ?? child.proposalId;
    if (pairId) await endRunningPair(tx, pairId, { reason });
    if (!child.leftAt) await repository.updateChild(db, childId, { leftAt: ctx.now, leftBy: ctx.actor.id });
    if (eraseNow) await repository.eraseChild(db, childId, ctx.now);
    await record(tx, eraseNow ? 'reading_child_erased' : 'reading_child_left', child);
  });
}

/** The nightly job: forgets children who left three months ago, or waited in vain into the next school year. */
export function forgetChildren(ctx: Context): Promise<number> {
  const { date } = wallTime(ctx.now);
  const enteredBefore = daysOfSchoolYear(schoolYearOf(addDays(date, -31 * MONTHS_KEPT))).from;
  return asSystem(ctx.db, (db) => repository.eraseOverdue(db, ctx.now, enteredBefore));
}

function requireConsent({ now }: ActorContext, consentOn: PlainDate): void {
  if (consentOn > wallTime(now).date) throw new DomainError('INVALID_INPUT', { field: 'consentOn' });
}
