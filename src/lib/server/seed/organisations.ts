import type { MembershipRole, OrganisationKind } from '#lib/features/organisations/organisation.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Row } from './copy.server.ts';
import { inventName, inventPhone, mailName } from './names.ts';
import { newPerson } from './people.ts';
import { inventAccessNote, inventStreet, type PlaceKind } from './places.ts';
import type { UnitPlan } from './scales.ts';
import type { District, Town } from './town.ts';

export type Organisation = Row<typeof schema.organisation>;
export type Staff = { id: string; name: string };

/** A district's senior office with everybody it works with: the seed's unit of planning. */
export type Unit = {
  district: District;
  plan: UnitPlan;
  office: Organisation;
  familyOffice: Organisation;
  parishes: Organisation[];
  meetingPlaces: Organisation[];
  schools: Organisation[];
  kindergartens: Organisation[];
  careHomes: Organisation[];
  /** Who plans; the first leads the office. */
  coordinators: Staff[];
};

/** When everything that stands today was set up. */
const FOUNDED = new Date('2024-02-01T09:00:00Z');

export function addOrganisation(
  town: Town,
  given: Partial<Organisation> & { kind: OrganisationKind; name: string },
): Organisation {
  const row: Organisation = {
    id: town.random.id(),
    providerId: null,
    districtCode: null,
    street: null,
    postalCode: null,
    city: null,
    phone: inventPhone(town.random),
    email: null,
    website: null,
    openingHours: null,
    latitude: null,
    longitude: null,
    isStepFree: false,
    accessNote: null,
    createdAt: FOUNDED,
    createdBy: null,
    archivedAt: null,
    archivedBy: null,
    ...given,
  };
  town.writer.add(schema.organisation, row);
  return row;
}

export function addMembership(
  town: Town,
  personId: string,
  organisationId: string,
  role: MembershipRole,
): void {
  town.writer.add(schema.membership, {
    id: town.random.id(),
    personId,
    organisationId,
    role,
    startedAt: new Date(FOUNDED.getTime() + 86_400_000),
    startedBy: null,
    endedAt: null,
    endedBy: null,
  });
}

/** Somebody who works there; without a given name and address both are invented. */
export function addStaff(
  town: Town,
  organisation: Organisation,
  role: MembershipRole,
  taken: Set<string>,
  given?: { givenName: string; familyName: string; email: string },
): Staff {
  const name = given ?? inventName(town.random, false);
  const plain = `${mailName(name.givenName)}.${mailName(name.familyName)}`;
  let address = given?.email ?? `${plain}@example.org`;
  for (let n = 2; !given && taken.has(address); n++) address = `${plain}-${n}@example.org`;
  taken.add(address);
  const row = newPerson(town, {
    givenName: name.givenName,
    familyName: name.familyName,
    email: address,
    phone: inventPhone(town.random),
    districtCode: organisation.districtCode,
    createdAt: FOUNDED,
  });
  town.writer.add(schema.person, row);
  addMembership(town, row.id, organisation.id, role);
  return { id: row.id, name: `${row.givenName} ${row.familyName}` };
}

const openingHours: Partial<Record<OrganisationKind, string>> = {
  senior_office: 'Mo–Fr 9–12 Uhr, Di und Do auch 14–16 Uhr',
  family_office: 'Mo–Do 9–15 Uhr, Fr 9–12 Uhr',
  meeting_place: 'Mo–Fr 10–18 Uhr',
  parish: 'Gemeindebüro Di und Do 9–12 Uhr',
};

/** The houses of a district, spread a little around its point. */
export function addUnit(
  town: Town,
  district: District,
  plan: UnitPlan,
  context: {
    providers: Organisation[];
    cityName: string;
    nameOf: (kind: PlaceKind, district: string) => string;
    taken: Set<string>;
  },
): Unit {
  const { random } = town;
  const build = (kind: OrganisationKind, name: string, provider: Organisation | null): Organisation => {
    const postalCode = random.pick(district.postalCodes);
    const isStepFree = random.chance(kind === 'care_home' ? 1 : 0.68);
    return addOrganisation(town, {
      kind,
      name,
      providerId: provider?.id ?? null,
      districtCode: district.code,
      street: inventStreet(random),
      postalCode,
      city: context.cityName,
      email: `${mailName(name.replaceAll(' ', '-'))}@example.org`,
      openingHours: openingHours[kind] ?? null,
      latitude: district.latitude + (random.next() - 0.5) * 0.02,
      longitude: district.longitude + (random.next() - 0.5) * 0.03,
      isStepFree,
      accessNote: inventAccessNote(random, isStepFree),
    });
  };
  const several = (kind: PlaceKind, count: number, provider: () => Organisation | null) =>
    Array.from({ length: count }, () => build(kind, context.nameOf(kind, district.name), provider()));
  const provider = () => random.pick(context.providers);
  const office = build('senior_office', `Seniorenbüro ${district.name}`, provider());
  return {
    district,
    plan,
    office,
    familyOffice: build('family_office', `Familienbüro ${district.name}`, context.providers[0] ?? null),
    parishes: several('parish', plan.parishes, () => null),
    meetingPlaces: several('meeting_place', plan.meetingPlaces, provider),
    schools: several('school', plan.schools, () => context.providers[0] ?? null),
    kindergartens: several('kindergarten', plan.kindergartens, provider),
    careHomes: several('care_home', plan.careHomes, provider),
    coordinators: [],
  };
}
