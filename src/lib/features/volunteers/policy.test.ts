import type { Actor } from '#lib/features/accounts/actor.ts';
import type { MembershipRole } from '#lib/features/organisations/organisation.ts';
import { expect, test } from 'vitest';
import { canAnswerInterest, canLookAfterVolunteer, canSeeVolunteer } from './policy.ts';

const inOffice = (organisationId: string, role: MembershipRole = 'coordinator'): Actor => ({
  id: 'murat',
  name: 'Murat Demir',
  givenName: 'Murat',
  email: null,
  locale: 'de',
  isVolunteer: false,
  memberships: [
    { organisationId, organisationName: '', organisationKind: 'senior_office', districtCode: null, role },
  ],
});
const murat = inOffice('aplerbeck');
const hanne = { officeId: 'aplerbeck', engagedWith: ['school'] };

test('Murat sees and looks after the volunteers of his office', () => {
  expect(canSeeVolunteer(murat, hanne)).toBe(true);
  expect(canLookAfterVolunteer(murat, hanne)).toBe(true);
});

test('a coordinator of another office does not see Hanne', () => {
  expect(canSeeVolunteer(inOffice('hombruch'), hanne)).toBe(false);
});

test('the leader of a group sees who helps there, but does not confirm anything about her', () => {
  const irmgard = inOffice('school', 'group_leader');
  expect(canSeeVolunteer(irmgard, hanne)).toBe(true);
  expect(canLookAfterVolunteer(irmgard, hanne)).toBe(false);
});

test('a role that does not plan sees nobody', () => {
  expect(canSeeVolunteer(inOffice('aplerbeck', 'department_head'), hanne)).toBe(false);
});

test('a volunteer without an office is looked after by the one that knows her', () => {
  expect(canLookAfterVolunteer(murat, { officeId: null, engagedWith: ['aplerbeck'] })).toBe(true);
  expect(canLookAfterVolunteer(murat, { officeId: null, engagedWith: ['school'] })).toBe(false);
});

test('a wish to help is answered by the office that runs the project only', () => {
  expect(canAnswerInterest(murat, 'aplerbeck')).toBe(true);
  expect(canAnswerInterest(murat, 'hombruch')).toBe(false);
});
