import type { ClosingKind, DayOff } from './day-off.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlainDate } from '#lib/time/date.ts';
import { type HolidayKey, publicHolidays } from '#lib/time/holidays.ts';

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

/** The public holidays around a year, by their days: a page in December shows New Year too. */
export function holidayNames(year: number): Map<PlainDate, string> {
  return new Map(
    [year - 1, year, year + 1].flatMap(publicHolidays).map(({ date, key }) => [date, names[key]()]),
  );
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
