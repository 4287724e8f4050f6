import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import { expect, test } from 'vitest';
import { canPlanEvent, hostedOrganisationIds } from './events.policy.ts';

const seat = (role: Membership['role'], organisationId: string): Membership => ({
  organisationId,
  organisationName: 'Haus',
  organisationKind: 'school',
  districtCode: null,
  role,
});
const actor = (...memberships: Membership[]): Actor => ({
  id: 'p',
  name: 'Jemand',
  givenName: 'Jemand',
  email: null,
  locale: 'de',
  isVolunteer: false,
  memberships,
});

test('Murat plans the dates of his office and no others', () => {
  const murat = actor(seat('coordinator', 'aplerbeck'));
  expect(canPlanEvent(murat, { organisationId: 'aplerbeck' })).toBe(true);
  expect(canPlanEvent(murat, { organisationId: 'brackel' })).toBe(false);
});

test('Frau Lenz sees the dates at her school and plans none', () => {
  const lenz = actor(seat('facility_contact', 'school'));
  expect(hostedOrganisationIds(lenz)).toEqual(['school']);
  expect(canPlanEvent(lenz, { organisationId: 'school' })).toBe(false);
});

test('a coordinator hosts nothing by that', () => {
  expect(hostedOrganisationIds(actor(seat('coordinator', 'aplerbeck')))).toEqual([]);
});
