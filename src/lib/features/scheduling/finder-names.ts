import { m } from '#lib/paraglide/messages.js';
import type { Daytime, Filter, ShiftCard } from './finder.ts';
import type { Words } from './finder-words.ts';

const daytimeNames: Record<Daytime, [long: () => string, short: () => string]> = {
  morning: [m.finder_daytime_morning, m.finder_daytime_morning_short],
  afternoon: [m.finder_daytime_afternoon, m.finder_daytime_afternoon_short],
  evening: [m.finder_daytime_evening, m.finder_daytime_evening_short],
};

/** "vormittags (bis 12 Uhr)", or short "vormittags". */
export function daytimeName(daytime: Daytime, style: 'long' | 'short' = 'long'): string {
  return daytimeNames[daytime][style === 'long' ? 0 : 1]();
}

const filterNames: Record<Filter, () => string> = {
  text: m.finder_filter_text,
  districts: m.finder_districts,
  kinds: m.finder_kinds,
  weekdays: m.finder_weekdays,
  daytimes: m.finder_daytimes,
  languages: m.finder_languages,
  radius: m.finder_filter_radius,
  stepFree: m.finder_step_free,
  freeOnly: m.finder_free_only,
  dates: m.finder_dates,
};

/** The name of a filter, as its heading in the form. */
export function filterName(filter: Filter): string {
  return filterNames[filter]();
}

/** What one does at the shift, with the event's own title where it is not the activity's. */
export function shiftTask(
  { title, label, role }: ShiftCard,
  activityTitle: string,
  { roles }: Words,
): string {
  const task = label ?? roles[role] ?? role;
  return title === activityTitle ? task : `${title} · ${task}`;
}
