import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';
import { event } from './scheduling.ts';
import { interest, volunteer } from './volunteers.ts';

/** What an office recruits for: through which stages an application goes, and what somebody must bring to be ready. */
export const activity = pgTable(
  'activity',
  {
    id: id(),
    /** The office that recruits: the one controller of the applications. */
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    name: text().notNull(),
    /** In the order of the board. */
    stages: text()
      .array()
      .notNull()
      .default(sql`'{interested,talk,training,checks,ready,paused,left}'`),
    /** Kinds of qualification without which nobody is ready. */
    requirements: text()
      .array()
      .notNull()
      .default(sql`'{volunteer_agreement,secrecy_declaration}'`),
    /** How much each criterion of matching counts; empty: as usual. */
    weights: jsonb().notNull().default({}),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    archivedAt: instant(),
    archivedBy: uuid().references(() => person.id),
  },
  (t) => [
    check(
      'activity_kind',
      sql`${t.kind} in ('visiting','accompanying','reading','history_week','group','other')`,
    ),
    check(
      'activity_stages',
      sql`${t.stages} <@ '{interested,talk,training,checks,ready,paused,left}'
        and ${t.stages}[1] = 'interested' and ${t.stages}[cardinality(${t.stages}) - 2:] = '{ready,paused,left}'
        and cardinality(${t.stages}) = 4 + ('talk' = any (${t.stages}))::int
          + ('training' = any (${t.stages}))::int + ('checks' = any (${t.stages}))::int`,
    ),
    check('activity_requirements', sql`${t.requirements} @> '{volunteer_agreement,secrecy_declaration}'`),
    check('activity_archive', sql`(${t.archivedAt} is null) = (${t.archivedBy} is null)`),
    unique('activity_with_organisation').on(t.id, t.organisationId),
    uniqueIndex('activity_name')
      .on(t.organisationId, sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
    index('activity_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
    index('activity_archived_by')
      .on(t.archivedBy)
      .where(sql`archived_by is not null`),
  ],
);

/** Somebody on the way into an activity. Only who holds all that it requires gets to `ready` (see the trigger). */
export const application = pgTable(
  'application',
  {
    id: id(),
    activityId: uuid().notNull(),
    /** Same as the activity's (kept so by the foreign key): the board reads one index. */
    organisationId: uuid().notNull(),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    stage: text().notNull().default('interested'),
    /** Since when it stands there. */
    stageAt: instant().notNull(),
    /** The wish from which it came. */
    interestId: uuid().references(() => interest.id),
    assigneeId: uuid().references(() => person.id),
    nextStep: text().notNull().default(''),
    nextOn: date(),
    /** For the office only; no diagnoses. */
    note: text().notNull().default(''),
    pausedUntil: date(),
    leftReason: text(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    foreignKey({
      name: 'application_activity',
      columns: [t.activityId, t.organisationId],
      foreignColumns: [activity.id, activity.organisationId],
    }),
    check('application_pause', sql`${t.pausedUntil} is null or ${t.stage} = 'paused'`),
    check('application_left', sql`(${t.leftReason} is null) = (${t.stage} <> 'left')`),
    check(
      'application_left_reason',
      sql`${t.leftReason} in ('no_time','health','moved','other_engagement','not_reached','not_possible','merged','other')`,
    ),
    uniqueIndex('application_open')
      .on(t.activityId, t.personId)
      .where(sql`stage <> 'left'`),
    index('application_board').on(t.organisationId, t.stage, t.stageAt),
    index('application_person').on(t.personId),
    index('application_interest')
      .on(t.interestId)
      .where(sql`interest_id is not null`),
    index('application_assignee')
      .on(t.assigneeId)
      .where(sql`assignee_id is not null`),
    index('application_created_by').on(t.createdBy),
  ],
);

/** How an application came to where it stands: who moved it, when, from where to where. */
export const applicationMove = pgTable(
  'application_move',
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .references(() => application.id, { onDelete: 'cascade' }),
    /** Null: it began. */
    fromStage: text(),
    toStage: text().notNull(),
    /** What the move overwrote, so that it can be taken back. */
    fromStageAt: instant(),
    fromPausedUntil: date(),
    fromLeftReason: text(),
    movedAt: instant().notNull(),
    /** Null: by itself. */
    movedBy: uuid().references(() => person.id),
    /** Why by itself: something that is required has ended, or is held again. */
    cause: text(),
    undoneAt: instant(),
    undoneBy: uuid().references(() => person.id),
  },
  (t) => [
    check('application_move_undo', sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
    index('application_move_application').on(t.applicationId, t.movedAt),
    check(
      'application_move_cause',
      sql`${t.cause} in ('expired','renewed') and (${t.movedBy} is null) = (${t.cause} is not null)`,
    ),
    index('application_move_moved_by').on(t.movedBy),
    index('application_move_undone_by')
      .on(t.undoneBy)
      .where(sql`undone_by is not null`),
  ],
);

/** A talk or a training that people book. It is an ordinary date, so that nobody is in two places at once. */
export const recruitingEvent = pgTable(
  'recruiting_event',
  {
    eventId: uuid()
      .primaryKey()
      .references(() => event.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    /** What being there is recorded as. */
    qualificationKind: text().notNull(),
    /** Only for applicants of this activity; null: for all of the office. */
    activityId: uuid().references(() => activity.id),
    hostId: uuid().references(() => person.id),
  },
  (t) => [
    check('recruiting_event_kind', sql`${t.kind} in ('talk','training')`),
    check('recruiting_event_talk', sql`(${t.kind} = 'talk') = (${t.qualificationKind} = 'intake_talk')`),
    index('recruiting_event_organisation').on(t.organisationId),
    index('recruiting_event_activity').on(t.activityId),
    index('recruiting_event_host').on(t.hostId),
  ],
);

/** Two records of one person, made one. The other becomes an alias that cannot sign in. */
export const personMerge = pgTable(
  'person_merge',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    keptId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    mergedId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    mergedAt: instant().notNull(),
    mergedBy: uuid()
      .notNull()
      .references(() => person.id),
    undoneAt: instant(),
    undoneBy: uuid().references(() => person.id),
  },
  (t) => [
    check('person_merge_two', sql`${t.keptId} <> ${t.mergedId}`),
    check('person_merge_undo', sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
    uniqueIndex('person_merge_of')
      .on(t.mergedId)
      .where(sql`undone_at is null`),
    index('person_merge_kept').on(t.keptId),
    index('person_merge_organisation').on(t.organisationId, t.mergedAt),
    index('person_merge_merged_by').on(t.mergedBy),
    index('person_merge_undone_by')
      .on(t.undoneBy)
      .where(sql`undone_by is not null`),
  ],
);

/** Every row that a merge touched, in order, as it was: undoing walks them backwards. */
export const mergedRow = pgTable(
  'merged_row',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mergeId: uuid()
      .notNull()
      .references(() => personMerge.id, { onDelete: 'cascade' }),
    relation: text().notNull(),
    /** Its primary key after the merge. */
    key: jsonb().notNull(),
    before: jsonb().notNull(),
    after: jsonb().notNull(),
    /** `moved` to the other person, `changed` in itself, or a `clash`: both have the same, so it stayed. */
    outcome: text().notNull(),
  },
  (t) => [
    check('merged_row_outcome', sql`${t.outcome} in ('moved','changed','clash')`),
    index('merged_row_merge').on(t.mergeId, t.id),
  ],
);

/** Looked alike and are two people: not to be asked again. */
export const notSamePerson = pgTable(
  'not_same_person',
  {
    firstId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    secondId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    decidedAt: instant().notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.firstId, t.secondId] }),
    check('not_same_person_order', sql`${t.firstId} < ${t.secondId}`),
    index('not_same_person_second').on(t.secondId),
    index('not_same_person_decided_by').on(t.decidedBy),
  ],
);
