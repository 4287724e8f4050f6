import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { caresFor, caringOfficeIds } from '#lib/features/tandems/policy.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type Obstacle, obstaclesBetween, prepare } from './eligibility.ts';
import { type Between, type Need, strangers, type Window } from './facts.ts';
import * as repository from './repository.server.ts';
import { assignAll, isFree, type MatchingMeeting } from './meeting.ts';
import {
  type Judgement,
  type Named,
  rankAll,
  type Ranking,
  relationKey,
  type Relations,
  type Suggestion,
} from './suggestion.ts';
import { readWeights, type Weights } from './weights.ts';

/** Volunteers who are weighed at once: more than any office looks after. */
const WEIGHED_AT_MOST = 2000;
/** People in one matching meeting. */
const WAITING_AT_MOST = 200;
/** Of those against whom much speaks, only so many are shown. */
const EXCLUDED_SHOWN = 40;

/** The ranking of one person as the office's page shows it. */
export type NamedRanking = {
  suggested: Named<Suggestion>[];
  nearly: Named<Suggestion>[];
  excluded: Named<Judgement>[];
  excludedCount: number;
};

/** Of what kind the need is, whose it is, and until when checks have to hold. */
type Wanted = { kind: string; organisationId: string; until?: PlainDate };

/**
 * Ranks everybody whom the own offices look after for one need, whichever feature has read it: a person who waits for
 * visits, a child who waits for a mentor. Nobody is asked by this. Inside `asActor`.
 */
export async function rankFor(
  ctx: ActorContext,
  need: Need,
  { kind, organisationId, until, relations }: Wanted & { relations: Relations },
): Promise<NamedRanking> {
  const today = wallTime(ctx.now).date;
  const organisationIds = caringOfficeIds(ctx.actor);
  // Sent together: they wait for each other at the database only.
  const [givers, stored] = await Promise.all([
    repository.listGivers(ctx.db, { organisationIds, kind, today, until, limit: WEIGHED_AT_MOST }),
    repository.findWeights(ctx.db, [organisationId], kind),
  ]);
  const ranking = rankAll([need], givers, relations, readWeights(stored)).get(need.id)!;
  const byId = new Map(givers.map((giver) => [giver.id, giver]));
  return {
    suggested: ranking.suggested.map((one) => named(one, byId)),
    nearly: ranking.nearly.map((one) => named(one, byId)),
    excluded: ranking.excluded.slice(0, EXCLUDED_SHOWN).map((one) => named(one, byId)),
    excludedCount: ranking.excluded.length,
  };
}

/**
 * What stands between one volunteer and a need, for whoever is about to bring them together. Inside `asActor`. Throws
 * NOT_FOUND when the volunteer is not one of the own offices'.
 */
export async function judge(
  ctx: ActorContext,
  need: Need,
  {
    kind,
    until,
    volunteerId,
    between,
  }: Omit<Wanted, 'organisationId'> & { volunteerId: string; between: Between },
): Promise<Obstacle[]> {
  const [giver] = await repository.listGivers(ctx.db, {
    organisationIds: caringOfficeIds(ctx.actor),
    ...{ kind, until, volunteerId, today: wallTime(ctx.now).date, limit: 1 },
  });
  requireAllowed(giver !== undefined);
  return obstaclesBetween(prepare(need), prepare(giver), between);
}

/** Who of the own offices could take on somebody of that kind, and has nobody yet. Inside `asActor`. */
export async function listFree(
  ctx: ActorContext,
  { kind, until }: Pick<Wanted, 'kind' | 'until'>,
): Promise<{ id: string; name: string; windows: Window[] }[]> {
  const organisationIds = caringOfficeIds(ctx.actor);
  const today = wallTime(ctx.now).date;
  const givers = await repository.listGivers(ctx.db, {
    ...{ organisationIds, kind, today, until, limit: WEIGHED_AT_MOST },
  });
  return givers
    .filter((giver) => isFree(giver) && giver.tandems === 0)
    .map(({ id, name, windows }) => ({ id, name, windows }));
}

/**
 * Whom to ask for somebody who waits for visits: everybody whom the own offices look after, ranked, each with the
 * reasons. Throws NOT_FOUND.
 */
export function suggestFor(ctx: ActorContext, { clientId }: { clientId: string }): Promise<NamedRanking> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const [need] = await repository.listNeeds(db, { clientId }, wallTime(ctx.now).date);
    requireAllowed(need !== undefined && caresFor(ctx.actor, need));
    const { service: kind, organisationId } = need;
    return rankFor(tx, need, { kind, organisationId, relations: await relationsOf(tx, [clientId]) });
  });
}

