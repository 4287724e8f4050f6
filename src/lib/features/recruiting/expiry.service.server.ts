import { askToCall, notify, settleCallsAbout } from '#lib/features/messaging/service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as applications from './applications.repository.server.ts';
import * as repository from './expiry.repository.server.ts';
import { stageOfChecks } from './stage.ts';

/**
 * Every night: who is ready and whose check has ended goes back to the checks. She is told, and the office is to
 * telephone; who has renewed it in the meantime is ready again. Each moves once, however often this runs.
 */
export async function lookAfterReadiness(ctx: Context): Promise<{ expired: number; renewed: number }> {
  const today = wallTime(ctx.now).date;
  let expired = 0;
  for (const one of await repository.listExpired(ctx.db, today)) {
    expired += Number(await withTransaction(ctx.db, (db) => takeOut({ ...ctx, db }, one, today)));
  }
  return { expired, renewed: await returnRenewed(ctx, { personId: null }) };
}

async function takeOut(
  tx: Context,
  one: repository.DueMove & { kinds: string[] },
  today: PlainDate,
): Promise<boolean> {
  if (!(await moveByItself(tx, one, 'expired'))) return false;
  const { applicationId, personId, organisationId, activity, office } = one;
  const key = `${expiredKey(applicationId)} ${today}`;
  await notify(tx, [
    { personId, organisationId, kind: 'recruiting_expired', facts: { activity, office }, key },
  ]);
  await askToCall(tx, [
    {
      ...{ organisationId, personId, kind: 'recruiting_expired', dueAt: tx.now, key },
      facts: { applicationId, activity },
    },
  ]);
  return true;
}

/** Puts those back whom the end of a check had taken out and who lack nothing any more. @returns how many */
export async function returnRenewed(
  ctx: Context,
  { personId }: { personId: string | null },
): Promise<number> {
  const today = wallTime(ctx.now).date;
  let renewed = 0;
  for (const one of await repository.listRenewed(ctx.db, today, personId)) {
    renewed += Number(
      await withTransaction(ctx.db, async (db) => {
        const tx = { ...ctx, db };
        if (!(await moveByItself(tx, one, 'renewed'))) return false;
        const { applicationId, organisationId, activity, office } = one;
        const prefix = expiredKey(applicationId);
        await settleCallsAbout({ ...tx, actor: { id: one.personId } }, { organisationId, prefix });
        const key = `ready ${applicationId} ${today}`;
        await notify(tx, [
          {
            ...{ personId: one.personId, organisationId, key },
            ...{ kind: 'recruiting_ready', facts: { activity, office } },
          },
        ]);
        return true;
      }),
    );
  }
  return renewed;
}

const expiredKey = (applicationId: string) => `expired ${applicationId}`;

/** False when somebody has moved it meanwhile. */
async function moveByItself(
  tx: Context,
  { applicationId, organisationId, personId, stage, stages }: repository.DueMove,
  cause: 'expired' | 'renewed',
): Promise<boolean> {
  const to = cause === 'expired' ? stageOfChecks(stages) : 'ready';
  const was = await applications.moveApplication(tx.db, applicationId, stage, {
    ...{ stage: to, stageAt: tx.now },
    ...{ pausedUntil: null, leftReason: null },
  });
  if (!was) return false;
  await applications.insertMove(tx.db, {
    ...{ applicationId, fromStage: stage, toStage: to, fromStageAt: was.stageAt },
    ...{ movedAt: tx.now, cause },
  });
  await applications.recordEvent(tx.db, {
    type: 'application_moved',
    ...{ occurredAt: tx.now, actorId: null, organisationId, personId, details: { from: stage, to, cause } },
  });
  return true;
}
