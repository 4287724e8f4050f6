import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { instant } from './columns.ts';
import { project } from './projects.ts';

/** What guests of a group want to know; a project of kind `group` without one is known to its helpers only. */
export const groupProfile = pgTable(
  'group_profile',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => project.id, { onDelete: 'cascade' }),
    /** How many guests there is room for; null: nobody counts. */
    capacity: integer(),
    /** In words: "kostenlos, Kaffee 1 €". */
    cost: text().notNull().default(''),
    /** Whether guests just come or call first. */
    registration: text().notNull().default('open'),
    /** How to get there and in. */
    directions: text().notNull().default(''),
    hasHearingLoop: boolean().notNull().default(false),
    /** Whether the page names the project's contact; the organisation's phone stands there anyway. */
    showsContact: boolean().notNull().default(true),
    /** In the public list of groups. */
    isListed: boolean().notNull().default(false),
    /** Being there says something about somebody's health: calendars show `neutralTitle` instead of the title. */
    isDiscreet: boolean().notNull().default(false),
    neutralTitle: text().notNull().default(''),
    /** Meets at the same time, such as the care for those whose relatives meet here. */
    meetsWithProjectId: uuid().references(() => project.id, { onDelete: 'set null' }),
    changedAt: instant().notNull().defaultNow(),
    changedBy: uuid().references(() => person.id),
  },
  (t) => [
    check('group_profile_capacity', sql`${t.capacity} between 1 and 1000`),
    check('group_profile_registration', sql`${t.registration} in ('open','call')`),
    check('group_profile_discreet', sql`not ${t.isDiscreet} or ${t.neutralTitle} <> ''`),
    check('group_profile_meets_with', sql`${t.meetsWithProjectId} <> ${t.projectId}`),
    index('group_profile_meets_with_project').on(t.meetsWithProjectId),
    index('group_profile_listed')
      .on(t.projectId)
      .where(sql`is_listed`),
  ],
);
