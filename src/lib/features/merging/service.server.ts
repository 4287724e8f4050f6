import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { Candidate, Merge, MergePreview } from './merging.ts';
import { canMerge } from './policy.ts';
import * as repository from './repository.server.ts';
import type { MergeInput } from './schema.ts';

const CANDIDATES_PER_PAGE = 20;
const MERGES_SHOWN = 20;

/** Pairs of volunteers of one's offices who may be the same person; of the same office only. */
export async function listCandidates(
  ctx: ActorContext,
  { page }: { page: number },
): Promise<{ items: Candidate[]; total: number; pageSize: number }> {
  const found = await repository.listCandidates(ctx.db, plannedOrganisationIds(ctx.actor), {
    limit: CANDIDATES_PER_PAGE,
    offset: (page - 1) * CANDIDATES_PER_PAGE,
  });
  return { ...found, pageSize: CANDIDATES_PER_PAGE };
}

async function requireTwo(ctx: ActorContext, { keptId, mergedId }: MergeInput) {
  const people = await repository.listPeople(ctx.db, [keptId, mergedId]);
  const [kept, merged] = people;
  requireAllowed(kept !== undefined && merged !== undefined && canMerge(ctx.actor, people));
  return { kept, merged, organisationId: kept.officeId!, organisationName: kept.officeName ?? '' };
}

/** Leaves a transaction and carries what was learnt in it. */
class Rehearsed extends Error {
  readonly result: Pick<MergePreview, 'counts' | 'placeClashes' | 'runningClashes'>;
  constructor(result: Rehearsed['result']) {
    super('rehearsed');
    this.result = result;
  }
}

/** What a merge would do: it is rehearsed and undone, so that the page says exactly what will happen. Throws NOT_FOUND. */
export async function previewMerge(ctx: ActorContext, input: MergeInput): Promise<MergePreview> {
  const { kept, merged, organisationId, organisationName } = await requireTwo(ctx, input);
  const by = { organisationId, actorId: ctx.actor.id, now: ctx.now };
  try {
    await asSystem(ctx.db, async (tx) => {
      const mergeId = await repository.mergePeople(tx, input, by);
      requireAllowed(mergeId !== null);
      throw new Rehearsed({
        counts: await repository.countRows(tx, mergeId),
        placeClashes: await repository.listPlaceClashes(tx, mergeId, ctx.now),
        runningClashes: await repository.listRunningClashes(tx, mergeId),
      });
    });
  } catch (thrown) {
    if (!(thrown instanceof Rehearsed)) throw thrown;
    return { kept, merged, organisationName, ...thrown.result };
  }
  throw new Error('a rehearsal never ends by itself');
}

/**
 * Makes two records one: what belonged to `mergedId` belongs to `keptId`, and the former becomes an alias that cannot
 * sign in. Whatever hides its rows from others (row security) moves too. Throws NOT_FOUND, also for people of different
 * offices and for staff; MOVE_CONFLICTS when the one person would have to be in two places at once, or something runs
 * twice that runs only once.
 */
export async function merge(ctx: ActorContext, input: MergeInput): Promise<{ mergeId: string }> {
  const { organisationId } = await requireTwo(ctx, input);
  const by = { organisationId, actorId: ctx.actor.id, now: ctx.now };
  return retryDeadlock(() =>
    asSystem(ctx.db, async (tx) => {
      const mergeId = await repository.mergePeople(tx, input, by);
      requireAllowed(mergeId !== null);
      const clashes = [
        ...(await repository.listPlaceClashes(tx, mergeId, ctx.now)),
        ...(await repository.listRunningClashes(tx, mergeId)),
      ];
      if (clashes.length > 0) throw new DomainError('MOVE_CONFLICTS', { people: 1 });
      return { mergeId };
    }),
  );
}

/**
 * Takes a merge back; `leftAlone` counts what has been changed since and stays where it is. Throws NOT_FOUND,
 * UNDO_TOO_LATE once one of the two has been merged again.
 */
export async function undoMerge(
  ctx: ActorContext,
  { mergeId }: { mergeId: string },
): Promise<{ leftAlone: number }> {
  const found = await repository.findMerge(ctx.db, mergeId);
  requireAllowed(found !== null && plannedOrganisationIds(ctx.actor).includes(found.organisationId));
  const { outcome, leftAlone } = await retryDeadlock(() =>
    asSystem(ctx.db, (tx) => repository.undoMerge(tx, mergeId, { actorId: ctx.actor.id, now: ctx.now })),
  );
  requireAllowed(outcome !== 'not_found');
  if (outcome === 'too_late') throw new DomainError('UNDO_TOO_LATE');
  return { leftAlone };
}

/** Merges of one's offices that can be taken back. */
export function listMerges(ctx: ActorContext): Promise<Merge[]> {
  return repository.listMerges(ctx.db, plannedOrganisationIds(ctx.actor), MERGES_SHOWN);
}

/** The two are two people: they are not proposed again. Throws NOT_FOUND. */
export async function keepApart(ctx: ActorContext, input: MergeInput): Promise<void> {
  await requireTwo(ctx, input);
  await repository.insertNotSame(ctx.db, input, { actorId: ctx.actor.id, now: ctx.now });
}

/** Takes that back. Throws NOT_FOUND. */
export async function undoKeepApart(ctx: ActorContext, input: MergeInput): Promise<void> {
  await requireTwo(ctx, input);
  await repository.deleteNotSame(ctx.db, input);
}
