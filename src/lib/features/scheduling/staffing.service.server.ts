import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { CANDIDATES_PER_PAGE } from './events.schema.ts';
import { compareFit, type Fit, fitFor } from './fit.ts';
import * as repository from './staffing.repository.server.ts';

/** More are not weighed against each other at once: whoever looks further searches by name. */
const WEIGHED_AT_MOST = 400;

export type Candidate = {
  personId: string;
  name: string;
  phone: string | null;
  districtName: string | null;
  fit: Fit;
};

/**
 * Whom an office could place at a shift: who fits first, everybody with the reasons for and against.
 * Throws NOT_FOUND, also for another office's shift.
 */
export async function listCandidates(
  ctx: ActorContext,
  input: { shiftId: string; text?: string | undefined; scope: 'office' | 'all'; page: number },
): Promise<{ items: Candidate[]; total: number; fitting: number; pageSize: number }> {
  const organisationIds = plannedOrganisationIds(ctx.actor);
  const shift = await repository.findShiftFacts(ctx.db, input.shiftId, organisationIds);
  requireAllowed(shift !== null);
  const facts = await repository.listCandidates(ctx.db, {
    shiftId: input.shiftId,
    organisationIds,
    districtCodes: [...districtsFirst(shift.districtCode, ctx.actor)],
    text: input.text || null,
    isEverywhere: input.scope === 'all',
    limit: WEIGHED_AT_MOST,
  });
  const candidates = facts
    .map(({ personId, name, phone, districtName, ...volunteer }) => ({
      ...{ personId, name, phone, districtName },
      fit: fitFor({ shift, volunteer }),
    }))
    .sort((a, b) => compareFit(a.fit, b.fit));
  const first = (input.page - 1) * CANDIDATES_PER_PAGE;
  return {
    items: candidates.slice(first, first + CANDIDATES_PER_PAGE),
    total: candidates.length,
    fitting: candidates.filter((one) => one.fit.fits).length,
    pageSize: CANDIDATES_PER_PAGE,
  };
}

/**
 * Whom to ask to help at a shift: at most `limit` volunteers who know its project or are looked after by its office, and
 * against whom nothing speaks; who fits best first. For other features, which have judged the permission.
 */
export async function findHelpers(
  ctx: Context,
  { shiftId, limit }: { shiftId: string; limit: number },
): Promise<{ personId: string }[]> {
  const shift = await repository.findShiftFacts(ctx.db, shiftId, null);
  requireAllowed(shift !== null);
  const { districtCode } = shift;
  const facts = await repository.listHelpers(ctx.db, { shiftId, districtCode, limit: WEIGHED_AT_MOST });
  return facts
    .map(({ personId, ...volunteer }) => ({ personId, fit: fitFor({ shift, volunteer }) }))
    .filter(({ fit }) => fit.fits)
    .sort((a, b) => compareFit(a.fit, b.fit))
    .slice(0, limit)
    .map(({ personId }) => ({ personId }));
}

function districtsFirst(districtOfDate: string | null, actor: Actor): Set<string> {
  const own = actor.memberships.map((seat) => seat.districtCode);
  return new Set([districtOfDate, ...own].filter((code) => code !== null));
}
