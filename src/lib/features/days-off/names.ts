import { m } from '#lib/paraglide/messages.js';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import type { HolidayKey } from '#lib/time/holidays.ts';
import { type ClosingKind, type DayNote, type DayOff, dayOffCalendar, type DaysOff } from './day-off.ts';

const names: Record<HolidayKey, () => string> = {
  neujahr: m.time_holiday_neujahr,
  karfreitag: m.time_holiday_karfreitag,
  ostermontag: m.time_holiday_ostermontag,
  tag_der_arbeit: m.time_holiday_tag_der_arbeit,
  christi_himmelfahrt: m.time_holiday_christi_himmelfahrt,
  pfingstmontag: m.time_holiday_pfingstmontag,
  fronleichnam: m.time_holiday_fronleichnam,
  tag_der_deutschen_einheit: m.time_holiday_tag_der_deutschen_einheit,
  allerheiligen: m.time_holiday_allerheiligen,
  erster_weihnachtstag: m.time_holiday_erster_weihnachtstag,
  zweiter_weihnachtstag: m.time_holiday_zweiter_weihnachtstag,
};

/** What a calendar writes beside the days from `from` to `to`. It shows the year itself: names go without. */
export function dayNotes(
  stretches: readonly DaysOff[],
  { from, to }: { from: PlainDate; to: PlainDate },
): Record<PlainDate, DayNote> {
  const isOff = dayOffCalendar(stretches);
  const notes: Record<PlainDate, DayNote> = {};
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const [strongest] = isOff(day);
    if (!strongest) continue;
    const name = dayOffName(strongest).replace(/ \d{4}(\/\d{2})?$/, '');
    notes[day] = { name, isPublic: strongest.kind === 'public_holiday' };
  }
  return notes;
}

const closingNames: Record<ClosingKind, () => string> = {
  movable_holiday: m.days_off_closing_movable_holiday,
  project_week: m.days_off_closing_project_week,
  trip: m.days_off_closing_trip,
  staff_day: m.days_off_closing_staff_day,
  weather: m.days_off_closing_weather,
  strike: m.days_off_closing_strike,
  closed: m.days_off_closing_closed,
  other: m.days_off_closing_other,
};

/** Why a house is closed, in the reader's language. */
export function closingKindName(code: string): string {
  return closingNames[code as ClosingKind]?.() ?? code;
}

/** A day off in words: "Fronleichnam", "Herbstferien 2026", "Beweglicher Ferientag (Rosenmontag)". */
export function dayOffName({ kind, name, note }: DayOff): string {
  if (kind === 'public_holiday') return names[name as HolidayKey]?.() ?? name;
  if (kind === 'school_holiday') return name;
  return note ? m.days_off_named({ name: closingKindName(name), note }) : closingKindName(name);
}
