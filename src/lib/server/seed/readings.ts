import { placeAt } from './dates.ts';
import type { Organisation } from './organisations.ts';
import type { Project } from './projects.ts';
import { addSeries, dealer, type Planning, projectOf } from './series.ts';
import * as texts from './texts.ts';

/** Reading hours on school days: a project for each school and for every third kindergarten. */
export function addReadings(
  planning: Planning,
  except: (school: Organisation, weekday: number, time: string) => boolean = () => false,
): Map<Organisation, Project> {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators.at(-1)!;
  const regularFor = dealer(crew, 'reading');
  const projects = new Map<Organisation, Project>();
  const houses = [...unit.schools, ...unit.kindergartens.slice(0, Math.ceil(unit.kindergartens.length / 3))];
  const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
    ['08:15', '09:05', '10:10', '11:00', '12:00'].map((time) => ({ weekday, time })),
  );
  houses.forEach((house, index) => {
    const isSchool = house.kind === 'school';
    const text = isSchool ? texts.reading : texts.storytime;
    const project = projectOf(planning, 'reading', text, unit.office, planner, house.name, {
      isStanding: true,
    });
    projects.set(house, project);
    const count = Math.floor((unit.plan.readings + index) / houses.length);
    for (const { weekday, time } of random.sample(slots, count)) {
      if (except(house, weekday, time)) continue;
      addSeries(planning, {
        project,
        planner,
        title: isSchool ? random.pick(texts.readingTitles) : null,
        place: placeAt(
          house,
          isSchool ? `Raum ${random.int(1, 3)}${random.int(0, 1)}${random.int(1, 9)}` : 'Leseecke',
        ),
        rhythm: { weekday, every: 1, season: 'term' },
        time,
        minutes: 45,
        shifts: [
          {
            role: 'reader',
            min: 1,
            max: 1,
            requirements: ['record_inspection'],
            regulars: random.chance(0.86) ? regularFor(null) : [],
          },
        ],
      });
    }
  });
  return projects;
}