function named<One extends Judgement>(one: One, byId: Map<string, repository.NamedGiver>): Named<One> {
  const { name, phone, districtName } = byId.get(one.giverId)!;
  return { ...one, name, phone, districtName };
}

async function relationsOf(ctx: ActorContext, clientIds: string[]) {
  const rows = await repository.listRelations(ctx.db, clientIds);
  return new Map(
    rows.map(({ clientId, volunteerId, ...between }) => [relationKey(clientId, volunteerId), between]),
  );
}

/** Whether two people may be brought together, for whoever is about to do it. Inside `asActor`. Throws NOT_FOUND. */
export async function judgePair(
  ctx: ActorContext,
  { clientId, volunteerId }: { clientId: string; volunteerId: string },
): Promise<{ obstacles: Obstacle[] }> {
  const [need] = await repository.listNeeds(ctx.db, { clientId }, wallTime(ctx.now).date);
  requireAllowed(need !== undefined);
  const relations = await relationsOf(ctx, [clientId]);
  const between = relations.get(relationKey(clientId, volunteerId)) ?? strangers;
  return { obstacles: await judge(ctx, need, { kind: need.service, volunteerId, between }) };
}

/** Everybody who waits with these offices, each ranked by the weights of the service she asks for. */
async function rankWaiting(ctx: ActorContext, organisationIds: string[], tried?: Weights) {
  const today = wallTime(ctx.now).date;
  const needs = await repository.listNeeds(ctx.db, { organisationIds, limit: WAITING_AT_MOST }, today);
  const relations = await relationsOf(
    ctx,
    needs.map(({ id }) => id),
  );
  const rankings = new Map<string, Ranking>();
  const givers = new Map<string, repository.NamedGiver>();
  for (const service of new Set(needs.map((need) => need.service))) {
    const asked = { organisationIds, kind: service, today, limit: WEIGHED_AT_MOST };
    const [able, stored] = await Promise.all([
      repository.listGivers(ctx.db, asked),
      repository.findWeights(ctx.db, organisationIds, service),
    ]);
    for (const giver of able) givers.set(giver.id, giver);
    const own = needs.filter((need) => need.service === service);
    for (const [id, ranking] of rankAll(own, able, relations, tried ?? readWeights(stored)))
      rankings.set(id, ranking);
  }
  return { needs, givers: [...givers.values()], rankings };
}

/** What would change with other weights: for each who waits, whom she is offered first now and then. Throws NOT_FOUND. */
export function previewWeights(
  ctx: ActorContext,
  { organisationId, kind, weights }: { organisationId: string; kind: string; weights: Weights },
): Promise<{ clientId: string; name: string; before: string | null; after: string | null }[]> {
  requireAllowed(caresFor(ctx.actor, { organisationId }));
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const now = await rankWaiting(tx, [organisationId]);
    const then = await rankWaiting(tx, [organisationId], weights);
    const nameOf = new Map(now.givers.map(({ id, name }) => [id, name]));
    const first = (rankings: Map<string, Ranking>, id: string) =>
      nameOf.get(rankings.get(id)?.suggested[0]?.giverId ?? '') ?? null;
    return now.needs
      .filter(({ service }) => service === kind)
      .map(({ id, name }) => ({
        clientId: id,
        name,
        before: first(now.rankings, id),
        after: first(then.rankings, id),
      }));
  });
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
    const { needs, givers, rankings } = await rankWaiting({ ...ctx, db }, organisationIds);
    const { giverOf, isProved } = assignAll(needs, givers, rankings);
    const byId = new Map(givers.map((giver) => [giver.id, giver]));
    return {
      isProved,
      free: givers.filter((giver) => isFree(giver)).length,
      rows: needs.map((need) => {
        const { suggested, nearly } = rankings.get(need.id)!;
        const proposed = suggested.find(({ giverId }) => giverId === giverOf.get(need.id));
        return {
          ...{ clientId: need.id, name: need.name, waitingSince: need.waitingSince },
          proposed: proposed ? named(proposed, byId) : null,
          alternatives: suggested
            .filter((one) => one !== proposed)
            .slice(0, ALTERNATIVES)
            .map((one) => named(one, byId)),
          nearest: suggested.length === 0 && nearly[0] ? named(nearly[0], byId) : null,
        };
      }),
    };
  });
}
