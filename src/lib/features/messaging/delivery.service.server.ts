import { m } from '#lib/paraglide/messages.js';
import { baseLocale, isLocale } from '#lib/paraglide/runtime.js';
import type { Context } from '#lib/server/context.server.ts';
import type { Mailer } from '#lib/server/mail/mailer.server.ts';
import * as repository from './repository.server.ts';
import { wordsOf } from './words.ts';

/**
 * Sends one notice by e-mail, in the person's language, with nothing personal in the subject. Nothing happens when
 * the person has no address, has read it meanwhile, or has got it already.
 *
 * A job that is tried again sends once. Only when the server dies between the mail server's "accepted" and our own
 * note of it does the mail go out twice; both then carry the same Message-ID, by which mail programs know them as one.
 */
export async function sendNotice(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { noticeId }: { noticeId: string },
  { mailer, origin }: { mailer: Mailer; origin: string },
): Promise<void> {
  const notice = await repository.findNoticeToSend(db, noticeId);
  if (!notice?.email || notice.readAt || notice.mailedAt) return;
  const locale = isLocale(notice.locale) ? notice.locale : baseLocale;
  const { title, text } = wordsOf(notice, locale);
  await mailer.send({
    to: notice.email,
    messageId: `<notice-${noticeId}@${new URL(origin).hostname}>`,
    subject: m.messaging_mail_subject({}, { locale }),
    text: [
      m.messaging_mail_greeting({ name: notice.givenName }, { locale }),
      title,
      text,
      m.messaging_mail_link({ link: `${origin}/mein/nachrichten` }, { locale }),
      m.messaging_mail_closing({}, { locale }),
    ]
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  });
  await repository.markMailed(db, noticeId, now);
}
