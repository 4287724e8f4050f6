import { describe, expect, it } from 'vitest';
import { callOfficeAt } from './substitutes.ts';

const at = (text: string) => new Date(`${text}:00+01:00`);

describe('when nobody takes over, the office telephones', () => {
  it('a day before the date', () => {
    expect(callOfficeAt(at('2026-11-27T10:00'), at('2026-11-24T09:00'))).toEqual(at('2026-11-26T10:00'));
  });

  it('when it is as late as that already, after those who were asked had half an hour', () => {
    expect(callOfficeAt(at('2026-11-24T15:00'), at('2026-11-24T09:00'))).toEqual(at('2026-11-24T09:30'));
    expect(callOfficeAt(at('2026-11-25T09:10'), at('2026-11-24T09:00'))).toEqual(at('2026-11-24T09:30'));
  });

  it('and not when it is too late: half of what is left is theirs, half the office’s', () => {
    expect(callOfficeAt(at('2026-11-24T09:30'), at('2026-11-24T09:00'))).toEqual(at('2026-11-24T09:15'));
  });
});
