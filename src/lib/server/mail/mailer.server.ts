import { createTransport } from 'nodemailer';
import type { Db } from '../db/client.server.ts';
import { insertDevelopmentMail } from './mailbox.repository.server.ts';

/** `messageId`: equal for two copies of one message, so that mail programs know them as one. */
export type Mail = { to: string; subject: string; text: string; messageId?: string };
export type Mailer = { send(mail: Mail): Promise<void> };

/** Sends through an SMTP server. A refusal throws, and the job is tried again later. */
export function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl);
  return {
    async send(mail) {
      await transport.sendMail({ from, ...mail });
    },
  };
}

/** Puts mail in a table instead of the world: for demo and development, shown at /dev/mail. */
export function mailboxMailer(db: Db): Mailer {
  return {
    send: ({ to, subject, text }) => insertDevelopmentMail(db, { recipient: to, subject, body: text }),
  };
}
