import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { shift, signup } from './scheduling.ts';
import { absence } from './volunteers.ts';

/** Somebody looks for a substitute for one of their places; it stays theirs until somebody has taken over. */
export const substituteOffer = pgTable(
  'substitute_offer',
  {
    id: id(),
    shiftId: uuid()
      .notNull()
      .references(() => shift.id, { onDelete: 'cascade' }),
    /** The place that is offered; when it ends otherwise, a trigger closes the offer. */
    signupId: uuid()
      .notNull()
      .references(() => signup.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    note: text().notNull().default(''),
    offeredAt: instant().notNull(),
    offeredBy: uuid()
      .notNull()
      .references(() => person.id),
    /** Who said yes first; where the project wants it, the office has still to agree. */
    acceptedAt: instant(),
    acceptedBy: uuid().references(() => person.id),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text(),
  },
  (t) => [
    check(
      'substitute_offer_closing',
      sql`(${t.closedAt} is null) = (${t.closedBy} is null) and (${t.closedAt} is null) = (${t.outcome} is null)`,
    ),
    check(
      'substitute_offer_acceptance',
      sql`(${t.acceptedAt} is null) = (${t.acceptedBy} is null) and (${t.outcome} is distinct from 'taken' or ${t.acceptedBy} is not null)`,
    ),
    check('substitute_offer_outcome', sql`${t.outcome} in ('taken','withdrawn','place_ended')`),
    uniqueIndex('substitute_offer_of_place')
      .on(t.signupId)
      .where(sql`closed_at is null`),
    index('substitute_offer_shift').on(t.shiftId),
    index('substitute_offer_person').on(t.personId),
  ],
);

/** Who was asked to take over. */
export const substituteAsk = pgTable(
  'substitute_ask',
  {
    offerId: uuid()
      .notNull()
      .references(() => substituteOffer.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    askedAt: instant().notNull(),
    /** It does not suit them, or the office chose otherwise. */
    declinedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.offerId, t.personId] }), index('substitute_ask_person').on(t.personId)],
);

/** "I come all the same": a place within an absence about which nobody has to be asked again. */
export const keptPlace = pgTable(
  'kept_place',
  {
    absenceId: uuid()
      .notNull()
      .references(() => absence.id, { onDelete: 'cascade' }),
    signupId: uuid()
      .notNull()
      .references(() => signup.id, { onDelete: 'cascade' }),
    keptAt: instant().notNull(),
    keptBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.absenceId, t.signupId] })],
);
