import type { Actor } from '#lib/features/accounts/actor.ts';
import { expect, it } from 'vitest';
import { membershipRoles, type MembershipRole } from './organisation.ts';
import { canAdministrate } from './policy.ts';

const withRole = (role: MembershipRole): Actor => ({
  id: '1',
  name: 'Ada Winter',
  givenName: 'Ada',
  email: null,
  locale: 'de',
  isVolunteer: true,
  memberships: [
    { organisationId: '2', organisationName: '', organisationKind: 'central_unit', districtCode: null, role },
  ],
});

it('of all roles only the administrator looks after organisations', () => {
  const allowed = membershipRoles.filter((role) => canAdministrate(withRole(role)));
  expect(allowed).toEqual(['administrator']);
});

it('a volunteer without any seat does not', () => {
  expect(canAdministrate({ ...withRole('coordinator'), memberships: [] })).toBe(false);
});
