import { addDays, type PlainDate } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** What the sessions of a history week are about; the words are in `template-words.ts`. */
export type SessionTheme =
  | 'kick_off'
  | 'school_days'
  | 'shopping'
  | 'first_job'
  | 'home'
  | 'war_and_after'
  | 'festivities'
  | 'technology'
  | 'cooking'
  | 'rehearsal'
  | 'exhibition'
  | 'presentation';

export type PlannedSession = { on: PlainDate; startTime: PlainTime; endTime: PlainTime; theme: SessionTheme };

const first = { startTime: '09:00', endTime: '10:30' };
const second = { startTime: '11:00', endTime: '12:30' };
const third = { startTime: '14:00', endTime: '15:30' };

const days: { startTime: PlainTime; endTime: PlainTime; theme: SessionTheme }[][] = [
  [
    { ...second, theme: 'kick_off' },
    { ...third, theme: 'home' },
  ],
  [
    { ...first, theme: 'school_days' },
    { ...second, theme: 'shopping' },
    { ...third, theme: 'festivities' },
  ],
  [
    { ...first, theme: 'first_job' },
    { ...second, theme: 'technology' },
    { ...third, theme: 'cooking' },
  ],
  [
    { ...first, theme: 'war_and_after' },
    { ...second, theme: 'rehearsal' },
  ],
  [
    { ...second, theme: 'exhibition' },
    { startTime: '15:00', endTime: '17:00', theme: 'presentation' },
  ],
];

/** The sessions of a usual history week, Monday to Friday: kick-off, workshops, presentation for the families. */
export function historyWeekPlan(monday: PlainDate): PlannedSession[] {
  return days.flatMap((sessions, day) =>
    sessions.map((session) => ({ on: addDays(monday, day), ...session })),
  );
}
