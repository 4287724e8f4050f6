/** Rhythms and times of the week as people write them: "jeden 2. und 4. Donnerstag", "Mo und Mi vormittags". Pure. */
import type { AvailabilityWindow } from '#lib/features/volunteers/availability.ts';
import type { Weekday } from '#lib/time/date.ts';
import type { Ordinal, Recurrence } from '#lib/time/recurrence.ts';
import { folded, readTimes } from './cells.ts';

const weekdayWords: [RegExp, Weekday][] = [
  [/^(mo|montags?|mon|mondays?)$/, 1],
  [/^(di|die|dienstags?|tue|tuesdays?)$/, 2],
  [/^(mi|mittwochs?|wed|wednesdays?)$/, 3],
  [/^(do|donnerstags?|thu|thursdays?)$/, 4],
  [/^(fr|freitags?|fri|fridays?)$/, 5],
  [/^(sa|samstags?|sonnabends?|sat|saturdays?)$/, 6],
  [/^(so|sonntags?|sun|sundays?)$/, 7],
];

function weekdayOf(word: string): Weekday | null {
  return weekdayWords.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

const workdays: Weekday[] = [1, 2, 3, 4, 5];

/** `Mo-Fr` becomes the five days, `Mo` the one; null for any other word. */
function weekdaysOf(word: string): Weekday[] | null {
  if (/^(werktags|wochentags|werktaeglich)$/.test(word)) return workdays;
  if (word === 'taeglich') return [1, 2, 3, 4, 5, 6, 7];
  const [from, to] = word.split('-').map(weekdayOf);
  if (!from) return null;
  if (to === undefined) return [from];
  if (!to || to < from) return null;
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) as Weekday);
}

const ordinalWords: [RegExp, Ordinal][] = [
  [/^(1\.?|ersten?r?)$/, 1],
  [/^(2\.?|zweiten?r?)$/, 2],
  [/^(3\.?|dritten?r?)$/, 3],
  [/^(4\.?|vierten?r?)$/, 4],
  [/^(5\.?|fuenften?r?)$/, 5],
  [/^letzten?r?$/, -1],
];
const ordinalOf = (word: string) => ordinalWords.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** Words, with the dashes of a range drawn together. */
const words = (text: string) =>
  folded(text)
    .replace(/ ?(?:–|—|-) ?/g, '-')
    .replace(/\b(mo|di|mi|do|fr|sa|so)\./g, '$1')
    .split(/[\s,;/+&]+/)
    .filter((word) => word !== '');

/**
 * Reads a rhythm: `dienstags`, `jeden Di und Do`, `Mo-Fr`, `14-täglich Mi`, `alle 3 Wochen Freitag`,
 * `2. und 4. Donnerstag im Monat`, `jeden letzten Freitag`.
 *
 * @returns `ambiguous` for "jeden zweiten Donnerstag", which some say of every other week, some of the month
 */
export function readRhythm(text: string): Recurrence | 'ambiguous' | null {
  const found = words(text);
  const weekdays = [...new Set(found.flatMap((word) => weekdaysOf(word) ?? []))].sort((a, b) => a - b);
  if (weekdays.length === 0) return null;
  const every = weeksApart(found.join(' '));
  if (every !== null) return { frequency: 'weekly', every, weekdays, ordinals: [] };
  const ordinals = [...new Set(found.flatMap((word) => ordinalOf(word) ?? []))];
  const isMonthly = found.some((word) => /monat/.test(word));
  if (ordinals.length === 0)
    return isMonthly ? null : { frequency: 'weekly', every: 1, weekdays, ordinals: [] };
  const [only] = ordinals;
  const saysEvery = found.some((word) => /^jede[nrs]?$/.test(word));
  if (ordinals.length === 1 && saysEvery && !isMonthly && only !== 1 && only !== -1) return 'ambiguous';
  return { frequency: 'monthly', every: 1, weekdays, ordinals };
}

/** How many weeks lie between two dates, where the text says so. */
function weeksApart(text: string): number | null {
  if (/(14|vierzehn)-?taeg|zweiwoechentlich|2-woechentlich/.test(text)) return 2;
  const [, number] =
    /(?:alle|jede|aller) (\d|zwei|drei|vier|zweite|dritte|vierte)\.? wochen?/.exec(text) ?? [];
  if (!number) return null;
  const spoken = { zwei: 2, zweite: 2, drei: 3, dritte: 3, vier: 4, vierte: 4 };
  const weeks = spoken[number as keyof typeof spoken] ?? Number(number);
  return weeks >= 1 ? weeks : null;
}

const partsOfDay: [RegExp, string, string][] = [
  [/^(frueh|morgens|vormittags?|vorm)\.?$/, '09:00', '12:00'],
  [/^mittags?$/, '12:00', '14:00'],
  [/^(nachmittags?|nachm)\.?$/, '14:00', '17:00'],
  [/^abends?$/, '18:00', '20:00'],
  [/^(ganztags|ganztaegig|immer)$/, '09:00', '18:00'],
];

/**
 * Reads when somebody usually has time: `Mo 14-16 Uhr, Do vormittags`, `Di und Fr nachmittags`, `werktags abends`. A
 * part of the day without days is Monday to Friday, days without a time are the whole day. Null when something in it
 * cannot be read.
 */
export function readAvailability(text: string): AvailabilityWindow[] | null {
  const windows: AvailabilityWindow[] = [];
  let days: Weekday[] = [];
  let wasTime = false;
  const add = (startTime: string, endTime: string) => {
    for (const weekday of days.length > 0 ? days : workdays) windows.push({ weekday, startTime, endTime });
    wasTime = true;
  };
  const joined = folded(text)
    .replace(/(\d) ?bis ?(\d)/g, '$1-$2')
    .replace(/\bbis\b/g, '-')
    .replace(/ uhr\b/g, '');
  for (const word of words(joined)) {
    if (/^(und|u\.|oder|von|ab|nur|jeden?|am)$/.test(word)) continue;
    const named = weekdaysOf(word);
    if (named) {
      days = wasTime ? named : [...days, ...named];
      wasTime = false;
      continue;
    }
    const part = partsOfDay.find(([pattern]) => pattern.test(word));
    const times = part ? { start: part[1], end: part[2] } : readTimes(word);
    if (!times?.end || times.end <= times.start) return null;
    add(times.start, times.end);
  }
  if (!wasTime && days.length > 0) add('09:00', '18:00');
  return windows.length > 0 ? windows : null;
}
