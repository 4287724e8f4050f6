import { grantQualification } from '#lib/features/volunteers/office.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { MyApplication } from './application.ts';
import * as applications from './applications.repository.server.ts';
import { returnRenewed } from './expiry.service.server.ts';
import * as repository from './mine.repository.server.ts';
import { requirementsOf } from './readiness.ts';

// Everything here is about the signed-in person's own way: being signed in is the permission.

/** One's own applications with what is still missing; `asksBirthYear` where that decides about a confirmation. */
export async function listMyApplications(
  ctx: ActorContext,
): Promise<{ items: MyApplication[]; asksBirthYear: boolean }> {
  const today = wallTime(ctx.now).date;
  const found = await repository.listMine(ctx.db, ctx.actor.id);
  const items = found.map(({ required, qualifications, birthYear, ...application }) => ({
    ...application,
    requirements: requirementsOf({ requirements: required }, { qualifications, birthYear }, today),
  }));
  const asksBirthYear = found.some(
    ({ required, birthYear }) => birthYear === null && required.includes('measles_confirmation'),
  );
  return { items, asksBirthYear };
}

/** The declarations that one's offices ask for, in their words that count now. */
export function listMyTexts(ctx: ActorContext) {
  return repository.listTextsFor(ctx.db, ctx.actor.id);
}

/** Signs a declaration, today. Throws NOT_FOUND for words that do not count any more, or are not asked of one. */
export async function signDeclaration(ctx: ActorContext, { textId }: { textId: string }): Promise<void> {
  const text = (await listMyTexts(ctx)).find(({ id }) => id === textId);
  requireAllowed(text !== undefined);
  if (text.signedOn) return;
  await withTransaction(ctx.db, (db) =>
    grantQualification(
      { ...ctx, db },
      {
        ...{ personId: ctx.actor.id, kind: text.kind, grantedOn: wallTime(ctx.now).date },
        signed: { textId, how: 'online', organisationId: text.organisationId },
      },
    ),
  );
  await returnRenewed(ctx, { personId: ctx.actor.id });
}

/** Says in which year one was born: only then is it known whether a measles confirmation is needed. */
export function setMyBirthYear(ctx: ActorContext, { birthYear }: { birthYear: number }): Promise<void> {
  return applications.setBirthYear(ctx.db, ctx.actor.id, birthYear);
}
