import * as schema from '#lib/server/db/schema/index.ts';
import { addDays } from '#lib/time/date.ts';
import { cast, type CastMember } from './cast.ts';
import { addClosingDays } from './closing-days.ts';
import type { DistrictPlan } from './districts.ts';
import { addDatesOfHanne, addHanne, rhythmsOfHanne } from './hanne.ts';
import { addInterests, addRecentEvents } from './desk.ts';
import { addErrands } from './errands.ts';
import { addCarersGroup } from './group-profiles.ts';
import { addGroups } from './groups.ts';
import { addImports } from './imports.ts';
import { addHistoryWeek } from './history-week.ts';
import { addOccasions, addParishCircle, shapeOfHistoryWeek } from './occasions.ts';
import { addReadingPairs } from './reading.ts';
import { addReadings } from './readings.ts';
import { addRecruiting, addTalks, recordedTwice } from './recruiting.ts';
import { addRequests } from './requests.ts';
import { addResidents, addRooms } from './residents.ts';
import { addTandems } from './tandems.ts';
import { addVisits } from './visits.ts';
import { addStaff, addUnit, type Organisation, type Staff } from './organisations.ts';
import { addVolunteer, newPerson, type Field, type Volunteer } from './people.ts';
import type { Name } from './names.ts';
import type { PlaceKind } from './places.ts';
import type { UnitPlan } from './scales.ts';
import type { Planning, RecentCancellation } from './series.ts';
import { createCrew } from './signups.ts';
import type { Town } from './town.ts';

/** What districts share while they are filled one after the other. */
export type Shared = {
  providers: Organisation[];
  nameOf: (kind: PlaceKind, district: string) => string;
  taken: Set<string>;
};

/** The persona's seats are in this district, and its office gets a life that is worth showing. */
export type Stage = { isStage: boolean; activeFrom: number; leftFrom: number };

/** How many people each field has, as the town's model has it: visiting, reading, everything else. */
function fieldOf(index: number, total: number): Field {
  const part = index / total;
  return part < 0.25 ? 'visiting' : part < 0.56 ? 'reading' : 'group';
}

