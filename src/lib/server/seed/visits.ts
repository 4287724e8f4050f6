import { addSeries, dealer, homeIn, type Planning, projectOf, soughtLanguages } from './series.ts';
import type { Project } from './projects.ts';
import * as texts from './texts.ts';

/** The visiting service of an office: one series for each person visited. */
export function addVisits(planning: Planning): Project {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators[0]!;
  const project = projectOf(planning, 'visiting', texts.visiting, unit.office, planner, '', {
    isStanding: true,
  });
  const regularFor = dealer(crew, 'visiting');
  // One visit per hour of the week, so that "the same next week" is always the same visit.
  const slots = [1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    ['09:30', '10:45', '14:00', '15:15', '16:30'].map((time) => ({ weekday, time })),
  );
  for (const { weekday, time } of random.sample(slots, unit.plan.visits)) {
    const language = random.chance(planning.isDiverse ? 0.4 : 0.08) ? random.pick(soughtLanguages) : null;
    addSeries(planning, {
      project,
      planner,
      title: random.pick(texts.visitTitles),
      place: homeIn(planning),
      rhythm: { weekday, every: random.chance(0.16) ? 2 : 1, season: 'open' },
      offset: random.int(0, 1),
      time,
      minutes: random.pick([60, 60, 75]),
      shifts: [
        {
          role: 'visitor',
          min: 1,
          max: 1,
          requirements: ['secrecy_declaration'],
          language,
          regulars: random.chance(0.84) ? regularFor(language) : [],
        },
      ],
    });
  }
  return project;
}
