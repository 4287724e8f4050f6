import type { Rhythm } from './tandem.ts';

/** The rhythm as its fields were sent. Judging it is the schema's part. */
export function readRhythm(sent: FormData): Rhythm {
  const text = (name: string) => String(sent.get(name) ?? '');
  return {
    weekday: Number(text('weekday')) as Rhythm['weekday'],
    ...{ startTime: text('startTime'), endTime: text('endTime') },
    everyWeeks: Number(text('everyWeeks')),
  };
}
