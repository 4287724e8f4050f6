import { afterEach, beforeEach, expect, vi } from 'vitest';

type Level = 'error' | 'warn';

const written: { level: Level; text: string }[] = [];
const expected: { level: Level; pattern: RegExp }[] = [];

/** Announces that this test makes the code under test write such a line; otherwise it fails. */
export function expectConsole(level: Level, pattern: RegExp): void {
  expected.push({ level, pattern });
}

beforeEach(() => {
  written.length = 0;
  expected.length = 0;
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      written.push({ level, text: parts.map(String).join(' ') });
    });
  }
});

afterEach(() => {
  const unexpected = written.filter(
    (line) => !expected.some(({ level, pattern }) => level === line.level && pattern.test(line.text)),
  );
  expect(unexpected, 'lines on the console that the test did not announce').toEqual([]);
  const missing = expected.filter(
    ({ level, pattern }) => !written.some((line) => line.level === level && pattern.test(line.text)),
  );
  expect(missing, 'announced lines that were never written').toEqual([]);
});
