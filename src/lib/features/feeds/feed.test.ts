import { describe, expect, it } from 'vitest';
import { type FeedEntry, isKnown, locationOf } from './feed.ts';
import { titleOf } from './feed-words.ts';
import { feedIdOf, tokenOf } from './token.ts';

const place = (changes: Partial<FeedEntry>) =>
  locationOf({
    ...{ projectKind: 'group', venueName: null, placeName: '', room: null, street: null },
    ...{ postalCode: null, city: null },
    ...changes,
  } as FeedEntry);

describe('where a calendar says it is', () => {
  it('names house, room and address of what everybody may visit', () => {
    const house = { venueName: 'Gemeindehaus', street: 'Am Markt 2', postalCode: '44287', city: 'Dortmund' };
    expect(place({ ...house, room: 'Saal' })).toBe('Gemeindehaus, Saal, Am Markt 2, 44287 Dortmund');
    expect(place({ placeName: 'Bücherei', street: 'Am Markt 4' })).toBe('Bücherei, Am Markt 4');
    expect(place({})).toBeNull();
  });

  it('says nothing of the home of somebody who is visited, and no room in a care home', () => {
    const home = { placeName: 'Zu Hause bei Frau Adler', street: 'Talweg 3', postalCode: '44287' };
    for (const projectKind of ['visiting', 'accompanying']) {
      expect(place({ projectKind, ...home })).toBeNull();
      expect(place({ projectKind, venueName: 'Haus am Park', room: 'Zimmer 12' })).toBe('Haus am Park');
    }
  });
});

it('a title that tells of somebody is replaced', () => {
  const entry = { projectKind: 'group', neutralTitle: null, title: 'Spielerunde' };
  expect(titleOf(entry, 'de')).toBe('Spielerunde');
  expect(titleOf({ ...entry, neutralTitle: 'Gesprächskreis' }, 'de')).toBe('Gesprächskreis');
  expect(titleOf({ ...entry, projectKind: 'visiting' }, 'en')).toBe('Visit');
});

describe('what a client knows', () => {
  const state = { etag: '"a"', changedAt: new Date('2026-11-24T09:00:00.700Z') };

  it('is judged by its tag, in a list and marked as weak too, and only without one by its time', () => {
    expect(isKnown({ etag: '"a"', since: null }, state)).toBe(true);
    expect(isKnown({ etag: '"b", W/"a"', since: null }, state)).toBe(true);
    expect(isKnown({ etag: '*', since: null }, state)).toBe(true);
    expect(isKnown({ etag: '"b"', since: new Date('2027-01-01') }, state)).toBe(false);
    expect(isKnown({ etag: null, since: new Date('2026-11-24T09:00:00Z') }, state)).toBe(true);
    expect(isKnown({ etag: null, since: new Date('2026-11-24T08:59:59Z') }, state)).toBe(false);
    expect(isKnown({ etag: null, since: null }, state)).toBe(false);
  });
});

describe('the token of a link', () => {
  const id = '019ab1c2-d3e4-7f56-8a9b-0c1d2e3f4a5b';

  it('leads back to its feed, under the key that made it alone', () => {
    const token = tokenOf(id, 'one');
    expect(token).toMatch(/^[\w-]{48}$/);
    expect(feedIdOf(token, 'one')).toBe(id);
    expect(feedIdOf(token, 'two')).toBeNull();
  });

  it('is not opened by anything changed or cut', () => {
    const token = tokenOf(id, 'one');
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(feedIdOf(token.slice(0, at) + other + token.slice(at + 1), 'one')).toBeNull();
    }
    for (const wrong of ['', token.slice(1), `${token}AAAA`, id]) expect(feedIdOf(wrong, 'one')).toBeNull();
  });
});
