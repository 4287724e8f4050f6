import { expect, test } from 'vitest';
import {
  emptySearch,
  filters,
  isFilterSet,
  searchWords,
  withoutFilter,
  type FinderSearch,
} from './finder.ts';

const narrow: FinderSearch = {
  text: 'lesen',
  districts: ['apl'],
  kinds: ['reading'],
  weekdays: [2],
  daytimes: ['morning'],
  languages: ['tr'],
  postalCode: '44287',
  radius: 5,
  stepFree: true,
  freeOnly: true,
  from: '2026-12-01',
  to: null,
  sort: 'nearest',
  page: 3,
};

test('every filter can be taken off by itself, and the rest stays', () => {
  for (const filter of filters) {
    expect(isFilterSet(narrow, filter), filter).toBe(true);
    const looser = withoutFilter(narrow, filter);
    expect(filters.filter((other) => !isFilterSet(looser, other))).toEqual([filter]);
    expect(looser.page).toBe(1);
  }
});

test('an empty search has no filter', () => {
  expect(filters.filter((filter) => isFilterSet(emptySearch, filter))).toEqual([]);
});

test('words are looked for one by one, whatever stands between them, at most six', () => {
  expect(searchWords(' Vorlesen, im  Kindergarten! ')).toEqual(['Vorlesen', 'im', 'Kindergarten']);
  expect(searchWords('a b c d e f g h')).toHaveLength(6);
  expect(searchWords('%_')).toEqual([]);
});
