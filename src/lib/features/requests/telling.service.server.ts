import { askToCall, notify } from '#lib/features/messaging/service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale, isLocale } from '#lib/paraglide/runtime.js';
import type { Context } from '#lib/server/context.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import type { Mailer } from '#lib/server/mail/mailer.server.ts';
import { linkToken } from './link.server.ts';
import { findRequest } from './repository.server.ts';
import type { Request } from './request.ts';

/** Hours until the office should have telephoned whoever has no e-mail. */
const CALL_HOURS = 24;

/** Why a requester is written to; the words say only that there is something to read. */
export type MailReason = 'received' | 'news' | 'dates';

/**
 * Tells the requester that there is something to read, in the caller's transaction: a facility's contact in the
 * application, others by e-mail with the link; for whoever has no e-mail the office gets a call to make.
 *
 * @returns whether the requester is told without a call
 */
export async function tellRequester(
  ctx: Context,
  request: Pick<Request, 'id' | 'reference' | 'organisationId' | 'facilityId' | 'createdBy' | 'contactEmail'>,
  reason: Exclude<MailReason, 'received'>,
): Promise<boolean> {
  const { id, reference, organisationId } = request;
  const facts = { reference, requestId: id };
  if (request.facilityId && request.createdBy) {
    await notify(ctx, [{ personId: request.createdBy, kind: 'request_news', facts, organisationId }]);
    return true;
  }
  if (request.contactEmail) {
    await addJob(ctx.db, 'send_request_mail', { requestId: id, reason }, { key: `request ${id} ${reason}` });
    return true;
  }
  await askToCall(ctx, [
    {
      organisationId,
      kind: 'request_answer',
      facts,
      dueAt: new Date(ctx.now.getTime() + CALL_HOURS * 3_600_000),
      key: `request ${id} ${ctx.now.toISOString()}`,
      requestId: id,
    },
  ]);
  return false;
}

const subjects = {
  received: m.requests_mail_received_subject,
  news: m.requests_mail_news_subject,
  dates: m.requests_mail_dates_subject,
};
const texts = {
  received: m.requests_mail_received_text,
  news: m.requests_mail_news_text,
  dates: m.requests_mail_dates_text,
};

/** The background job behind it: the link is made only now, so that it is written nowhere but in the mail. */
export async function sendRequestMail(
  { db }: Pick<Context, 'db'>,
  { requestId, reason }: { requestId: string; reason: MailReason },
  { mailer, origin, secret }: { mailer: Mailer; origin: string; secret: string },
): Promise<void> {
  const request = await findRequest(db, requestId);
  if (!request?.contactEmail) return;
  const locale = isLocale(request.locale) ? request.locale : baseLocale;
  const link = `${origin}/anfragen/${linkToken(request.id, secret)}`;
  const facts = { name: request.contactName, reference: request.reference, link };
  await mailer.send({
    to: request.contactEmail,
    subject: subjects[reason](facts, { locale }),
    text: texts[reason](facts, { locale }),
  });
}
