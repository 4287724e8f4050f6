import { dayOffCalendar, type DaysOff, publicHolidaysBetween } from '#lib/features/days-off/day-off.ts';
import { addDays, type Weekday, weekdayOf } from '#lib/time/date.ts';
import { type Ordinal, recurrences } from '#lib/time/recurrence.ts';
import { wallTime, wallTimeProblem } from '#lib/time/zone.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Handling, handlings, type Pause, type Phase, planSeries, type SeriesRule } from './series.ts';

const phase = (changes: Partial<Phase> = {}): Phase => ({
  ...{ id: 'phase', frequency: 'weekly', every: 1, weekdays: [2], ordinals: [], venueId: null },
  ...{ firstOn: '2026-08-01', lastOn: null, startTime: '10:00', endTime: '10:45' },
  ...changes,
});
const rule = (changes: Partial<SeriesRule> = {}): SeriesRule => ({
  timeZone: 'Europe/Berlin',
  handling: { school_holiday: 'skip', public_holiday: 'skip', closing_day: 'skip' },
  phases: [phase()],
  decisions: [],
  pause: null,
  ...changes,
});
const holiday = (kind: DaysOff['kind'], firstOn: string, lastOn = firstOn): DaysOff => ({
  ...{ kind, firstOn, lastOn, name: kind },
});

/** North Rhine-Westphalia, 2026/27: domain.md 5.3. */
const schoolYear = [
  holiday('school_holiday', '2026-07-20', '2026-09-01'),
  holiday('school_holiday', '2026-10-17', '2026-10-31'),
  holiday('school_holiday', '2026-12-23', '2027-01-06'),
  holiday('school_holiday', '2027-03-22', '2027-04-03'),
  holiday('school_holiday', '2027-05-18'),
  holiday('school_holiday', '2027-07-19', '2027-08-31'),
  ...publicHolidaysBetween('2026-08-01', '2027-07-31'),
];

describe('a school year', () => {
  it.each<[Weekday, number]>([
    [1, 38],
    [2, 38],
    [3, 39],
    [4, 38],
    [5, 40],
  ])('has on weekday %i so many reading hours: %i', (weekday, count) => {
    const weekly = rule({ phases: [phase({ weekdays: [weekday] })] });
    const isOff = dayOffCalendar(schoolYear);
    expect(planSeries(weekly, () => isOff, '2026-08-01', '2027-07-31').dates).toHaveLength(count);
  });
});

describe('a decision', () => {
  const off = dayOffCalendar([holiday('public_holiday', '2027-05-27'), holiday('closing_day', '2027-06-10')]);
  const thursdays = rule({
    handling: { school_holiday: 'keep', public_holiday: 'ask', closing_day: 'skip' },
    phases: [phase({ weekdays: [4] })],
  });
  const plan = (decisions: SeriesRule['decisions']) =>
    planSeries({ ...thursdays, decisions }, () => off, '2027-05-20', '2027-06-10');

  it('is asked for once, and a closed house beats the question', () => {
    const { dates, asked, leftOut } = plan([]);
    expect(dates.map(({ on }) => on)).toEqual(['2027-05-20', '2027-06-03']);
    expect(asked.map(({ on }) => on)).toEqual(['2027-05-27']);
    expect(leftOut.map(({ on, decision }) => [on, decision])).toEqual([['2027-06-10', null]]);
  });

  it('beats every day off, in both directions', () => {
    const { dates, asked, leftOut } = plan([
      { onDate: '2027-05-20', takesPlace: false, reason: 'Ausflug' },
      { onDate: '2027-05-27', takesPlace: true, reason: '' },
      { onDate: '2027-06-10', takesPlace: true, reason: '' },
    ]);
    expect(dates.map(({ on }) => on)).toEqual(['2027-05-27', '2027-06-03', '2027-06-10']);
    expect(asked).toEqual([]);
    expect(leftOut).toMatchObject([{ on: '2027-05-20', decision: 'Ausflug' }]);
  });
});

describe('a pause', () => {
  it('leaves its days out, open or with an end, and gives way to who decides that a day takes place', () => {
    const tuesdays = rule({ phases: [phase({ weekdays: [2] })] });
    const paused = (lastOn: string | null) =>
      planSeries(
        {
          ...tuesdays,
          pause: { firstOn: '2027-01-12', lastOn, reason: 'Pause' },
          decisions: [{ onDate: '2027-01-26', takesPlace: true, reason: '' }],
        },
        () => () => [],
        '2027-01-05',
        '2027-02-09',
      );
    expect(paused('2027-01-31').dates.map(({ on }) => on)).toEqual([
      ...['2027-01-05', '2027-01-26', '2027-02-02', '2027-02-09'],
    ]);
    expect(paused(null).dates.map(({ on }) => on)).toEqual(['2027-01-05', '2027-01-26']);
    expect(paused(null).leftOut[0]).toMatchObject({ on: '2027-01-12', decision: 'Pause', isPause: true });
  });
});

