import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import type { Change, Changes } from '#lib/server/live/changes.server.ts';
import * as repository from './calendar.repository.server.ts';
import { hadSignup } from './signups.repository.server.ts';

/** What a page hears: where to look again, never who it was. */
export type LiveChange = Pick<Change, 'type' | 'eventId' | 'shiftId'>;

type LiveContext = ActorContext & { changes: Changes };

const told = ({ type, eventId, shiftId }: Change): LiveChange => ({ type, eventId, shiftId });

/** Changes at the organisations that the actor plans, until `signal`. */
export async function* officeChanges(ctx: LiveContext, signal: AbortSignal): AsyncGenerator<LiveChange> {
  const mine = new Set(plannedOrganisationIds(ctx.actor));
  for await (const change of ctx.changes.stream(signal)) {
    if (change.organisationId && mine.has(change.organisationId)) yield told(change);
  }
}

/**
 * Changes of dates at which the actor has a place, until `signal`. A change does not say whose place it was: so when
 * somebody signs up for another date, one look into the index tells whether it was the actor, on another device; a place
 * that has ended by then counts too.
 */
export async function* ownChanges(ctx: LiveContext, signal: AbortSignal): AsyncGenerator<LiveChange> {
  // Listening begins before the question, so that nothing falls in between.
  const changes = ctx.changes.stream(signal)[Symbol.asyncIterator]();
  const first = changes.next();
  const mine = new Set(await repository.listOwnEventIds(ctx.db, ctx.actor.id, ctx.now));
  for (let step = await first; !step.done; step = await changes.next()) {
    const { type, eventId, shiftId } = step.value;
    if (!eventId) continue;
    const isNew = type.startsWith('signup_') && shiftId !== null && !mine.has(eventId);
    if (isNew && (await hadSignup(ctx.db, shiftId, ctx.actor.id))) mine.add(eventId);
    if (mine.has(eventId)) yield told(step.value);
  }
}
