import { describe, expect, it } from 'vitest';
import { callBackOn, requestStates, statesBefore, stepsFrom, waiting } from './request.ts';

const zone = 'Europe/Berlin';
const at = (text: string) => new Date(text);

describe('the first call back', () => {
  it.each([
    ['a Tuesday', '2026-11-24T09:00+01:00', '2026-11-27'],
    ['a Thursday evening, over the weekend', '2026-11-26T22:47+01:00', '2026-12-01'],
    ['the Wednesday before Christmas', '2026-12-23T12:00+01:00', '2026-12-29'],
    ['Maundy Thursday, over both holidays', '2027-03-25T12:00+01:00', '2027-04-01'],
  ])('of %s is due three working days later', (_, createdAt, due) => {
    expect(callBackOn(at(createdAt), zone)).toBe(due);
  });

  it('is late only the day after, and only while nobody has taken the request', () => {
    const createdAt = at('2026-11-24T09:00+01:00');
    const late = (state: 'new' | 'in_talk', now: string) =>
      waiting({ createdAt, state }, at(now), zone).isOverdue;
    expect(late('new', '2026-11-27T23:59+01:00')).toBe(false);
    expect(late('new', '2026-11-28T00:01+01:00')).toBe(true);
    expect(late('in_talk', '2026-12-28T00:01+01:00')).toBe(false);
  });

  it('counts days on the calendar, also over the change of clocks', () => {
    const createdAt = at('2026-10-24T23:30+02:00');
    expect(waiting({ createdAt, state: 'new' }, at('2026-10-25T23:00+01:00'), zone).days).toBe(1);
    expect(waiting({ createdAt, state: 'new' }, at('2026-10-24T23:59+02:00'), zone).days).toBe(0);
  });
});

it('every step comes from a state that leads to it, and what is over leads nowhere', () => {
  expect(statesBefore('done')).toEqual(['in_talk', 'planned', 'running']);
  for (const state of requestStates) {
    for (const step of stepsFrom(state)) expect(statesBefore(step)).toContain(state);
  }
  expect(['done', 'declined', 'withdrawn', 'merged'].flatMap((state) => stepsFrom(state as 'done'))).toEqual(
    [],
  );
});
