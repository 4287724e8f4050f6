import { expect, test } from 'vitest';
import { pageWindow } from './pages.ts';

test.each([
  ['a single page', 1, 1, [1]],
  ['few pages: all of them', 2, 4, [1, 2, 3, 4]],
  ['the middle of many', 10, 20, [1, null, 9, 10, 11, null, 20]],
  ['the beginning of many', 1, 20, [1, 2, null, 20]],
  ['a gap of one page is that page', 4, 20, [1, 2, 3, 4, 5, null, 20]],
])('%s', (_, page, count, expected) => {
  expect(pageWindow(page, count)).toEqual(expected);
});
