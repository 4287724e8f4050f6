import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import { expect, it } from 'vitest';
import { askingOrganisations, canAnswer, canAskFor } from './policy.ts';

function actor(...memberships: Pick<Membership, 'organisationId' | 'organisationKind' | 'role'>[]): Actor {
  return {
    ...{ id: 'p', name: 'P', givenName: 'P', email: null, locale: 'de', isVolunteer: false },
    memberships: memberships.map((seat) => ({ organisationName: 'Haus', districtCode: null, ...seat })),
  };
}

const lenz = actor({ organisationId: 'school', organisationKind: 'school', role: 'facility_contact' });
const irmgard = actor({ organisationId: 'parish', organisationKind: 'parish', role: 'group_leader' });
const murat = actor({ organisationId: 'office', organisationKind: 'senior_office', role: 'coordinator' });

it('only the office that is its controller answers a request', () => {
  expect(canAnswer(murat, { organisationId: 'office' })).toBe(true);
  expect(canAnswer(murat, { organisationId: 'other' })).toBe(false);
  expect(canAnswer(lenz, { organisationId: 'school' })).toBe(false);
});

it('houses and parish groups ask in their own name, offices do not ask themselves', () => {
  expect(canAskFor(lenz, { facilityId: 'school' })).toBe(true);
  expect(canAskFor(irmgard, { facilityId: 'parish' })).toBe(true);
  expect(canAskFor(lenz, { facilityId: 'parish' })).toBe(false);
  expect(canAskFor(lenz, { facilityId: null })).toBe(false);
  expect(askingOrganisations(murat)).toEqual([]);
});
