import { m } from '#lib/paraglide/messages.js';
import { baseLocale, isLocale } from '#lib/paraglide/runtime.js';
import type { Context } from '#lib/server/context.server.ts';
import type { Mailer } from '#lib/server/mail/mailer.server.ts';
import * as repository from './repository.server.ts';
import { wordsOf } from './words.ts';

/**
 * Sends one notice by e-mail, in the person's language, with nothing personal in the subject. Nothing happens when
 * the person has no address or has read it meanwhile.
 */
export async function sendNotice(
  { db }: Pick<Context, 'db'>,
  { noticeId }: { noticeId: string },
  { mailer, origin }: { mailer: Mailer; origin: string },
): Promise<void> {
  const notice = await repository.findNoticeToSend(db, noticeId);
  if (!notice?.email || notice.readAt) return;
  const locale = isLocale(notice.locale) ? notice.locale : baseLocale;
  const { title, text } = wordsOf(notice, locale);
  await mailer.send({
    to: notice.email,
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
}
