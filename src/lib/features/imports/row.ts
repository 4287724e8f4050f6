import { email as emailSchema, phone as phoneSchema } from '#lib/features/accounts/schema.ts';
import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { folded, readPostalCode } from './cells.ts';
import type { ImportField, Mapping, Problem, ProblemCode } from './import.ts';

/** A row by the meaning of its columns. */
export type RowCells = Partial<Record<ImportField, string>>;

/** What a row read as; null when something in it is wrong. Hints may stand beside a value. */
export type ReadRow<Value> = { value: Value | null; problems: Problem[] };

export type Named = { code: string; name: string };

/** What the rows of a file may refer to. */
export type Lookup = {
  today: PlainDate;
  timeZone: string;
  districts: Named[];
  languages: Named[];
  skills: Named[];
  roles: Named[];
  /** The town's houses, where dates can take place. */
  houses: { id: string; name: string }[];
  /** The office's own projects. */
  projects: { id: string; title: string; kind: ProjectKind; isClosed: boolean }[];
  /** Who can be asked about a project of the office. */
  contacts: { id: string; name: string }[];
};

export function cellsByField(cells: string[], mapping: Mapping): RowCells {
  const row: RowCells = {};
  mapping.forEach((field, column) => {
    const text = cells[column]?.trim();
    if (field && text) row[field] = text;
  });
  return row;
}

/** Collects what is wrong while a row is read. */
export class RowReader {
  readonly problems: Problem[] = [];
  readonly cells: RowCells;

  constructor(cells: RowCells) {
    this.cells = cells;
  }

  complain(code: ProblemCode, field?: ImportField, value?: string): null {
    this.problems.push({
      code,
      ...(field && { field }),
      ...(value !== undefined && { value: value.slice(0, 80) }),
    });
    return null;
  }

  hint(code: ProblemCode, field: ImportField, value: string): null {
    this.problems.push({ code, field, value: value.slice(0, 80), isHint: true });
    return null;
  }

  /** A text that may be missing. */
  text(field: ImportField, max: number): string {
    const text = this.cells[field] ?? '';
    if (text.length > max) this.complain('too_long', field, text);
    return text;
  }

  /** A text that must be there. */
  needed(field: ImportField, max: number): string {
    if (!this.cells[field]) this.complain('missing', field);
    return this.text(field, max);
  }

  email(): string | null {
    const text = this.cells.email;
    if (!text) return null;
    const read = emailSchema.safeParse(text.replace(/^mailto:/i, ''));
    return read.success ? read.data : this.complain('email_invalid', 'email', text);
  }

  phone(field: 'phone' | 'mobile'): string | null {
    const text = this.cells[field];
    if (!text) return null;
    const read = phoneSchema.safeParse(text);
    return read.success ? read.data : this.complain('phone_invalid', field, text);
  }

  postalCode(): string | null {
    const text = this.cells.postalCode;
    if (!text) return null;
    return readPostalCode(text) ?? this.complain('postal_code_invalid', 'postalCode', text);
  }

  /** The value, unless something is wrong beyond hints. */
  result<Value>(value: Value): ReadRow<Value> {
    const isWrong = this.problems.some(({ isHint }) => !isHint);
    return { value: isWrong ? null : value, problems: this.problems };
  }
}

/** The entry that is called so, or has that code. */
export function findNamed<T extends Named>(entries: T[], text: string): T | null {
  const wanted = folded(text);
  return entries.find(({ code, name }) => folded(name) === wanted || code.toLowerCase() === wanted) ?? null;
}
