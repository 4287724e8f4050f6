import { expect, it } from 'vitest';
import { daysFrom } from './school-year.ts';

it('counts the school days of 2026/27 as the ministry does, before movable days', () => {
  const schoolDays = daysFrom('2026-08-01', '2027-07-31').filter((day) => day.isSchoolDay);
  const byWeekday = [1, 2, 3, 4, 5].map(
    (weekday) => schoolDays.filter((day) => day.weekday === weekday).length,
  );
  expect(byWeekday).toEqual([38, 38, 39, 38, 40]);
  expect([schoolDays[0]!.date, schoolDays.at(-1)!.date]).toEqual(['2026-09-02', '2027-07-16']);
});

it('knows a public holiday in term: Corpus Christi 2027', () => {
  const [day] = daysFrom('2027-05-27', '2027-05-27');
  expect(day).toMatchObject({ isHoliday: true, isSchoolDay: false });
});

it('has holidays also in years that nobody has published yet', () => {
  const summer = daysFrom('2033-07-25', '2033-08-10');
  expect(summer.some((day) => day.isSchoolDay)).toBe(false);
  expect(daysFrom('2033-11-14', '2033-11-18').every((day) => day.isSchoolDay)).toBe(true);
});
