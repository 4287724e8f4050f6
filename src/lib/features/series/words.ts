import { m } from '#lib/paraglide/messages.js';
import type { Weekday } from '#lib/time/date.ts';
import { formatWeekday } from '#lib/time/format.ts';
import type { Ordinal, Recurrence } from '#lib/time/recurrence.ts';
import type { Obstacle } from './commitment.ts';

const ordinalNames: Record<string, () => string> = {
  '1': m.series_ordinal_1,
  '2': m.series_ordinal_2,
  '3': m.series_ordinal_3,
  '4': m.series_ordinal_4,
  '5': m.series_ordinal_5,
  '-1': m.series_ordinal_last,
};

/** "1.", "2." … "letzter". */
export function ordinalName(ordinal: Ordinal): string {
  return ordinalNames[String(ordinal)]!();
}

/** "Dienstag und Donnerstag". */
function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join('');
  return m.series_and({ first: parts.slice(0, -1).join(', '), last: parts.at(-1)! });
}

const weekdaysIn = (weekdays: Weekday[], locale: string) =>
  listed([...weekdays].sort((a, b) => a - b).map((weekday) => formatWeekday(weekday, locale)));

/** The rule in words: "Jeden Dienstag", "Alle 2 Wochen am Mittwoch", "Am 2. und 4. Donnerstag im Monat". */
function ruleWords({ frequency, every, weekdays, ordinals }: Recurrence, locale: string): string {
  const days = weekdaysIn(weekdays, locale);
  if (frequency === 'weekly') {
    return every === 1 ? m.series_rule_weekly({ days }) : m.series_rule_weeks({ days, every });
  }
  const inOrder = [...ordinals].sort((a, b) => (a === -1 ? 9 : a) - (b === -1 ? 9 : b));
  const which = listed(inOrder.map(ordinalName));
  return every === 1 ? m.series_rule_monthly({ which, days }) : m.series_rule_months({ which, days, every });
}

/** The rule with its time: "Jeden Dienstag, 15:00–16:30 Uhr". */
export function ruleWithTime(
  rule: Recurrence & { startTime: string; endTime: string },
  locale: string,
): string {
  return m.series_rule_time({ rule: ruleWords(rule, locale), start: rule.startTime, end: rule.endTime });
}

const obstacleNames: Record<Obstacle, () => string> = {
  check_missing: m.series_obstacle_check_missing,
  absent: m.series_obstacle_absent,
  full: m.series_obstacle_full,
  overlapping: m.series_obstacle_overlapping,
};

/** Why a promise has no place at a date. */
export function obstacleName(code: string): string {
  return obstacleNames[code as Obstacle]?.() ?? code;
}
