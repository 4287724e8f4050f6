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
