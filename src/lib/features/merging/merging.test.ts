import { describe, expect, it } from 'vitest';
import { countsToTell } from './merging.ts';

describe('what a merge tells', () => {
  it('names what people know and joins the rest', () => {
    const counts = [
      { relation: 'calendar_feed', moved: 0, clashes: 1 },
      { relation: 'application', moved: 2, clashes: 0 },
      { relation: 'notice', moved: 0, clashes: 0 },
      { relation: 'signup', moved: 3, clashes: 1 },
      { relation: 'substitute_ask', moved: 4, clashes: 0 },
    ];
    expect(countsToTell(counts)).toEqual([
      { relation: 'signup', moved: 3, clashes: 1 },
      { relation: 'application', moved: 2, clashes: 0 },
      { relation: 'other', moved: 4, clashes: 1 },
    ]);
  });
});
