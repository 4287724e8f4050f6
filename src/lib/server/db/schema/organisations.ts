import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';

/** The one town (network) that this database serves; exactly one row. */
export const town = pgTable(
  'town',
  {
    id: boolean().primaryKey().default(true),
    name: text().notNull(),
    timeZone: text().notNull().default('Europe/Berlin'),
    /** The help line that stands in the same place on every page (WCAG 3.2.6). */
    phone: text().notNull(),
    email: text().notNull(),
    /** Minutes that must lie between two shifts of one person at different places. */
    travelBufferMinutes: integer().notNull().default(20),
    /** Shown on every page, such as "Demo town, not an offer of the city". */
    disclaimer: text(),
  },
  (t) => [
    check('town_is_single', sql`${t.id}`),
    check('town_travel_buffer', sql`${t.travelBufferMinutes} between 0 and 240`),
  ],
);

/** A political district (Stadtbezirk); its point is where distances to it are measured from. */
export const district = pgTable('district', {
  code: text().primaryKey(),
  name: text().notNull(),
  position: integer().notNull(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
});

export const postalCode = pgTable('postal_code', {
  code: text().primaryKey(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
});

/** Postal codes and districts cross (27 to 12 in Dortmund): a code only suggests a district. */
export const postalCodeDistrict = pgTable(
  'postal_code_district',
  {
    postalCode: text()
      .notNull()
      .references(() => postalCode.code, { onDelete: 'cascade' }),
    districtCode: text()
      .notNull()
      .references(() => district.code, { onDelete: 'cascade' }),
    isMain: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.postalCode, t.districtCode] })],
);

export const organisation = pgTable(
  'organisation',
  {
    id: id(),
    kind: text().notNull(),
    name: text().notNull(),
    /** The legal body that runs it and is the data controller (Träger); null for a provider itself. */
    providerId: uuid().references((): AnyPgColumn => organisation.id),
    districtCode: text().references(() => district.code),
    street: text(),
    postalCode: text(),
    city: text(),
    phone: text(),
    email: text(),
    website: text(),
    openingHours: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    isStepFree: boolean().notNull().default(false),
    accessNote: text(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references((): AnyPgColumn => person.id),
    archivedAt: instant(),
    archivedBy: uuid().references((): AnyPgColumn => person.id),
  },
  (t) => [
    check(
      'organisation_kind',
      sql`${t.kind} in ('city_department','central_unit','provider','senior_office','family_office','parish','meeting_place','school','kindergarten','care_home','partner')`,
    ),
    check('organisation_archive', sql`(${t.archivedAt} is null) = (${t.archivedBy} is null)`),
    index('organisation_kind_district').on(t.kind, t.districtCode),
    index('organisation_provider').on(t.providerId),
  ],
);

export const membership = pgTable(
  'membership',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references((): AnyPgColumn => person.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    role: text().notNull(),
    startedAt: instant().notNull().defaultNow(),
    startedBy: uuid().references((): AnyPgColumn => person.id),
    endedAt: instant(),
    endedBy: uuid().references((): AnyPgColumn => person.id),
  },
  (t) => [
    check(
      'membership_role',
      sql`${t.role} in ('coordinator','group_leader','facility_contact','department_head','data_protection_officer','administrator')`,
    ),
    uniqueIndex('membership_active')
      .on(t.personId, t.organisationId, t.role)
      .where(sql`ended_at is null`),
    index('membership_organisation').on(t.organisationId),
  ],
);
