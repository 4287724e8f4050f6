import * as schema from '#lib/server/db/schema/index.ts';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { once } from 'node:events';
import type postgres from 'postgres';

const tables = [
  schema.district,
  schema.postalCode,
  schema.postalCodeDistrict,
  schema.organisation,
  schema.person,
  schema.membership,
  schema.volunteer,
  schema.availability,
  schema.absence,
  schema.declarationText,
  schema.qualification,
  schema.project,
  schema.projectPartner,
  schema.groupProfile,
  schema.interest,
  schema.activity,
  schema.application,
  schema.applicationMove,
  schema.closingDay,
  schema.room,
  schema.roomWindow,
  schema.lessonTime,
  schema.readingSchool,
  schema.readingChild,
  schema.series,
  schema.seriesPhase,
  schema.seriesRole,
  schema.commitment,
  schema.readingPair,
  schema.readingSession,
  schema.event,
  schema.shift,
  schema.signup,
  schema.attendance,
  schema.recruitingEvent,
  schema.importRun,
  schema.request,
  schema.requestMessage,
  schema.requestNote,
  schema.requestDate,
  schema.client,
  schema.clientWindow,
  schema.tandem,
  schema.visit,
  schema.historyWeek,
  schema.participant,
  schema.sessionParticipant,
  schema.standIn,
  schema.domainEvent,
] satisfies PgTable[];

/** The names of all tables that the seed fills. */
export const seededTables = tables.map((table) => getTableName(table));

/** Columns that the database fills by itself, in order of insertion. */
const counted: Record<string, string> = {
  signup: 'arrival',
  domain_event: 'id',
  tandem: 'state',
  reading_pair: 'state',
};

/** Complete rows only: COPY knows no defaults, and an invented row shall say what it is. */
export type Row<Table extends PgTable> = Omit<
  Table['$inferSelect'],
  Table extends typeof schema.signup
    ? 'arrival'
    : Table extends typeof schema.domainEvent
      ? 'id'
      : Table extends typeof schema.tandem | typeof schema.readingPair
        ? 'state'
        : never
>;

type Value = string | number | boolean | Date | readonly string[] | object | null;

const escape = (text: string) =>
  /[\\\n\r\t]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')
    : text;

/** A value as COPY's text format wants it. Entries of arrays are codes: nothing in them needs quotes. */
function encode(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return escape(JSON.stringify(value));
}

const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Collects rows in memory and streams them into their tables by COPY. */
export type Writer = {
  add<Table extends PgTable>(table: Table, row: Row<Table>): void;
  /** How many rows wait to be written. */
  waiting(): number;
  /**
   * Writes what was collected so far. A row that breaks a check or a unique index rejects it; other rules must be
   * down meanwhile, because postgres.js never hears of an error that comes at the end of a COPY.
   */
  flush(): Promise<void>;
};

/** Pieces of this size keep the socket busy without filling memory. */
const PIECE = 1 << 16;

export function createWriter(tx: postgres.TransactionSql): Writer {
  const targets = new Map<PgTable, { name: string; keys: string[]; lines: string[] }>();
  for (const table of tables) {
    const name = getTableName(table);
    const keys = Object.keys(getTableColumns(table)).filter((key) => snake(key) !== counted[name]);
    targets.set(table, { name, keys, lines: [] });
  }
  let waiting = 0;
  return {
    add(table, row) {
      const target = targets.get(table)!;
      let line = '';
      for (const key of target.keys) line += `${line && '\t'}${encode((row as Record<string, Value>)[key]!)}`;
      target.lines.push(line);
      waiting++;
    },
    waiting: () => waiting,
    async flush() {
      waiting = 0;
      // Taken all at once: the next rows are added while these are on their way.
      const batch = [...targets.values()].map((target) => ({ ...target }));
      for (const target of targets.values()) target.lines = [];
      for (const target of batch) {
        if (target.lines.length === 0) continue;
        const columns = target.keys.map((key) => `"${snake(key)}"`).join(', ');
        const stream = await tx.unsafe(`copy "${target.name}" (${columns}) from stdin`).writable();
        const done = once(stream, 'finish');
        let piece = '';
        for (const line of target.lines) {
          piece += `${line}\n`;
          if (piece.length < PIECE) continue;
          if (!stream.write(piece)) await once(stream, 'drain');
          piece = '';
        }
        stream.end(piece);
        await done;
      }
    },
  };
}
