import { describe, expect, it } from 'vitest';
import { readProblem } from './read-problem.ts';

const good = {
  format: 'miteinander-roster/1',
  volunteers: [{ id: 'a' }, { id: 'b', maxMinutes: 60, speed: 100 }],
  shifts: [
    { id: 's', start: 0, end: 60, min: 1, max: 2 },
    { id: 't', max: 1 },
  ],
  pairs: [
    [0, 0, 5],
    [1, 1, 3.5, 30],
  ],
};

describe('a roster from a file', () => {
  it('may leave out whatever does not bind', () => {
    expect(readProblem(JSON.stringify(good))).toMatchObject({
      weights: { served: 0, overTarget: 0, short: 0 },
      travel: { fixedMinutes: 0, detour: 1 },
      apart: [],
    });
  });

  it.each([
    ['no JSON', '{', /^file: is not JSON \(.*\)\.$/],
    ['a list', [], 'file: is [], not an object.'],
    ['another format', { ...good, format: 'x' }, 'format: is "x", not "miteinander-roster/1".'],
    ['no shifts', { ...good, shifts: undefined }, 'shifts: is missing.'],
    [
      'an id twice',
      { ...good, volunteers: [{ id: 'a' }, { id: 'a' }] },
      'volunteers[1].id: is "a" like that of volunteers[0].',
    ],
    ['no max', { ...good, shifts: [{ id: 's' }] }, 'shifts[0].max: is missing.'],
    [
      'min above max',
      { ...good, shifts: [{ id: 's', min: 3, max: 2 }] },
      'shifts[0].min: is 3, more than max 2.',
    ],
    [
      'an end before the start',
      { ...good, shifts: [{ id: 's', start: 9, end: 9, max: 1 }] },
      'shifts[0].end: is 9, not after start 9.',
    ],
    [
      'half a place',
      { ...good, shifts: [{ id: 's', max: 1.5 }] },
      'shifts[0].max: is 1.5, not a whole number.',
    ],
    [
      'no speed at all',
      { ...good, volunteers: [{ id: 'a', speed: 0 }] },
      'volunteers[0].speed: is 0, not above 0.',
    ],
    [
      'a stranger',
      { ...good, pairs: [[2, 0, 1]] },
      'pairs[0][0]: is 2, but the volunteers have the indexes 0 to 1.',
    ],
    [
      'no such shift',
      { ...good, pairs: [[0, -1, 1]] },
      'pairs[0][1]: is -1, but the shifts have the indexes 0 to 1.',
    ],
    ['no score', { ...good, pairs: [[0, 0, null]] }, 'pairs[0][2]: is null, not a finite number.'],
    [
      'minutes below nothing',
      { ...good, pairs: [[0, 0, 1, -5]] },
      'pairs[0][3]: is -5, not a number of minutes.',
    ],
    [
      'a pair twice',
      {
        ...good,
        pairs: [
          [0, 0, 1],
          [1, 0, 1],
          [0, 0, 2],
        ],
      },
      'pairs[2]: is volunteer 0 and shift 0 again, as pairs[0].',
    ],
    ['apart from herself', { ...good, apart: [[1, 1]] }, 'apart[0]: names volunteer 1 twice.'],
    ['a negative weight', { ...good, weights: { short: -1 } }, 'weights.short: is -1, less than 0.'],
  ])('with %s is refused in one sentence', (_, file, sentence) => {
    expect(() => readProblem(typeof file === 'string' ? file : JSON.stringify(file))).toThrow(sentence);
  });
});
