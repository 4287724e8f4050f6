import { app } from '#lib/server/app.server.ts';
import { listDevelopmentMail } from '#lib/server/mail/mailbox.repository.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
  mails: await listDevelopmentMail(app().database.db),
  isSent: Boolean(app().env.SMTP_URL),
});
