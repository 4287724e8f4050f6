import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { district, organisation } from './organisations.ts';
import { project } from './projects.ts';
import { event } from './scheduling.ts';

/** What somebody asks an office for: a facility a project, a relative or neighbour visits. */
export const request = pgTable(
  'request',
  {
    id: id(),
    /** What people say on the telephone, such as `MA-7K3F-9Q`. No secret: it opens nothing. */
    reference: text().notNull(),
    /** How it came: by the public form, from a facility that is signed in, or told to the office. */
    channel: text().notNull(),
    kind: text().notNull(),
    /** The office that answers: the one controller. */
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    /** The house that asks. */
    facilityId: uuid().references(() => organisation.id),
    contactName: text().notNull(),
    contactPhone: text(),
    contactEmail: text(),
    /** In which language the contact is written to, and whether in plain words. */
    locale: text().notNull().default('de'),
    isPlain: boolean().notNull().default(false),
    /** How the contact stands to the person; a facility says nothing here. */
    relation: text(),
    /** A first name, or "Mutter": whatever the contact calls the person. */
    personName: text().notNull().default(''),
    personBornOn: date(),
    personKnows: text(),
    /** Where the person lives, as typed, and the district that it suggested. */
    place: text().notNull().default(''),
    districtCode: text().references(() => district.code),
    wish: text().notNull(),
    /** What this kind of request says beside the wish; judged by `factsSchemas`. */
    facts: jsonb().notNull().default({}),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    /** Who of the office cares for it. */
    assigneeId: uuid().references(() => person.id),
    takenAt: instant(),
    takenBy: uuid().references(() => person.id),
    projectId: uuid(),
    plannedAt: instant(),
    plannedBy: uuid().references(() => person.id),
    startedAt: instant(),
    startedBy: uuid().references(() => person.id),
    doneAt: instant(),
    doneBy: uuid().references(() => person.id),
    declinedAt: instant(),
    declinedBy: uuid().references(() => person.id),
    declineReason: text(),
    declineText: text(),
    withdrawnAt: instant(),
    /** The request that this one belongs to: asked twice, answered once. */
    mergedIntoId: uuid().references((): AnyPgColumn => request.id),
    mergedAt: instant(),
    mergedBy: uuid().references(() => person.id),
    /** The requester wrote or answered, and nobody of the office has read it yet. */
    newsAt: instant(),
  },
  (t) => [
    check('request_channel', sql`${t.channel} in ('web','facility','office')`),
    check(
      'request_kind',
      sql`${t.kind} in ('visiting','accompanying','reading','history_week','group','impulse','other')`,
    ),
    check(
      'request_relation',
      sql`${t.relation} in ('self','child','partner','family','neighbour','professional','other')`,
    ),
    check('request_person_knows', sql`${t.personKnows} in ('yes','not_yet','unsure')`),
    check(
      'request_decline_reason',
      sql`${t.declineReason} in ('nobody_free','not_our_task','outside','not_wanted','not_reached','other')`,
    ),
    check('request_from_facility', sql`(${t.channel} = 'facility') = (${t.facilityId} is not null)`),
    check(
      'request_can_be_reached',
      sql`${t.facilityId} is not null or ${t.contactPhone} is not null or ${t.contactEmail} is not null`,
    ),
    check('request_taken', sql`(${t.takenAt} is null) = (${t.takenBy} is null)`),
    check('request_planned', sql`(${t.plannedAt} is null) = (${t.plannedBy} is null)`),
    check('request_started', sql`(${t.startedAt} is null) = (${t.startedBy} is null)`),
    check('request_done', sql`(${t.doneAt} is null) = (${t.doneBy} is null)`),
    check(
      'request_declined',
      sql`(${t.declinedAt} is null) = (${t.declinedBy} is null) and (${t.declinedAt} is null) = (${t.declineReason} is null)`,
    ),
    check(
      'request_merged',
      sql`(${t.mergedAt} is null) = (${t.mergedBy} is null) and (${t.mergedAt} is null) = (${t.mergedIntoId} is null)
        and ${t.mergedIntoId} is distinct from ${t.id}`,
    ),
    // A project of another office can never answer it.
    foreignKey({
      name: 'request_project_of_office',
      columns: [t.projectId, t.organisationId],
      foreignColumns: [project.id, project.organisationId],
    }),
    uniqueIndex('request_reference').on(t.reference),
    index('request_of_facility').on(t.facilityId, t.createdAt),
    index('request_phone').on(t.organisationId, t.contactPhone),
    index('request_merged_into').on(t.mergedIntoId),
    index('request_project').on(t.projectId),
  ],
);

/** Handed from one office to another: a change of controller, kept for whoever asks who had the data. */
export const requestHandover = pgTable(
  'request_handover',
  {
    id: id(),
    requestId: uuid()
      .notNull()
      .references(() => request.id, { onDelete: 'cascade' }),
    fromOrganisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    toOrganisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    reason: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    check('request_handover_away', sql`${t.fromOrganisationId} <> ${t.toOrganisationId}`),
    index('request_handover_request').on(t.requestId, t.createdAt),
  ],
);

/** What the office writes for itself. It stays with the office when the request goes to another. */
export const requestNote = pgTable(
  'request_note',
  {
    id: id(),
    requestId: uuid()
      .notNull()
      .references(() => request.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    text: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [index('request_note_request').on(t.requestId, t.createdAt)],
);

/** What office and requester write to each other; both read it. */
export const requestMessage = pgTable(
  'request_message',
  {
    id: id(),
    requestId: uuid()
      .notNull()
      .references(() => request.id, { onDelete: 'cascade' }),
    isFromOffice: boolean().notNull(),
    text: text().notNull(),
    createdAt: instant().notNull(),
    /** Null when it came by the link. */
    createdBy: uuid().references(() => person.id),
  },
  (t) => [index('request_message_request').on(t.requestId, t.createdAt)],
);

/** A date that one side proposes and the other confirms, moves or takes back. */
export const requestDate = pgTable(
  'request_date',
  {
    id: id(),
    requestId: uuid()
      .notNull()
      .references(() => request.id, { onDelete: 'cascade' }),
    isFromOffice: boolean().notNull(),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    note: text().notNull().default(''),
    /** The date of the linked project that is meant. */
    eventId: uuid().references(() => event.id, { onDelete: 'set null' }),
    /** The proposal in whose place this one stands. */
    insteadOfId: uuid().references((): AnyPgColumn => requestDate.id),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    confirmedAt: instant(),
    /** After it was confirmed: called off. */
    withdrawnAt: instant(),
  },
  (t) => [
    check('request_date_order', sql`${t.endAt} > ${t.startAt}`),
    check('request_date_called_off', sql`${t.withdrawnAt} >= ${t.confirmedAt}`),
    uniqueIndex('request_date_instead').on(t.insteadOfId),
    index('request_date_request').on(t.requestId, t.startAt),
    index('request_date_event').on(t.eventId),
  ],
);
