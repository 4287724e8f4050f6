import { addDays, type PlainDate } from './date.ts';

/** Names in every language are messages: `time_holiday_<key>`. */
export type HolidayKey =
  | 'neujahr'
  | 'karfreitag'
  | 'ostermontag'
  | 'tag_der_arbeit'
  | 'christi_himmelfahrt'
  | 'pfingstmontag'
  | 'fronleichnam'
  | 'tag_der_deutschen_einheit'
  | 'allerheiligen'
  | 'erster_weihnachtstag'
  | 'zweiter_weihnachtstag';

export type Holiday = { date: PlainDate; key: HolidayKey };

const fixedHolidays: [monthAndDay: string, key: HolidayKey][] = [
  ['01-01', 'neujahr'],
  ['05-01', 'tag_der_arbeit'],
  ['10-03', 'tag_der_deutschen_einheit'],
  ['11-01', 'allerheiligen'],
  ['12-25', 'erster_weihnachtstag'],
  ['12-26', 'zweiter_weihnachtstag'],
];

const movableHolidays: [daysAfterEaster: number, key: HolidayKey][] = [
  [-2, 'karfreitag'],
  [1, 'ostermontag'],
  [39, 'christi_himmelfahrt'],
  [50, 'pfingstmontag'],
  [60, 'fronleichnam'],
];

/** Easter Sunday of a Gregorian year, by the rule of Meeus, Jones and Butcher (1876). */
export function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const daysToSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * daysToSunday) / 451);
  return addDays(`${year}-03-22`, epact + daysToSunday - 7 * lateMoon);
}

/**
 * The public holidays of North Rhine-Westphalia, in the order of the calendar. The eleven rules hold
 * since 1995; the single Reformation Day of 2017 is not among them.
 */
export function publicHolidays(year: number): Holiday[] {
  const easter = easterSunday(year);
  return [
    ...fixedHolidays.map(([monthAndDay, key]) => ({ date: `${year}-${monthAndDay}`, key })),
    ...movableHolidays.map(([days, key]) => ({ date: addDays(easter, days), key })),
  ].sort((a, b) => a.date.localeCompare(b.date));
}

/** Whether a date is a public holiday in North Rhine-Westphalia. */
export function isPublicHoliday(date: PlainDate): boolean {
  return publicHolidays(Number(date.slice(0, 4))).some((holiday) => holiday.date === date);
}
