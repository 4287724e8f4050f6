import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';
import { shift } from './scheduling.ts';
import { volunteer } from './volunteers.ts';

/** "Propose the week": one search for a plan, and what becomes of it. Open until somebody closes it. */
export const rosterRun = pgTable(
  'roster_run',
  {
    id: id(),
    /** The Monday. */
    weekOn: date().notNull(),
    /** Which places may be proposed to somebody else: none, those the office has given, all but standing promises. */
    moves: text().notNull().default('none'),
    /** How long the search may take. */
    seconds: smallint().notNull(),
    state: text().notNull().default('queued'),
    failure: text(),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id, { onDelete: 'set null' }),
    startedAt: instant(),
    /** When the search was last heard of: one that is silent for long has died. */
    reportedAt: instant(),
    finishedAt: instant(),
    cancelledAt: instant(),
    objective: doublePrecision(),
    bound: doublePrecision(),
    gap: doublePrecision(),
    elapsedSeconds: doublePrecision(),
    /** Whether the plan is proven the best, or the time was up. */
    outcome: text(),
    eligiblePairs: integer(),
    /** Counts what coordinators did with the proposals, each as one step that can be undone. */
    step: integer().notNull().default(0),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id, { onDelete: 'set null' }),
  },
  (t) => [
    check('roster_run_week', sql`extract(isodow from ${t.weekOn}) = 1`),
    check('roster_run_seconds', sql`${t.seconds} between 0 and 600`),
    check('roster_run_moves', sql`${t.moves} in ('none','given','all')`),
    check('roster_run_state', sql`${t.state} in ('queued','running','done','cancelled','failed')`),
    check('roster_run_failure', sql`(${t.failure} is null) = (${t.state} <> 'failed')`),
    check(
      'roster_run_failure_code',
      sql`${t.failure} in ('nothing_open','nobody_eligible','no_time','contradiction','stopped','interrupted','unexpected')`,
    ),
    check('roster_run_outcome', sql`${t.outcome} in ('optimal','time-limit','feasible')`),
    index('roster_run_at_work')
      .on(t.createdAt)
      .where(sql`state in ('queued','running')`),
    index('roster_run_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
    index('roster_run_closed_by')
      .on(t.closedBy)
      .where(sql`closed_by is not null`),
  ],
);

/** Whose week it is. Two coordinators never work on the same: one open run per office and week. */
export const rosterRunOffice = pgTable(
  'roster_run_office',
  {
    runId: uuid()
      .notNull()
      .references(() => rosterRun.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    /** As in the run. */
    weekOn: date().notNull(),
    isOpen: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.organisationId] }),
    uniqueIndex('roster_run_open')
      .on(t.organisationId, t.weekOn)
      .where(sql`is_open`),
    index('roster_run_of_office').on(t.organisationId, t.weekOn),
  ],
);

/** A shift as the search saw it, with what it learned. */
export const rosterShift = pgTable(
  'roster_shift',
  {
    runId: uuid()
      .notNull()
      .references(() => rosterRun.id, { onDelete: 'cascade' }),
    shiftId: uuid()
      .notNull()
      .references(() => shift.id, { onDelete: 'cascade' }),
    /** What one more place would be worth: its scarcity, and where mending begins. */
    price: doublePrecision().notNull(),
    /** People who suit, and of those who are one criterion short how many lack what. */
    suited: integer().notNull(),
    lacking: jsonb().notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.runId, t.shiftId] }), index('roster_shift_shift').on(t.shiftId)],
);

/** What the week is for somebody without the proposal. */
export const rosterPerson = pgTable(
  'roster_person',
  {
    runId: uuid()
      .notNull()
      .references(() => rosterRun.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    minutesBefore: integer().notNull(),
    /** Shifts that suit. */
    suited: integer().notNull(),
    /** Why none does, most often. */
    obstacle: text(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.personId] }), index('roster_person_person').on(t.personId)],
);

/** A place to be given to somebody, or to be taken from them, and what became of it. */
export const rosterProposal = pgTable(
  'roster_proposal',
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => rosterRun.id, { onDelete: 'cascade' }),
    shiftId: uuid()
      .notNull()
      .references(() => shift.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    kind: text().notNull(),
    /** A move: the shift whose place is given up for this one, once the person says yes. */
    insteadOf: uuid().references(() => shift.id, { onDelete: 'set null' }),
    score: doublePrecision().notNull(),
    reasons: jsonb().notNull().default([]),
    /** Found after somebody had said no. */
    isMended: boolean().notNull().default(false),
    state: text().notNull().default('proposed'),
    /** The step that made it so. */
    step: integer(),
    /** Why the place could not be given: the code of a domain error, and its details without names. */
    refusal: text(),
    refusalDetails: jsonb(),
    decidedAt: instant(),
    decidedBy: uuid().references(() => person.id, { onDelete: 'set null' }),
  },
  (t) => [
    check('roster_proposal_kind', sql`${t.kind} in ('place','release')`),
    check('roster_proposal_instead_of', sql`${t.insteadOf} is null or ${t.kind} = 'place'`),
    check(
      'roster_proposal_state',
      sql`${t.state} in ('proposed','left_out','placed','released','asked','agreed','declined','refused')`,
    ),
    check('roster_proposal_refusal', sql`(${t.refusal} is not null) = (${t.state} = 'refused')`),
    uniqueIndex('roster_proposal_once').on(t.runId, t.shiftId, t.personId, t.kind),
    index('roster_proposal_shift').on(t.shiftId),
    index('roster_proposal_person').on(t.personId),
    index('roster_proposal_instead')
      .on(t.insteadOf)
      .where(sql`instead_of is not null`),
    index('roster_proposal_decided_by')
      .on(t.decidedBy)
      .where(sql`decided_by is not null`),
  ],
);

/** "Could you …?": somebody is asked to help at a shift; the place is taken when they say yes. */
export const shiftAsk = pgTable(
  'shift_ask',
  {
    id: id(),
    shiftId: uuid()
      .notNull()
      .references(() => shift.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    /** Where it comes from a roster. */
    proposalId: uuid().references(() => rosterProposal.id, { onDelete: 'set null' }),
    /** The shift whose place is given up with a yes. */
    insteadOf: uuid().references(() => shift.id, { onDelete: 'set null' }),
    /** What they were told under. */
    noticeKey: text().notNull(),
    askedAt: instant().notNull(),
    askedBy: uuid().references(() => person.id, { onDelete: 'set null' }),
    answeredAt: instant(),
    answer: text(),
    withdrawnAt: instant(),
  },
  (t) => [
    check('shift_ask_answer', sql`(${t.answeredAt} is null) = (${t.answer} is null)`),
    check('shift_ask_answers', sql`${t.answer} in ('yes','no')`),
    uniqueIndex('shift_ask_open')
      .on(t.shiftId, t.personId)
      .where(sql`answered_at is null and withdrawn_at is null`),
    index('shift_ask_person').on(t.personId),
    index('shift_ask_proposal').on(t.proposalId),
    index('shift_ask_instead')
      .on(t.insteadOf)
      .where(sql`instead_of is not null`),
    index('shift_ask_asked_by')
      .on(t.askedBy)
      .where(sql`asked_by is not null`),
  ],
);
