import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { caresFor, caringOfficeIds } from '#lib/features/tandems/policy.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type Obstacle, prepare } from './eligibility.ts';
import { strangers } from './facts.ts';
import * as repository from './repository.server.ts';
import { assignAll, isFree, type MatchingMeeting } from './meeting.ts';
import { type NamedSuggestion, rankAll, relationKey, type Suggestion, suggestionFor } from './suggestion.ts';
import { defaultWeights, type Weights } from './weights.ts';

/** Volunteers who are weighed at once: more than any office looks after. */
const WEIGHED_AT_MOST = 2000;
/** People in one matching meeting. */
const WAITING_AT_MOST = 200;
/** Of those against whom much speaks, only so many are shown. */
const EXCLUDED_SHOWN = 40;

/**
 * Whom to ask for somebody who waits: everybody whom the own offices look after, ranked, each with the reasons. Nobody
 * is asked by this. Throws NOT_FOUND.
 */
export function suggestFor(
  ctx: ActorContext,
  { clientId, weights = defaultWeights }: { clientId: string; weights?: Weights | undefined },
) {
  return asActor(ctx, async (db) => {
    const today = wallTime(ctx.now).date;
    const [need] = await repository.listNeeds(db, { clientId }, today);
    requireAllowed(need !== undefined && caresFor(ctx.actor, need));
    const givers = await repository.listGivers(db, {
      organisationIds: caringOfficeIds(ctx.actor),
      ...{ today, limit: WEIGHED_AT_MOST },
    });
    const relations = await relationsOf({ ...ctx, db }, [clientId]);
    const ranking = rankAll([need], givers, relations, weights).get(clientId)!;
    const byId = new Map(givers.map((giver) => [giver.id, giver]));
    const named = (list: Suggestion[]): NamedSuggestion[] =>
      list.map((one) => {
        const { name, phone, districtName } = byId.get(one.giverId)!;
        return { ...one, name, phone, districtName };
      });
    return {
      suggested: named(ranking.suggested),
      nearly: named(ranking.nearly),
      excluded: named(ranking.excluded.slice(0, EXCLUDED_SHOWN)),
      excludedCount: ranking.excluded.length,
    };
  });
}

async function relationsOf(ctx: ActorContext, clientIds: string[]) {
  const rows = await repository.listRelations(ctx.db, clientIds);
  return new Map(
    rows.map(({ clientId, volunteerId, ...between }) => [relationKey(clientId, volunteerId), between]),
  );
}

/**
 * Whether two people may be brought together, for whoever is about to do it. Inside `asActor`. Throws NOT_FOUND when
 * the volunteer is not one of the own offices'.
 */
export async function judgePair(
  ctx: ActorContext,
  { clientId, volunteerId }: { clientId: string; volunteerId: string },
): Promise<{ obstacles: Obstacle[] }> {
  const today = wallTime(ctx.now).date;
  const [need] = await repository.listNeeds(ctx.db, { clientId }, today);
  const [giver] = await repository.listGivers(ctx.db, {
    organisationIds: caringOfficeIds(ctx.actor),
    ...{ volunteerId, today, limit: 1 },
  });
  requireAllowed(need !== undefined && giver !== undefined);
  const relations = await relationsOf(ctx, [clientId]);
  const between = relations.get(relationKey(clientId, volunteerId)) ?? strangers;
  return suggestionFor(prepare(need), prepare(giver), between, defaultWeights);
}

/** Suggestions shown beside the proposed one. */
const ALTERNATIVES = 4;

/**
 * For the weekly matching meeting: everybody who waits with the own offices against everybody who is free, in a fixed
 * number of statements, and the best assignment over all of them. Nobody is asked by this. Throws NOT_FOUND for an
 * office that is not one's own.
 */
export function planMeeting(
  ctx: ActorContext,
  { organisationId }: { organisationId?: string | undefined },
): Promise<MatchingMeeting> {
  const own = caringOfficeIds(ctx.actor);
  requireAllowed(organisationId === undefined || own.includes(organisationId));
  const organisationIds = organisationId ? [organisationId] : own;
  return asActor(ctx, async (db) => {
    const today = wallTime(ctx.now).date;
    const needs = await repository.listNeeds(db, { organisationIds, limit: WAITING_AT_MOST }, today);
    const givers = await repository.listGivers(db, { organisationIds, today, limit: WEIGHED_AT_MOST });
    const relations = await relationsOf(
      { ...ctx, db },
      needs.map(({ id }) => id),
    );
    const rankings = rankAll(needs, givers, relations, defaultWeights);
    const { giverOf, isProved } = assignAll(needs, givers, rankings);
    const nameOf = new Map(givers.map((giver) => [giver.id, giver]));
    const named = (one: Suggestion): NamedSuggestion => {
      const { name, phone, districtName } = nameOf.get(one.giverId)!;
      return { ...one, name, phone, districtName };
    };
    return {
      isProved,
      free: givers.filter((giver) => isFree(giver)).length,
      rows: needs.map((need) => {
        const { suggested, nearly } = rankings.get(need.id)!;
        const proposed = suggested.find(({ giverId }) => giverId === giverOf.get(need.id));
        return {
          ...{ clientId: need.id, name: need.name, waitingSince: need.waitingSince },
          proposed: proposed ? named(proposed) : null,
          alternatives: suggested
            .filter((one) => one !== proposed)
            .slice(0, ALTERNATIVES)
            .map(named),
          nearest: suggested.length === 0 && nearly[0] ? named(nearly[0]) : null,
        };
      }),
    };
  });
}
