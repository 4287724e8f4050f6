import { isPlainDate, type PlainDate, type Weekday } from '#lib/time/date.ts';
import type { StartProject } from './schema.ts';

/** What was asked for, as far as a form can take it over. */
export type Wish = {
  requestId: string;
  title: string;
  wishes: string;
  /** The house that asks; null when a person does. */
  facilityName: string | null;
  facts: {
    weekdays?: string[] | undefined;
    rhythm?: string | undefined;
    startsOn?: string | undefined;
    rooms?: string | undefined;
  };
};

/** The rhythms of requests that are rules. */
const rules: Record<string, Pick<StartProject, 'frequency' | 'every' | 'ordinals'>> = {
  weekly: { frequency: 'weekly', every: 1, ordinals: [] },
  fortnightly: { frequency: 'weekly', every: 2, ordinals: [] },
  monthly: { frequency: 'monthly', every: 1, ordinals: [1] },
};

/**
 * A template's form with what was asked for in it. The words of a house go into the description; what a person wrote
 * may tell of somebody, so it stays in the request.
 */
export function withWish(values: StartProject, wish: Wish, today: PlainDate): StartProject {
  const { weekdays = [], rhythm = '', startsOn = '', rooms = '' } = wish.facts;
  const days = weekdays.map(Number).filter((day): day is Weekday => day >= 1 && day <= 7);
  const isHouse = wish.facilityName !== null;
  return {
    ...values,
    requestId: wish.requestId,
    ...(wish.title && { title: wish.title.slice(0, 120) }),
    ...(isHouse && wish.wishes && { description: `${values.description}\n\n${wish.wishes}`.slice(0, 4000) }),
    ...rules[rhythm],
    ...(days.length > 0 && { weekdays: days }),
    ...(isPlainDate(startsOn) && startsOn > today && { firstOn: startsOn }),
    ...(isHouse && rooms && { room: rooms.slice(0, 120) }),
  };
}
