import { addDate, cancelNowAndThen } from './dates.ts';
import { inventStreet } from './places.ts';
import type { Project } from './projects.ts';
import { homeIn, type Planning, projectOf, soughtLanguages } from './series.ts';
import * as texts from './texts.ts';

/** The accompanying service: single dates that start at a meeting point. */
export function addErrands(planning: Planning): Project {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators[0]!;
  const project = projectOf(planning, 'accompanying', texts.accompanying, unit.office, planner, '');
  const count = Math.round((unit.plan.accompanyings * town.days.length) / 7);
  const openDays = town.days.filter((day) => day.weekday <= 5 && !day.isHoliday);
  for (let index = 0; index < count; index++) {
    const errand = random.pick(texts.errands);
    const postalCode = random.pick(unit.district.postalCodes);
    const language = random.chance(planning.isDiverse ? 0.3 : 0.05) ? random.pick(soughtLanguages) : null;
    const isStepFree = random.chance(0.8);
    addDate(
      town,
      crew,
      {
        project,
        planner,
        title: errand.title,
        place: {
          ...homeIn(planning),
          name: errand.place,
          street: inventStreet(random),
          postalCode,
          ...town.points.get(postalCode)!,
          isStepFree,
          accessNote: isStepFree
            ? 'Der Weg ist mit Rollator gut zu gehen'
            : 'Unterwegs eine Treppe mit Geländer',
        },
        date: random.pick(openDays).date,
        time: random.pick(['08:30', '09:15', '10:00', '11:30', '13:45', '15:00']),
        minutes: random.pick([90, 120, 150]),
        shifts: [
          {
            role: 'companion',
            min: 1,
            max: random.chance(0.15) ? 2 : 1,
            language,
          },
        ],
        cancellation: cancelNowAndThen(town),
      },
      planning.onRecentCancellation && ((facts) => planning.onRecentCancellation!({ ...facts, project })),
    );
  }
  return project;
}
