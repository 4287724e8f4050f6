import type { PlainDate } from '#lib/time/date.ts';

/** Holidays as the product brings them along. `isChecked`: more than one source names these days. */
export type KnownHoliday = { name: string; firstOn: PlainDate; lastOn: PlainDate; isChecked: boolean };

const checked = (name: string, firstOn: PlainDate, lastOn = firstOn): KnownHoliday => {
  return { name, firstOn, lastOn, isChecked: true };
};
const unchecked = (name: string, firstOn: PlainDate, lastOn = firstOn): KnownHoliday => {
  return { ...checked(name, firstOn, lastOn), isChecked: false };
};

/**
 * The school holidays of North Rhine-Westphalia, first and last day included: facts, written down by hand from the
 * ministry's decree (BASS 12-65 no. 1, school years up to 2029/30) and from calendars that repeat it.
 *
 * What only one calendar names is marked as unchecked: somebody of the town confirms it in the editor. The decree
 * ends with summer 2030; autumn and Christmas 2030 are not fixed yet and come in by the editor or a calendar file.
 */
export const schoolHolidaysNrw: readonly KnownHoliday[] = [
  // 2025/26: the ministry's pages.
  checked('Sommerferien 2025', '2025-07-14', '2025-08-26'),
  checked('Herbstferien 2025', '2025-10-13', '2025-10-25'),
  checked('Weihnachtsferien 2025/26', '2025-12-22', '2026-01-06'),
  checked('Osterferien 2026', '2026-03-30', '2026-04-11'),
  checked('Pfingstferien 2026', '2026-05-26'),
  // 2026/27 to Christmas 2028: three sources agree; the summers also in the ministry's table.
  checked('Sommerferien 2026', '2026-07-20', '2026-09-01'),
  checked('Herbstferien 2026', '2026-10-17', '2026-10-31'),
  checked('Weihnachtsferien 2026/27', '2026-12-23', '2027-01-06'),
  checked('Osterferien 2027', '2027-03-22', '2027-04-03'),
  checked('Pfingstferien 2027', '2027-05-18'),
  checked('Sommerferien 2027', '2027-07-19', '2027-08-31'),
  checked('Herbstferien 2027', '2027-10-23', '2027-11-06'),
  checked('Weihnachtsferien 2027/28', '2027-12-24', '2028-01-08'),
  checked('Osterferien 2028', '2028-04-10', '2028-04-22'),
  checked('Sommerferien 2028', '2028-07-10', '2028-08-22'),
  checked('Herbstferien 2028', '2028-10-23', '2028-11-04'),
  checked('Weihnachtsferien 2028/29', '2028-12-21', '2029-01-05'),
  // 2029 and 2030: summers from the ministry's table, autumn from two calendars, the rest from one alone.
  unchecked('Osterferien 2029', '2029-03-26', '2029-04-07'),
  unchecked('Pfingstferien 2029', '2029-05-22'),
  checked('Sommerferien 2029', '2029-07-02', '2029-08-14'),
  checked('Herbstferien 2029', '2029-10-15', '2029-10-27'),
  unchecked('Weihnachtsferien 2029/30', '2029-12-20', '2030-01-04'),
  unchecked('Osterferien 2030', '2030-04-15', '2030-04-27'),
  checked('Sommerferien 2030', '2030-06-24', '2030-08-06'),
];
