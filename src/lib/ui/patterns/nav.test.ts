import { expect, test } from 'vitest';
import { currentState } from './nav.ts';

test("Murat's calendar is the current item on its own page and on the pages below it", () => {
  expect(currentState({ href: '/buero/kalender' }, '/buero/kalender')).toBe('page');
  expect(currentState({ href: '/buero/kalender' }, '/buero/kalender/neu')).toBe('true');
});

test('an address that only begins alike is another page', () => {
  expect(currentState({ href: '/mein' }, '/meinung')).toBeUndefined();
});

test('a link within the page is never the current one', () => {
  expect(currentState({ href: '#termine' }, '/mein')).toBeUndefined();
});

test('start pages are not current everywhere', () => {
  expect(currentState({ href: '/' }, '/mitmachen')).toBeUndefined();
  expect(currentState({ href: '/buero', exact: true }, '/buero/kalender')).toBeUndefined();
});
