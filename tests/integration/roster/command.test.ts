import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'roster-'));
afterAll(() => rmSync(folder, { recursive: true }));

const week = {
  format: 'miteinander-roster/1',
  weights: { served: 60, overTarget: 0.25, short: 1000 },
  travel: { fixedMinutes: 5, detour: 1.3 },
  volunteers: [
    { id: 'Murat', maxMinutes: 240, speed: 233 },
    { id: 'Herr Brandt', maxMinutes: 60 },
  ],
  shifts: [
    { id: 'breakfast', event: 'monday', start: 540, end: 600, x: 0, y: 0, min: 1, max: 1 },
    { id: 'walk', event: 'park', start: 610, end: 670, x: 4000, y: 0, max: 2 },
  ],
  pairs: [
    [0, 0, 90],
    [0, 1, 100],
    [1, 0, 50],
    [1, 1, 70, 45],
  ],
  apart: [[0, 1]],
};

function roster(content: string | Uint8Array, ...options: string[]) {
  const [input, output] = [join(folder, options[0] ?? 'in.json'), join(folder, options[1] ?? 'out.json')];
  writeFileSync(input, content);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/roster.ts', '--in', input, '--out', output, ...options.slice(2)],
    { encoding: 'utf8' },
  );
  return { status, stderr, output };
}

describe('npm run roster', () => {
  it('reads and writes gzipped files and proves its plan', () => {
    const { status, stderr, output } = roster(gzipSync(JSON.stringify(week)), 'in.json.gz', 'out.json.gz');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^objective -?[\d.]+ {2}bound -?[\d.]+ {2}gap [\d.]+ % {2}[\d.]+ s$/m);
    const answer = JSON.parse(gunzipSync(readFileSync(output)).toString());
    // Murat cannot be at both (the walk is 27 minutes away), and the two do not meet at one event.
    expect(answer).toMatchObject({ status: 'optimal', objective: 280 });
    expect(answer.assignments).toEqual(
      expect.arrayContaining([
        { volunteer: 'Murat', shift: 'breakfast' },
        { volunteer: 'Herr Brandt', shift: 'walk' },
      ]),
    );
  });

  it('answers without time as well', () => {
    const { status, output } = roster(JSON.stringify(week), 'in.json', 'out.json', '--time-limit', '0');
    expect(status).toBe(0);
    const { objective, bound } = JSON.parse(readFileSync(output, 'utf8'));
    expect(bound).toBeGreaterThanOrEqual(objective);
  });

  it('says in one sentence what is wrong with a file', () => {
    const wrong = { ...week, volunteers: [week.volunteers[0], { id: 'Hanne', maxMinutes: 'two' }] };
    expect(roster(JSON.stringify(wrong))).toMatchObject({
      status: 2,
      stderr: 'volunteers[1].maxMinutes: is "two", not a finite number.\n',
    });
  });

  it('says how it is used', () => {
    expect(roster(JSON.stringify(week), 'in.json', 'out.json', '--time-limit', 'soon')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^Usage: npm run roster/),
    });
  });
});
