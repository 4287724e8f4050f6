import type { ClosingKind, DayOffCalendar } from '#lib/features/days-off/day-off.ts';
import type { OrganisationKind } from '#lib/features/organisations/organisation.ts';
import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';

/** A house whose closing days somebody may keep. */
export type House = { id: string; name: string; kind: OrganisationKind };

/** Both days included. */
export type ClosingStretch = { firstOn: PlainDate; lastOn: PlainDate; kind: ClosingKind; note: string };
export type ClosingDay = ClosingStretch & { id: string };

/** How many stretches are entered in one go, and how long each may be. */
export const STRETCHES_AT_MOST = 12;
export const LONGEST_DAYS = 60;

/** How many days of school these stretches take: what is off anyway costs nothing. */
export function daysTaken(
  stretches: readonly { firstOn: PlainDate; lastOn: PlainDate }[],
  isOffAnyway: DayOffCalendar,
): number {
  const days = new Set<PlainDate>();
  for (const { firstOn, lastOn } of stretches) {
    for (let day = firstOn; day <= lastOn; day = addDays(day, 1)) {
      if (weekdayOf(day) <= 5 && isOffAnyway(day).length === 0) days.add(day);
    }
  }
  return days.size;
}

/** The rows of the form, one value per row and name; a row without any day is none. */
export type ClosingRow = { kind: string; firstOn: string; lastOn: string; note: string };

export function rowsOf(form: FormData): ClosingRow[] {
  const column = (name: string) => form.getAll(name).map(String);
  const [kinds, firsts, lasts, notes] = [column('kind'), column('firstOn'), column('lastOn'), column('note')];
  return kinds.map((kind, index) => ({
    kind,
    firstOn: firsts[index] ?? '',
    lastOn: lasts[index] ?? '',
    note: notes[index] ?? '',
  }));
}

/** A row without a last day is about one day. */
export function filledRows(rows: readonly ClosingRow[]): ClosingRow[] {
  return rows
    .filter(({ firstOn, lastOn }) => firstOn !== '' || lastOn !== '')
    .map((row) => ({ ...row, lastOn: row.lastOn || row.firstOn }));
}

export const emptyRow = (kind: ClosingKind): ClosingRow => ({ kind, firstOn: '', lastOn: '', note: '' });

/** One press of a button in the form: `add`, `remove 2` (the third row), or `back` (nothing). */
export function editRows(rows: readonly ClosingRow[], press: string, atMost: number): ClosingRow[] {
  const [verb, argument] = press.split(' ');
  if (verb === 'remove') return rows.filter((_, index) => index !== Number(argument));
  if (verb !== 'add' || rows.length >= atMost) return [...rows];
  return [...rows, emptyRow((rows.at(-1)?.kind as ClosingKind | undefined) ?? 'closed')];
}
