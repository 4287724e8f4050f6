import { expect, it } from 'vitest';
import { formatPhone } from './phone.ts';

it.each([
  ['+492214710100', '0221 4710100'],
  ['+491713920012', '0171 3920012'],
  ['+493023125000', '030 23125000'],
  ['+4315550100', '+4315550100'],
])('%s is shown as %s', (stored, shown) => expect(formatPhone(stored)).toBe(shown));
