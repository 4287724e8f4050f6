import { describe, expect, it } from 'vitest';
import { ENTRIES_AT_MOST, readCalendarFile } from './calendar-file.ts';

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const allDay = (name: string, start: string, end: string) =>
  event(`SUMMARY:${name}`, `DTSTART;VALUE=DATE:${start}`, `DTEND;VALUE=DATE:${end}`);

describe('a calendar file', () => {
  it('tells the days of its entries as they stand there, in order', () => {
    const text = calendar(
      allDay('Weihnachtsferien', '20261223', '20270107'),
      allDay('Herbstferien', '20261017', '20261101'),
    );
    expect(readCalendarFile(text)).toEqual({
      unreadable: 0,
      entries: [
        { name: 'Herbstferien', startOn: '2026-10-17', endOn: '2026-11-01', isEndCertain: false },
        { name: 'Weihnachtsferien', startOn: '2026-12-23', endOn: '2027-01-07', isEndCertain: false },
      ],
    });
  });

  it('is certain of the last day where there is a time, a duration or no end at all', () => {
    const text = calendar(
      event('SUMMARY:Pfingsten', 'DTSTART;VALUE=DATE:20270518'),
      event('SUMMARY:Ostern', 'DTSTART;TZID=Europe/Berlin:20270322T000000', 'DTEND:20270403T235900'),
      event('SUMMARY:Sommer', 'DTSTART;VALUE=DATE:20270719', 'DURATION:P6W2D'),
      event('SUMMARY:Herbst', 'DTSTART:20271022T220000Z', 'DTEND:20271106T230000Z'),
    );
    expect(readCalendarFile(text)).toMatchObject({
      entries: [
        { name: 'Ostern', startOn: '2027-03-22', endOn: '2027-04-03', isEndCertain: true },
        { name: 'Pfingsten', startOn: '2027-05-18', endOn: '2027-05-18', isEndCertain: true },
        { name: 'Sommer', startOn: '2027-07-19', endOn: '2027-08-31', isEndCertain: true },
        // Midnight in Berlin, before and after the clocks change.
        { name: 'Herbst', startOn: '2027-10-23', endOn: '2027-11-06', isEndCertain: true },
      ],
    });
  });

  it('may fold its lines, escape its commas, and carry alarms with names of their own', () => {
    const text = calendar(
      event(
        'SUMMARY:Osterferien\\, ',
        ' Nordrhein-',
        '\tWestfalen',
        'DTSTART;X-NOTE="a:b";VALUE=DATE:20270322',
        'BEGIN:VALARM\r\nSUMMARY:Wecker\r\nDURATION:PT5M\r\nEND:VALARM',
        'DTEND;VALUE=DATE:20270404',
      ),
    );
    expect(readCalendarFile(text)).toMatchObject({
      entries: [{ name: 'Osterferien, Nordrhein-Westfalen', endOn: '2027-04-04' }],
    });
  });

  it('counts entries without a day, or with an end before the start; a cancelled entry is none', () => {
    const text = calendar(
      event('SUMMARY:Ohne Tag'),
      allDay('Rückwärts', '20270404', '20270322'),
      allDay('Kein Tag', '20270230', '20270301'),
      event('SUMMARY:Abgesagt', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20270101'),
      allDay('Ostern', '20270322', '20270404'),
      allDay('Ostern, noch einmal', '20270322', '20270404'),
    );
    const read = readCalendarFile(text);
    expect(read).toMatchObject({ unreadable: 3, entries: [{ startOn: '2027-03-22' }] });
  });

  it.each([
    ['no_calendar', 'Name;Von;Bis\r\nHerbst;17.10.2026;31.10.2026'],
    ['no_calendar', ''],
    ['cut_off', calendar(allDay('Herbst', '20261017', '20261101')).slice(0, -20)],
    ['no_entries', calendar()],
    ['too_many', calendar(...Array.from({ length: 50_000 }, (_, n) => event(`SUMMARY:Termin ${n}`)))],
  ])('that is none is refused with a reason: %s', (problem, text) => {
    expect(readCalendarFile(text)).toEqual({ problem });
  });

  it(`may have ${ENTRIES_AT_MOST} entries`, () => {
    const days = Array.from({ length: ENTRIES_AT_MOST }, (_, n) => `${2000 + n}0101`);
    const read = readCalendarFile(calendar(...days.map((day) => allDay('Neujahr', day, day))));
    expect(read).toMatchObject({ unreadable: 0 });
  });
});
