import { HORIZON_DAYS, LONGEST_DAYS } from '#lib/features/series/series.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { type Recurrence, recurrences } from '#lib/time/recurrence.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import { folded } from './cells.ts';
import { readRhythm } from './rhythm.ts';
import { type Lookup, type ReadRow, type RowCells, RowReader } from './row.ts';
import { type PlaceColumns, readPlace } from './shift-row.ts';
import { readClock, readDay } from './when.ts';

/** A group that meets again and again. */
export type GroupRow = PlaceColumns &
  Recurrence & {
    title: string;
    summary: string;
    contactId: string;
    firstOn: PlainDate;
    /** Empty: until further notice. */
    lastOn: string;
    startTime: PlainTime;
    endTime: PlainTime;
  };

/** Reads a group. A contact who has no seat in the office is a hint: the group gets none. */
export function readGroup(cells: RowCells, lookup: Lookup): ReadRow<GroupRow> {
  const reader = new RowReader(cells);
  const title = reader.needed('title', 120);
  const summary = reader.text('summary', 300);
  const rule = readRule(reader);
  const clock = readClock(reader);
  const firstOn = readDay(reader, 'firstOn', lookup)?.date ?? lookup.today;
  const lastOn = readDay(reader, 'lastOn', lookup)?.date ?? '';
  if (lastOn && lastOn < firstOn) reader.complain('end_before_start', 'lastOn', cells.lastOn);
  else if (lastOn > addDays(firstOn, LONGEST_DAYS))
    reader.complain('rhythm_too_long', 'lastOn', cells.lastOn);
  else if (rule && !yieldsDates(rule, firstOn, lastOn)) {
    reader.complain('rhythm_without_dates', 'rhythm', cells.rhythm);
  }
  const contact = lookup.contacts.find(({ name }) => folded(name) === folded(cells.contact ?? ''));
  if (cells.contact && !contact) reader.hint('contact_unknown', 'contact', cells.contact);
  return reader.result({
    ...readPlace(reader, lookup),
    ...(rule ?? { frequency: 'weekly', every: 1, weekdays: [], ordinals: [] }),
    title,
    summary,
    contactId: contact?.id ?? '',
    firstOn,
    lastOn,
    startTime: clock?.startTime ?? '',
    endTime: clock?.endTime ?? '',
  });
}

function readRule(reader: RowReader): Recurrence | null {
  const text = reader.needed('rhythm', 200);
  if (!text) return null;
  const rule = readRhythm(text);
  if (rule === 'ambiguous') return reader.complain('rhythm_ambiguous', 'rhythm', text);
  return rule ?? reader.complain('rhythm_unreadable', 'rhythm', text);
}

function yieldsDates(rule: Recurrence, firstOn: PlainDate, lastOn: string): boolean {
  const soon = addDays(firstOn, HORIZON_DAYS);
  return recurrences(rule, firstOn, lastOn && lastOn < soon ? lastOn : soon).length > 0;
}