/** Fills one district with houses, people, projects, dates and places. Everything it needs stays in memory. */
export function fillDistrict(
  town: Town,
  district: DistrictPlan,
  plan: UnitPlan,
  shared: Shared,
  { isStage, activeFrom, leftFrom }: Stage,
): void {
  const { random } = town;
  const unit = addUnit(town, district, plan, { ...shared, cityName: district.cityName });
  const seat = (member: CastMember, at: Organisation) =>
    addStaff(town, at, member.seat!.role, shared.taken, member);
  let lenz: Staff | undefined;
  const contacts = { lenz: '', okafor: '', brandt: '', irmgard: '' };
  if (isStage) {
    unit.coordinators.push(seat(cast.murat, unit.office));
    lenz = seat(cast.lenz, unit.schools[0]!);
    addClosingDays(town, unit.schools[0]!, lenz);
    contacts.lenz = lenz.id;
    contacts.okafor = seat(cast.okafor, unit.careHomes[0]!).id;
    const brandt = newPerson(town, {
      ...cast.brandt,
      districtCode: 'hom',
      createdAt: new Date(town.anchor - 9e8),
    });
    town.writer.add(schema.person, brandt);
    contacts.brandt = brandt.id;
  }
  while (unit.coordinators.length < Math.max(1, plan.coordinators)) {
    unit.coordinators.push(addStaff(town, unit.office, 'coordinator', shared.taken));
  }
  for (let n = 0; n < plan.familyStaff; n++) addStaff(town, unit.familyOffice, 'coordinator', shared.taken);
  const facilities = [...unit.careHomes, ...unit.schools, ...unit.kindergartens].slice(isStage ? 3 : 0);
  for (let n = 0; n < plan.contacts && facilities.length > 0; n++) {
    addStaff(town, facilities[n % facilities.length]!, 'facility_contact', shared.taken);
  }

  const registrations: { personId: string; at: Date }[] = [];
  const newcomers = isStage ? 4 : random.chance(0.3) ? 1 : 0;
  const pool: Volunteer[] = [];
  const add = (
    number: number,
    field: Field,
    daysSinceRegistration: number,
    hasLeft: boolean,
    name?: Name,
  ) => {
    const volunteer = addVolunteer(town, {
      number,
      field,
      office: unit.office.id,
      districtCode: district.code,
      postalCode: random.pick(district.postalCodes),
      isDiverse: district.isDiverse,
      coordinator: unit.coordinators[0]!.id,
      daysSinceRegistration,
      hasLeft,
      ...(name && { name }),
    });
    pool.push(volunteer);
    return volunteer;
  };
  for (let index = 0; index < plan.active; index++) {
    const isNew = index < newcomers;
    const days = isNew ? index % 3 : 3 + Math.floor(random.next() ** 0.6 * 2400);
    const field = isNew
      ? random.pick(['visiting', 'reading', 'group'] as const)
      : fieldOf(index, plan.active);
    const isDouble = isStage && (index === 0 || index === plan.active - 1);
    const volunteer = add(activeFrom + index + 1, field, days, false, isDouble ? recordedTwice : undefined);
    if (isNew) registrations.push({ personId: volunteer.id, at: new Date(volunteer.from - 4 * 86_400_000) });
  }
  for (let index = 0; index < plan.left; index++) {
    add(leftFrom + index + 1, fieldOf(index, plan.left), random.int(300, 3200), true);
  }

  const cancellations: RecentCancellation[] = [];
  const providerNames = new Map(shared.providers.map((provider) => [provider.id, provider.name]));
  const planning: Planning = {
    isStage,
    town,
    unit,
    crew: createCrew(pool),
    isDiverse: district.isDiverse,
    providerNames,
    ...(isStage && {
      onRecentCancellation: (facts: RecentCancellation) => {
        if (cancellations.length < 8) cancellations.push(facts);
      },
    }),
  };
  const leaders = new Map<string, Staff>();
  const welcomed = pool.filter((v) => v.until === Infinity && v.from < town.anchor);
  const hanne = isStage ? addHanne(planning) : undefined;
  const hers = rhythmsOfHanne(town.today);
  const school = unit.schools[0]!;
  const visiting = addVisits(planning);
  const readings = addReadings(
    planning,
    (house, weekday, time) =>
      isStage && house === school && weekday === hers.reading.weekday && time === hers.reading.time,
  );
  if (hanne) {
    addDatesOfHanne(planning, hanne, { visiting });
    addReadingPairs(planning, { school, hanne, lenz: lenz!.id });
    const irmgard = seat(cast.irmgard, unit.parishes[0]!);
    contacts.irmgard = irmgard.id;
    leaders.set(unit.parishes[0]!.id, irmgard);
    addParishCircle(planning, irmgard);
    addCarersGroup(planning);
    const rooms = addRooms(town, unit.careHomes[0]!);
    const shape = (session: number, role: string) => shapeOfHistoryWeek(session, role, hanne);
    addResidents(town, addHistoryWeek(planning, addDays(town.today, 8), shape, rooms));
    addOccasions(planning, hanne);
  }
  addGroups(planning, leaders);
  for (let week = isStage ? 1 : 0; week < plan.historyWeeks; week++) {
    const first = town.days[0]!.date;
    const from = isStage ? addDays(town.today, 120) : addDays(first, random.int(0, town.days.length - 60));
    addHistoryWeek(
      planning,
      plan.historyWeeks === 1 && !isStage ? addDays(town.today, random.int(30, 120)) : from,
    );
  }
  // Last summer's, to be copied from.
  if (isStage) addHistoryWeek(planning, addDays(town.today, -148));
  addTandems(planning);
  const errands = addErrands(planning);
  const standing = [visiting, ...readings.values()].map((project) => project.id);
  if (welcomed.length > 0) addInterests(planning, [...standing, errands.id], welcomed, isStage ? 4 : 1);
  const untalked = hanne ? addRecruiting(planning, hanne) : new Set<string>();
  addTalks(
    planning,
    [...pool, ...(hanne ? [hanne] : [])].filter(({ id }) => !untalked.has(id)),
  );
  if (isStage) {
    addImports(planning);
    addRecentEvents(planning, cancellations, registrations);
    addRequests(planning, contacts, readings.get(school)!);
  }
}
