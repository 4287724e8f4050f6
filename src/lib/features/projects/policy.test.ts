import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import { expect, test } from 'vitest';
import { canPlanProject } from './policy.ts';

const aplerbeck = { organisationId: 'aplerbeck' };

function somebody(role: Membership['role'], organisationId: string): Actor {
  const seat: Membership = {
    organisationId,
    organisationName: 'Seniorenbüro',
    organisationKind: 'senior_office',
    districtCode: null,
    role,
  };
  return {
    id: 'p',
    name: 'Jemand',
    givenName: 'Jemand',
    email: null,
    locale: 'de',
    isVolunteer: true,
    memberships: [seat],
  };
}

test('Murat plans the projects of his office', () => {
  expect(canPlanProject(somebody('coordinator', 'aplerbeck'), aplerbeck)).toBe(true);
});

test('Schwester Irmgard plans the projects of the group that she leads', () => {
  expect(canPlanProject(somebody('group_leader', 'aplerbeck'), aplerbeck)).toBe(true);
});

test('a coordinator of another office plans none of them', () => {
  expect(canPlanProject(somebody('coordinator', 'brackel'), aplerbeck)).toBe(false);
});

test.each(['facility_contact', 'department_head', 'data_protection_officer', 'administrator'] as const)(
  'the role %s alone does not plan',
  (role) => {
    expect(canPlanProject(somebody(role, 'aplerbeck'), aplerbeck)).toBe(false);
  },
);

test('Hanne, who volunteers, plans nothing', () => {
  expect(canPlanProject({ ...somebody('coordinator', 'aplerbeck'), memberships: [] }, aplerbeck)).toBe(false);
});
