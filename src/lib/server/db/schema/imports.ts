import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';

/** A spreadsheet that an office takes over; its rows are in `import_row` for as long as it can be taken back. */
export const importRun = pgTable(
  'import_run',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    fileName: text().notNull(),
    headers: text().array().notNull(),
    /** The field of each column, empty for one that is not taken over; null until somebody has confirmed it. */
    mapping: text().array(),
    state: text().notNull().default('uploaded'),
    isPublishing: boolean().notNull().default(false),
    totalRows: integer().notNull(),
    /** Progress of the job at work; written beside its transaction, so that others see it. */
    doneRows: integer().notNull().default(0),
    newRows: integer().notNull().default(0),
    duplicateRows: integer().notNull().default(0),
    badRows: integer().notNull().default(0),
    createdRows: integer().notNull().default(0),
    updatedRows: integer().notNull().default(0),
    keptRows: integer().notNull().default(0),
    failure: text(),
    failedRow: integer(),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    /** Who last set a job to work: it does so in this person's name. */
    startedBy: uuid().references(() => person.id),
    startedAt: instant(),
    appliedAt: instant(),
    appliedBy: uuid().references(() => person.id),
    undoneAt: instant(),
    undoneBy: uuid().references(() => person.id),
    sweptAt: instant(),
  },
  (t) => [
    check('import_run_kind', sql`${t.kind} in ('volunteers','shifts','groups')`),
    check(
      'import_run_state',
      sql`${t.state} in ('uploaded','checking','checked','applying','applied','undoing','undone')`,
    ),
    check('import_run_failure', sql`${t.failure} in ('changed','unexpected')`),
    check(
      'import_run_mapping',
      sql`${t.mapping} is null or cardinality(${t.mapping}) = cardinality(${t.headers})`,
    ),
    check('import_run_mapped', sql`${t.mapping} is not null or ${t.state} = 'uploaded'`),
    check(
      'import_run_applied',
      sql`(${t.appliedAt} is null) = (${t.state} not in ('applied','undoing','undone'))`,
    ),
    check('import_run_application', sql`(${t.appliedAt} is null) = (${t.appliedBy} is null)`),
    check('import_run_undo', sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
    index('import_run_organisation').on(t.organisationId, t.createdAt),
    index('import_run_at_work')
      .on(t.startedAt)
      .where(sql`state in ('checking','applying','undoing')`),
    index('import_run_unswept')
      .on(t.createdAt)
      .where(sql`swept_at is null`),
  ],
);

/** A row of the file with what became of it. */
export const importRow = pgTable(
  'import_row',
  {
    runId: uuid()
      .notNull()
      .references(() => importRun.id, { onDelete: 'cascade' }),
    /** As the person's own program counts. */
    number: integer().notNull(),
    cells: text().array().notNull(),
    verdict: text(),
    problems: jsonb().notNull().default([]),
    /** What the office has already: a volunteer, a date or a project, by `import_run.kind`. */
    duplicateId: uuid(),
    duplicateReason: text(),
    choice: text().notNull().default('skip'),
    /** What was made of it; no reference, since it may be deleted later. */
    createdId: uuid(),
    /** The fields that were filled in the counterpart, with their new values. */
    filled: jsonb(),
    isKept: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.number] }),
    check('import_row_verdict', sql`${t.verdict} in ('new','duplicate','bad')`),
    check('import_row_duplicate', sql`(${t.verdict} = 'duplicate') = (${t.duplicateId} is not null)`),
    check('import_row_duplicate_reason', sql`(${t.duplicateId} is null) = (${t.duplicateReason} is null)`),
    check('import_row_choice', sql`${t.choice} in ('skip','update','create')`),
    index('import_row_verdict').on(t.runId, t.verdict, t.number),
  ],
);
