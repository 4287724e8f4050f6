import type { Actor } from '#lib/features/accounts/actor.ts';
import { expect, it } from 'vitest';
import { canDecide, canWithdraw } from './policy.ts';

const someone = (id: string, plans?: string): Actor => ({
  ...{ id, name: id, givenName: id, email: null, locale: 'de', isVolunteer: !plans },
  memberships: plans
    ? [
        {
          organisationId: plans,
          organisationName: plans,
          organisationKind: 'senior_office',
          districtCode: null,
          role: 'coordinator',
        },
      ]
    : [],
});
const offer = {
  organisationId: 'aplerbeck',
  person: { personId: 'hanne', givenName: 'Hanne', name: 'Hanne', phone: null },
};

it('a search is ended by whom it is for, or by the office of the date', () => {
  expect(canWithdraw(someone('hanne'), offer)).toBe(true);
  expect(canWithdraw(someone('murat', 'aplerbeck'), offer)).toBe(true);
  expect(canWithdraw(someone('ilse'), offer)).toBe(false);
  expect(canWithdraw(someone('nadja', 'brackel'), offer)).toBe(false);
});

it('only the office of the date decides who comes', () => {
  expect(canDecide(someone('murat', 'aplerbeck'), offer)).toBe(true);
  expect(canDecide(someone('hanne'), offer)).toBe(false);
});