describe('any rule, anywhere', () => {
  const day = fc.integer({ min: 0, max: 360 }).map((days) => addDays('2026-06-01', days));
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const handling = fc.constantFrom<Handling>(...handlings);
  const anyPhase = fc.record({
    id: fc.constant('phase'),
    frequency: fc.constantFrom('weekly' as const, 'monthly' as const),
    every: fc.integer({ min: 1, max: 3 }),
    weekdays: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
    ordinals: fc.uniqueArray(fc.constantFrom<Ordinal>(1, 2, 3, 4, 5, -1), { minLength: 1 }),
    firstOn: day,
    lastOn: fc.option(day),
    startTime: clock,
    endTime: clock,
    venueId: fc.constant(null),
  });
  const anyRule = fc.record({
    timeZone: fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
    handling: fc.record({ school_holiday: handling, public_holiday: handling, closing_day: handling }),
    phases: anyPhase.map((one) => [one]),
    decisions: fc.uniqueArray(fc.record({ onDate: day, takesPlace: fc.boolean(), reason: fc.constant('') }), {
      selector: ({ onDate }) => onDate,
      maxLength: 40,
    }),
    pause: fc.option(
      fc.tuple(day, fc.option(fc.integer({ min: 0, max: 60 }))).map(([firstOn, days]) => ({
        firstOn,
        lastOn: days === null ? null : addDays(firstOn, days),
        reason: '',
      })),
    ),
  });
  const daysOff = fc.array(
    fc
      .tuple(
        fc.constantFrom<DaysOff['kind']>('school_holiday', 'public_holiday', 'closing_day'),
        day,
        fc.integer({ min: 0, max: 20 }),
      )
      .map(([kind, firstOn, length]) => holiday(kind, firstOn, addDays(firstOn, length))),
    { maxLength: 12 },
  );
  /** With both changes of the clocks, in all four zones. */
  const [FROM, TO] = ['2026-09-20', '2027-04-20'];

  it('never leaves the wall time of its place, but for an hour that the clock skips', () => {
    fc.assert(
      fc.property(anyRule, daysOff, (any, off) => {
        const { timeZone } = any;
        const [{ startTime, endTime, weekdays }] = any.phases as [Phase];
        const isOff = dayOffCalendar(off);
        for (const { on, startAt, endAt } of planSeries(any, () => isOff, FROM, TO).dates) {
          expect(weekdays).toContain(weekdayOf(on));
          const endsOn = endTime > startTime ? on : addDays(on, 1);
          for (const [instant, date, time] of [
            [startAt, on, startTime],
            [endAt, endsOn, endTime],
          ] as const) {
            const wall = wallTime(instant, timeZone);
            if (wall.date === date && wall.time === time) continue;
            expect(wallTimeProblem(date, time, timeZone), `${date} ${time}`).toBe('gap');
            expect(`${wall.date} ${wall.time}` > `${date} ${time}`).toBe(true);
          }
        }
      }),
    );
  });

  const isPaused = ({ firstOn, lastOn }: Pause, on: string) => firstOn <= on && on <= (lastOn ?? on);

  it('says of each of its days exactly once what becomes of it, as was decided or is handled', () => {
    fc.assert(
      fc.property(anyRule, daysOff, (any, off) => {
        const isOff = dayOffCalendar(off);
        const plan = planSeries(any, () => isOff, FROM, TO);
        const [only] = any.phases as [Phase];
        const last = only.lastOn !== null && only.lastOn < TO ? only.lastOn : TO;
        const days = recurrences(only, only.firstOn, last).filter((on) => on >= FROM);
        const [dates, leftOut, asked] = [plan.dates, plan.leftOut, plan.asked].map(
          (list) => new Set(list.map(({ on }) => on)),
        ) as [Set<string>, Set<string>, Set<string>];
        expect([...dates, ...leftOut, ...asked].sort()).toEqual(days);
        for (const on of days) {
          const decision = any.decisions.find(({ onDate }) => onDate === on);
          const ways = isOff(on).map(({ kind }) => any.handling[kind]);
          const expected = decision
            ? decision.takesPlace
              ? dates
              : leftOut
            : ways.includes('skip') || (any.pause && isPaused(any.pause, on))
              ? leftOut
              : ways.includes('ask')
                ? asked
                : dates;
          expect(expected.has(on), on).toBe(true);
        }
      }),
    );
  });
});
