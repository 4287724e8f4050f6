import { describe, expect, test } from 'vitest';
import { finderQuery, readFinderAddress } from './finder-address.ts';
import { emptySearch } from './finder.ts';

const read = (query: string) => readFinderAddress(new URLSearchParams(query));

describe('the address of a search', () => {
  test('is short, in one order and comes back as the same search', () => {
    const query =
      'text=vorlesen&bezirk=apl,hoe&art=reading&tag=2&zeit=vormittag&sprache=tr&plz=44287&km=5&seite=2';
    expect(finderQuery(read(query))).toBe(query);
    expect(read(query)).toMatchObject({
      districts: ['apl', 'hoe'],
      kinds: ['reading'],
      weekdays: [2],
      daytimes: ['morning'],
      postalCode: '44287',
      radius: 5,
      page: 2,
    });
  });

  test('leaves out what is usual, and nothing remains of an empty search', () => {
    expect(finderQuery(emptySearch)).toBe('');
    expect(read('')).toEqual(emptySearch);
  });

  test('is the same whichever way the form sends its boxes', () => {
    expect(finderQuery(read('tag=3&text=&tag=1&plz=&km=&bezirk=hoe&bezirk=apl&seite=1'))).toBe(
      'bezirk=apl,hoe&tag=1,3',
    );
  });

  test('with words and signs comes back as typed', () => {
    const search = { ...emptySearch, text: 'Café & Küche, 100 %' };
    expect(read(finderQuery(search)).text).toBe(search.text);
  });

  test('that makes no sense still shows something', () => {
    const nonsense =
      'tag=8,x&art=skydiving&zeit=nachts&seite=-1&ab=2026-02-30&bezirk=%3Cb%3E&km=7&sort=naehe';
    expect(read(nonsense)).toEqual(emptySearch);
  });

  test('keeps a postal code that is none, for the page to say so, and needs one for distances', () => {
    expect(read('plz=4428&km=5')).toMatchObject({ postalCode: '4428', radius: 5 });
    expect(read('km=5')).toMatchObject({ radius: null });
  });
});
