import { placeAt } from './dates.ts';
import { addProfile } from './group-profiles.ts';
import { groups } from './group-texts.ts';
import { addMembership, type Organisation, type Staff } from './organisations.ts';
import type { Project } from './projects.ts';
import { addSeries, dealer, type Planning, projectOf } from './series.ts';

/** Groups belong to the office, a parish or a meeting place; the latter two are led by volunteers. */
export function addGroups(planning: Planning, leaders: Map<string, Staff>): Project[] {
  const { town, unit, crew, isDiverse } = planning;
  const { random } = town;
  const regularFor = dealer(crew, 'group');
  const choice = groups.filter((group) => isDiverse || !group.languages);
  const start = random.int(0, choice.length - 1);
  const projects: Project[] = [];
  for (let index = 0; index < unit.plan.groups; index++) {
    const text = choice[(start + index) % choice.length]!;
    const houses = [unit.office, ...unit.meetingPlaces, unit.office, ...unit.parishes];
    const owner = houses[index % houses.length]!;
    const venue = owner === unit.office && random.chance(0.4) ? random.pick(unit.meetingPlaces) : owner;
    const planner =
      owner === unit.office ? random.pick(unit.coordinators) : leaderOf(planning, owner, leaders);
    const round = Math.floor(index / choice.length);
    const project = projectOf(planning, 'group', text, owner, planner, venue.name, {
      title: `${text.title} ${round === 0 ? unit.district.name : venue.name}`,
      languages: text.languages ?? ['de'],
      isStanding: random.chance(0.5),
    });
    projects.push(project);
    const isDiscreet = text.isDiscreet === true;
    addProfile(town, project, { isDiscreet, neutralTitle: isDiscreet ? 'Offener Nachmittag' : '' });
    const every = random.pick([1, 1, 1, 2, [2, 4], [1, 3], [1]] as const) as number | number[];
    addSeries(planning, {
      project,
      planner,
      title: null,
      place: placeAt(
        venue,
        random.chance(0.5) ? random.pick(['Saal', 'Café', 'Gruppenraum', 'Küche und Saal']) : null,
      ),
      rhythm: { weekday: random.int(1, 5), every, season: 'open' },
      time: text.time,
      minutes: text.minutes,
      shifts: text.roles.map((role) => ({
        ...role,
        language: role.role === 'interpreter' ? (text.languages?.find((l) => l !== 'de') ?? null) : null,
        regulars: [...regularFor(null), ...regularFor(null)],
        ...(text.isPopular && { isPopular: true }),
      })),
      ...(planning.isStage && { headcount: [8, 24] }),
    });
  }
  return projects;
}

function leaderOf({ town, crew }: Planning, house: Organisation, leaders: Map<string, Staff>): Staff {
  let leader = leaders.get(house.id);
  if (!leader) {
    const volunteer = town.random.pick(crew.pool.filter((v) => v.until === Infinity && v.from < town.anchor));
    leader = { id: volunteer.id, name: '' };
    addMembership(town, leader.id, house.id, 'group_leader');
    leaders.set(house.id, leader);
  }
  return leader;
}
