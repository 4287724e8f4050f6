import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';

export const project = pgTable(
  'project',
  {
    id: id(),
    /** The office or group that runs it: the one controller of everything below. */
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    title: text().notNull(),
    /** One or two sentences for the finder's list. */
    summary: text().notNull().default(''),
    description: text().notNull().default(''),
    languages: text()
      .array()
      .notNull()
      .default(sql`'{de}'`),
    /** Ongoing: people may say "I would like to help" without choosing a date. */
    isStanding: boolean().notNull().default(false),
    /** Its dates are arranged with the people concerned and never public, such as those of reading pairs. */
    isInternal: boolean().notNull().default(false),
    /** Through whom volunteers are insured, in one sentence (shown to them). */
    insuredThrough: text().notNull().default(''),
    /** A substitute whom a volunteer has found waits for the office's word. */
    substitutesNeedApproval: boolean().notNull().default(false),
    /** Whom the roster proposes is asked first, or placed at once. */
    placesBy: text().notNull().default('asking'),
    contactId: uuid().references(() => person.id),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => person.id),
    publishedAt: instant(),
    publishedBy: uuid().references(() => person.id),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
  },
  (t) => [
    check(
      'project_kind',
      sql`${t.kind} in ('visiting','accompanying','reading','history_week','group','other')`,
    ),
    check('project_places_by', sql`${t.placesBy} in ('asking','placing')`),
    check('project_publication', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    check('project_internal', sql`not (${t.isInternal} and ${t.publishedAt} is not null)`),
    check('project_closing', sql`(${t.closedAt} is null) = (${t.closedBy} is null)`),
    // Lets an event name its project together with the controller, so that the two can never differ.
    unique('project_with_organisation').on(t.id, t.organisationId),
    index('project_organisation').on(t.organisationId, t.createdAt),
    index('project_open')
      .on(t.kind)
      .where(sql`published_at is not null and closed_at is null`),
  ],
);

/** Another organisation that takes part, and what it does (domain.md: cross-agency projects). */
export const projectPartner = pgTable(
  'project_partner',
  {
    projectId: uuid()
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    role: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.organisationId] }),
    check(
      'project_partner_role',
      sql`${t.role} in ('lead','contributes_room','contributes_volunteers','refers_people','reads_only')`,
    ),
    index('project_partner_organisation').on(t.organisationId),
  ],
);
