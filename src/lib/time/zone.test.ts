import { execFileSync } from 'node:child_process';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays } from './date.ts';
import { instantOf, startOfDay, wallTime, wallTimeProblem } from './zone.ts';

const iso = (instant: Date) => instant.toISOString().replace(':00.000Z', 'Z');

describe('the wall clock', () => {
  it('in Dortmund shows Tuesday afternoon', () => {
    expect(wallTime(new Date('2026-11-24T13:30:59Z'))).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      hour: 14,
      minute: 30,
      weekday: 2,
      date: '2026-11-24',
      time: '14:30',
    });
  });

  it.each([
    ['Asia/Kathmandu', '2026-11-24', '05:15'],
    ['America/St_Johns', '2026-11-23', '20:00'],
    ['Pacific/Auckland', '2026-11-24', '12:30'],
  ])('in %s shows a date and time of its own', (zone, date, time) => {
    const instant = new Date('2026-11-23T23:30Z');
    expect(wallTime(instant, zone)).toMatchObject({ date, time });
    expect(instantOf(date, time, zone)).toEqual(instant);
  });

  it('in St. John’s is two and a half hours behind in summer', () => {
    expect(wallTime(new Date('2026-07-01T12:00Z'), 'America/St_Johns').time).toBe('09:30');
  });

  it('shows midnight as 00:00 of the new day', () => {
    expect(wallTime(new Date('2026-11-23T23:00Z'))).toMatchObject({ date: '2026-11-24', time: '00:00' });
  });
});

describe('the Sunday on which summer time begins', () => {
  it.each([
    ['2026-03-29', '2026-03-29T01:30Z'],
    ['2027-03-28', '2027-03-28T01:30Z'],
  ])('%s has no 02:30: the date moves forward by the gap', (date, instant) => {
    expect(wallTimeProblem(date, '02:30')).toBe('gap');
    expect(iso(instantOf(date, '02:30'))).toBe(instant);
    expect(wallTime(instantOf(date, '02:30')).time).toBe('03:30');
  });

  it.each(['01:59', '03:00'])('has %s', (time) => {
    expect(wallTimeProblem('2026-03-29', time)).toBeNull();
    expect(wallTime(instantOf('2026-03-29', time)).time).toBe(time);
  });

  it('is 23 hours long', () => {
    const hours = (startOfDay('2027-03-29').getTime() - startOfDay('2027-03-28').getTime()) / 3_600_000;
    expect(hours).toBe(23);
  });
});

describe('the Sunday on which summer time ends', () => {
  it.each([
    ['2026-10-25', '2026-10-25T00:30Z'],
    ['2027-10-31', '2027-10-31T00:30Z'],
  ])('%s has 02:30 twice: the first counts', (date, instant) => {
    expect(wallTimeProblem(date, '02:30')).toBe('overlap');
    expect(iso(instantOf(date, '02:30'))).toBe(instant);
  });

  it.each(['01:59', '03:00'])('has %s once', (time) => {
    expect(wallTimeProblem('2026-10-25', time)).toBeNull();
  });

  it('is 25 hours long', () => {
    const hours = (startOfDay('2026-10-26').getTime() - startOfDay('2026-10-25').getTime()) / 3_600_000;
    expect(hours).toBe(25);
  });
});

describe('midnight', () => {
  it('that the clock skips is replaced by the first moment of the day', () => {
    expect(wallTimeProblem('2026-09-06', '00:00', 'America/Santiago')).toBe('gap');
    expect(wallTime(startOfDay('2026-09-06', 'America/Santiago'), 'America/Santiago')).toMatchObject({
      date: '2026-09-06',
      time: '01:00',
    });
  });
});

describe('what a form may send', () => {
  it.each([
    ['2026-02-30', '10:00'],
    ['2026-11-24', '24:00'],
    ['2026-11-24', '9:00'],
    ['', ''],
  ])('as date "%s" and time "%s" is refused', (date, time) => {
    expect(() => instantOf(date, time)).toThrow(RangeError);
    expect(() => wallTimeProblem(date, time)).toThrow(RangeError);
  });

  it('as an unknown zone is refused', () => {
    expect(() => wallTime(new Date('2026-11-24T13:30Z'), 'Europe/Dortmund')).toThrow(RangeError);
  });
});

describe('every day of two years', () => {
  const zones = [
    'Europe/Berlin',
    'America/St_Johns',
    'Pacific/Auckland',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ];

  it.each(zones)(
    'in %s starts, and changes its clock, when Temporal says so',
    { timeout: 30_000 },
    (zone) => {
      const differences: string[] = [];
      for (let date = '2026-01-01'; date < '2028-01-01'; date = addDays(date, 1)) {
        const hasChange = Temporal.PlainDate.from(date).toZonedDateTime(zone).hoursInDay !== 24;
        const times = hasChange
          ? Array.from({ length: 96 }, (_, quarter) =>
              Temporal.PlainTime.from('00:00').add({ minutes: quarter * 15 }),
            )
          : [Temporal.PlainTime.from('00:00'), Temporal.PlainTime.from('13:30')];
        for (const time of times) {
          const expected = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time });
          const actual = instantOf(date, time.toString().slice(0, 5), zone);
          if (actual.getTime() !== expected.epochMilliseconds) differences.push(`${date} ${time}`);
        }
      }
      expect(differences).toEqual([]);
    },
  );
});

describe('the zone of the machine', () => {
  const script = `
    const { instantOf, wallTime } = await import('#lib/time/zone.ts');
    const { startOfWeek } = await import('#lib/time/date.ts');
    const { formatDateTime, formatDate } = await import('#lib/time/format.ts');
    const instant = instantOf('2026-03-29', '02:30');
    console.log(JSON.stringify([instant, wallTime(instant).time, startOfWeek('2026-03-29'),
      formatDateTime(instant, 'de'), formatDate('2026-03-29', 'en')]));
  `;

  it.each(['UTC', 'Pacific/Auckland', 'America/St_Johns'])('changes nothing when it is %s', (TZ) => {
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual([
      '2026-03-29T01:30:00.000Z',
      '03:30',
      '2026-03-23',
      '29. März 2026, 03:30 Uhr',
      '29 March 2026',
    ]);
  });
});
