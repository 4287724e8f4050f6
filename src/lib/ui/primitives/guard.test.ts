import { expect, test } from 'vitest';
import { doubleTapGuard } from './guard.ts';

const clickAt = (timeStamp: number) => ({ timeStamp }) as MouseEvent;

test("Hanne's first tap counts, a second one within half a second does not", () => {
  const isRepeat = doubleTapGuard();
  expect(isRepeat(clickAt(20))).toBe(false);
  expect(isRepeat(clickAt(400))).toBe(true);
});

test('a tap after half a second counts again, measured from the last one that counted', () => {
  const isRepeat = doubleTapGuard();
  isRepeat(clickAt(0));
  isRepeat(clickAt(450));
  expect(isRepeat(clickAt(500))).toBe(false);
});

test('two buttons do not hold each other up', () => {
  doubleTapGuard()(clickAt(0));
  expect(doubleTapGuard()(clickAt(10))).toBe(false);
});

test('a second click after something was filled in is meant', () => {
  const isRepeat = doubleTapGuard(() => 1100);
  expect(isRepeat(clickAt(1000))).toBe(false);
  expect(isRepeat(clickAt(1200))).toBe(false);
  expect(isRepeat(clickAt(1300))).toBe(true);
});
