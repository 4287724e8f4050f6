import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarText, escapeText, fold, type IEvent } from './ical.ts';
import { zoneLines } from './zones.ts';

const event = (changes: Partial<IEvent> = {}): IEvent => ({
  uid: 'one@miteinander',
  sequence: 1,
  changedAt: new Date('2026-11-24T09:00:00Z'),
  startAt: new Date('2026-11-24T14:00:00Z'),
  endAt: new Date('2026-11-24T15:00:00Z'),
  timeZone: 'Europe/Berlin',
  summary: 'Vorlesen',
  description: '',
  location: null,
  url: 'https://miteinander.example.org/mein',
  status: 'CONFIRMED',
  isPrivate: true,
  ...changes,
});

const read = (text: string) => new ICAL.Component(ICAL.parse(text));

describe('a line', () => {
  it('is never longer than 75 octets, is broken between characters, and reads as before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`;
        const pieces = fold(line).split('\r\n');
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
        for (const piece of pieces.slice(1)) expect(piece.startsWith(' ')).toBe(true);
        expect(pieces.map((piece, index) => piece.slice(index > 0 ? 1 : 0)).join('')).toBe(line);
      }),
    );
  });

  it('breaks before the octet that is too many', () => {
    expect(fold('x'.repeat(75))).toBe('x'.repeat(75));
    expect(fold('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
    expect(fold(`${'x'.repeat(74)}ü`)).toBe(`${'x'.repeat(74)}\r\n ü`);
    expect(fold(`${'x'.repeat(73)}👵🏽`).split('\r\n')).toHaveLength(2);
  });
});

describe('a text', () => {
  it('comes out of a calendar program as it went in, without control characters', () => {
    const title = 'Kaffee; Kuchen, Erzählen\\ Yağmur, Łódź, Владимир, شاي\nzweite Zeile\u0000';
    const text = calendarText({ name: 'x', events: [event({ summary: title })] }, zoneLines);
    expect(new ICAL.Event(read(text).getFirstSubcomponent('vevent')!).summary).toBe(title.slice(0, -1));
  });

  it('cannot begin a line of its own', () => {
    const text = calendarText(
      { name: 'x', events: [event({ description: 'a\r\nEND:VEVENT\rBEGIN:VALARM\u0085\u2028' })] },
      zoneLines,
    );
    expect(text.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(1);
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  });
});

describe('a calendar', () => {
  it('brings each zone along once, and is the same text for the same facts', () => {
    const events = [event(), event({ uid: 'two' }), event({ uid: 'far', timeZone: 'America/St_Johns' })];
    const text = calendarText({ name: 'x', events }, zoneLines);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
    expect(text).toContain('DTSTART;TZID=America/St_Johns:20261124T103000');
    expect(text).toContain('DTSTAMP:20261124T090000Z');
    expect(calendarText({ name: 'x', events }, zoneLines)).toBe(text);
  });

  it('without dates is still one', () => {
    expect(read(calendarText({ name: 'x', events: [] }, zoneLines)).getAllSubcomponents()).toEqual([]);
  });
});
