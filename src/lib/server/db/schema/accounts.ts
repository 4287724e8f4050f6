import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { district } from './organisations.ts';

/** Everybody with an account, or kept on behalf of somebody who only telephones. */
export const person = pgTable(
  'person',
  {
    id: id(),
    givenName: text().notNull(),
    familyName: text().notNull(),
    /** Lower case; null for people who are reached by telephone only. */
    email: text(),
    /** Digits with a leading + for the country; two people may share one telephone. */
    phone: text(),
    districtCode: text().references((): AnyPgColumn => district.code),
    locale: text().notNull().default('de'),
    passwordHash: text(),
    emailConfirmedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references((): AnyPgColumn => person.id),
    deactivatedAt: instant(),
    /** The same human, recorded twice: this record is only an alias of that one. */
    mergedIntoId: uuid().references((): AnyPgColumn => person.id),
  },
  (t) => [
    index('person_merged_into')
      .on(t.mergedIntoId)
      .where(sql`merged_into_id is not null`),
    uniqueIndex('person_email').on(t.email),
    index('person_phone').on(t.phone),
    index('person_district').on(t.districtCode),
    index('person_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
    check('person_email_lower', sql`${t.email} = lower(${t.email})`),
    check(
      'person_reachable',
      sql`${t.email} is not null or ${t.phone} is not null or ${t.mergedIntoId} is not null`,
    ),
  ],
);

/** A sign-in. `id` is the SHA-256 of the secret in the cookie: a stolen table opens no session. */
export const session = pgTable(
  'session',
  {
    id: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [index('session_person').on(t.personId), index('session_expiry').on(t.expiresAt)],
);

/** A code sent by e-mail: to sign in, or to set a new password. Only its hash is kept. */
export const signInCode = pgTable(
  'sign_in_code',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    codeHash: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    usedAt: instant(),
  },
  (t) => [index('sign_in_code_person').on(t.personId, t.createdAt)],
);

/** Counters of rate-limiter-flexible; the columns are the library's. */
export const rateLimit = pgTable(
  'rate_limit',
  { key: text().primaryKey(), points: integer().notNull().default(0), expire: bigint({ mode: 'number' }) },
  (t) => [index('rate_limit_expire').on(t.expire)],
);

/** What would have been sent by e-mail where no SMTP server is set (demo, development): see /dev/mail. */
export const developmentMail = pgTable(
  'development_mail',
  {
    id: id(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    sentAt: instant().notNull().defaultNow(),
  },
  (t) => [index('development_mail_sent').on(t.sentAt)],
);
