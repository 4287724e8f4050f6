import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { merge } from './duplicates.service.server.ts';
import { suggestDistricts } from './places.repository.server.ts';
import { canAnswer } from './policy.ts';
import type { EnterRequest } from './schema.ts';
import { aboutWhom, open } from './service.server.ts';

/**
 * Writes down what somebody tells the office, at once as part of another request if it means the same. Throws NOT_FOUND
 * for an office that one does not plan, CHANGED_MEANWHILE when the other request was merged itself.
 */
export async function enterRequest(ctx: ActorContext, input: EnterRequest): Promise<{ requestId: string }> {
  requireAllowed(canAnswer(ctx.actor, input));
  const [district] = input.place ? await suggestDistricts(ctx.db, input.place) : [];
  const { phone, email, personBornOn, intoId, ...rest } = input;
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { id: requestId } = await open(tx, {
      ...rest,
      ...aboutWhom(input),
      channel: 'office',
      districtCode: district?.code ?? null,
      personBornOn: personBornOn || null,
      contactPhone: phone ?? null,
      contactEmail: email ?? null,
      facts: {},
    });
    if (intoId) await merge(tx, { requestId, intoId });
    return { requestId };
  });
}
