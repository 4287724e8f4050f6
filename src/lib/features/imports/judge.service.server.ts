import { shiftRoleName } from '#lib/features/scheduling/names.ts';
import { shiftRoles } from '#lib/features/scheduling/shift.ts';
import { languageName, skillName } from '#lib/features/volunteers/names.ts';
import { languages, skills } from '#lib/features/volunteers/volunteer.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import { folded } from './cells.ts';
import { findProjects, findShifts } from './dates.repository.server.ts';
import { type GroupRow, readGroup } from './group-row.ts';
import type { DuplicateReason, ImportField, ImportKind, ImportRun } from './import.ts';
import { loadKnown } from './lookup.repository.server.ts';
import { cellsByField, type Lookup, type ReadRow, type RowCells } from './row.ts';
import type { Judgement, StagedRow } from './rows.repository.server.ts';
import { readShift, type ShiftRow } from './shift-row.ts';
import { readVolunteer, type VolunteerRow } from './volunteer-row.ts';
import { findVolunteers, type Wanted } from './volunteers.repository.server.ts';

/** What a row of each kind reads as. */
export type RowValues = { volunteers: VolunteerRow; shifts: ShiftRow; groups: GroupRow };

export type JudgedRow<Kind extends ImportKind> = Judgement & { value: RowValues[Kind] | null };

type Counterpart = { id: string; reason: DuplicateReason } | 'elsewhere';
type Values<Kind extends ImportKind> = Wanted<RowValues[Kind]>[];

/** What each kind of import has of its own. */
type Rules<Kind extends ImportKind> = {
  read(cells: RowCells, lookup: Lookup): ReadRow<RowValues[Kind]>;
  /** What makes two rows of one file the same thing, each with the column that it stands in. */
  keys(value: RowValues[Kind]): [field: ImportField, key: string][];
  /** What the office has already of these. */
  find(
    ctx: ActorContext,
    run: ImportRun,
    rows: Values<Kind>,
    lookup: Lookup,
  ): Promise<Map<number, Counterpart>>;
};

const rules: { [Kind in ImportKind]: Rules<Kind> } = {
  volunteers: {
    read: readVolunteer,
    keys: ({ email, phone, givenName, familyName }) => [
      ...(email ? [['email', email] as [ImportField, string]] : []),
      ...(phone ? [['name', folded(`${phone} ${givenName} ${familyName}`)] as [ImportField, string]] : []),
    ],
    find: (ctx, run, rows) => findVolunteers(ctx.db, run.organisationId, rows),
  },
  shifts: {
    read: readShift,
    keys: ({ eventKey, role }) => [['date', `${eventKey}|${role}`]],
    async find(ctx, _run, rows, { timeZone }) {
      const wanted = rows.map(({ number, value: { projectId, date, startTime, role } }) => ({
        ...{ number, projectId, role },
        startAt: instantOf(date, startTime, timeZone).toISOString(),
      }));
      return withReason(await findShifts(ctx.db, wanted), 'date');
    },
  },
  groups: {
    read: readGroup,
    keys: ({ title }) => [['title', folded(title)]],
    async find(ctx, { organisationId }, rows) {
      const wanted = rows.map(({ number, value: { title } }) => ({ number, title }));
      return withReason(await findProjects(ctx.db, organisationId, wanted), 'title');
    },
  },
};

function withReason(found: Map<number, string>, reason: DuplicateReason): Map<number, Counterpart> {
  return new Map([...found].map(([number, id]) => [number, { id, reason }]));
}

/** Judges the rows of one import batch by batch; it remembers what stood in earlier rows. */
export type Judge<Kind extends ImportKind> = (rows: StagedRow[]) => Promise<JudgedRow<Kind>[]>;

/** What an import's rows may refer to is looked up once. */
export async function judgeOf<Kind extends ImportKind>(
  ctx: ActorContext,
  run: ImportRun & { kind: Kind },
): Promise<Judge<Kind>> {
  const { read, keys, find }: Rules<Kind> = rules[run.kind];
  const lookup = await lookupFor(ctx, run.organisationId);
  const seen = new Map<string, number>();
  return async (rows) => {
    const judged = rows.map(({ number, cells }): JudgedRow<Kind> => {
      const { value, problems } = read(cellsByField(cells, run.mapping!), lookup);
      if (value) {
        const same = keys(value).find(([field, key]) => seen.has(`${field} ${key}`));
        if (same) {
          const value = String(seen.get(`${same[0]} ${same[1]}`));
          return bad(number, [...problems, { code: 'repeated', field: same[0], value }]);
        }
        for (const [field, key] of keys(value)) seen.set(`${field} ${key}`, number);
      }
      if (!value) return bad(number, problems);
      return { number, verdict: 'new', problems, duplicateId: null, duplicateReason: null, value };
    });
    const good = judged.flatMap(({ number, value }) => (value ? [{ number, value }] : []));
    const counterparts =
      good.length > 0 ? await find(ctx, run, good, lookup) : new Map<number, Counterpart>();
    return judged.map((row): JudgedRow<Kind> => {
      const found = counterparts.get(row.number);
      if (!found) return row;
      if (found === 'elsewhere') {
        return bad(row.number, [...row.problems, { code: 'has_account', field: 'email' }]);
      }
      return { ...row, verdict: 'duplicate', duplicateId: found.id, duplicateReason: found.reason };
    });
  };
}

function bad<Kind extends ImportKind>(number: number, problems: Judgement['problems']): JudgedRow<Kind> {
  return { number, verdict: 'bad', problems, duplicateId: null, duplicateReason: null, value: null };
}

async function lookupFor(ctx: ActorContext, organisationId: string): Promise<Lookup> {
  const known = await loadKnown(ctx.db, organisationId);
  const named = (codes: readonly string[], nameOf: (code: string) => string) =>
    codes.map((code) => ({ code, name: nameOf(code) }));
  return {
    ...known,
    today: wallTime(ctx.now, known.timeZone).date,
    languages: named(languages, languageName),
    skills: named(skills, skillName),
    roles: named(shiftRoles, shiftRoleName),
  };
}
