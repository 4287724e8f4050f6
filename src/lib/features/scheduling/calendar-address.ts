import {
  addDays,
  daysBetween,
  isPlainDate,
  type PlainDate,
  startOfMonth,
  startOfWeek,
} from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type CalendarEvent, type CalendarState, isShort } from './calendar.ts';

export const calendarViews = ['month', 'week', 'day', 'list'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** A date's state, or "people are missing", which cuts across. */
export const calendarFilterStates = ['short', 'draft', 'published', 'cancelled'] as const;
export type CalendarFilterState = (typeof calendarFilterStates)[number];

/** What a page of the calendar shows: everything of it stands in the address. */
export type CalendarAddress = {
  /** Null: whatever suits the screen, a list on a phone and a month elsewhere. */
  view: CalendarView | null;
  date: PlainDate;
  projectId: string | null;
  place: string | null;
  state: CalendarFilterState | null;
  organisationId: string | null;
};

const viewWords = { month: 'monat', week: 'woche', day: 'tag', list: 'liste' } as const;
const stateWords = {
  short: 'fehlt',
  draft: 'entwurf',
  published: 'veroeffentlicht',
  cancelled: 'abgesagt',
} as const satisfies Record<CalendarState | 'short', string>;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Reads the address; what makes no sense is left out, so that an old link still shows something. */
export function readCalendarAddress(params: URLSearchParams, today: PlainDate): CalendarAddress {
  const date = params.get('datum') ?? '';
  const id = (name: string) => {
    const value = params.get(name) ?? '';
    return uuid.test(value) ? value : null;
  };
  return {
    view: calendarViews.find((view) => viewWords[view] === params.get('ansicht')) ?? null,
    date: isPlainDate(date) && date >= '1970-01-01' && date < '2200-01-01' ? date : today,
    projectId: id('projekt'),
    place: params.get('ort')?.slice(0, 200) || null,
    state: calendarFilterStates.find((state) => stateWords[state] === params.get('status')) ?? null,
    organisationId: id('stelle'),
  };
}

/** The query of an address, with its `?`; empty when nothing differs from the page as it opens. */
export function calendarQuery(address: Partial<CalendarAddress>, today?: PlainDate): string {
  const params = new URLSearchParams();
  if (address.view) params.set('ansicht', viewWords[address.view]);
  if (address.date && address.date !== today) params.set('datum', address.date);
  if (address.organisationId) params.set('stelle', address.organisationId);
  if (address.projectId) params.set('projekt', address.projectId);
  if (address.place) params.set('ort', address.place);
  if (address.state) params.set('status', stateWords[address.state]);
  const query = params.toString();
  return query && `?${query}`;
}

/** The word of the address for a state, as the form sends it. */
export const stateWord = (state: CalendarFilterState): string => stateWords[state];
export const viewWord = (view: CalendarView): string => viewWords[view];

/** The days that a view of a date is about, half-open. */
export function shownDays(view: CalendarView | null, date: PlainDate): { from: PlainDate; to: PlainDate } {
  if (view === 'day') return { from: date, to: addDays(date, 1) };
  if (view === 'week') {
    const from = startOfWeek(date);
    return { from, to: addDays(from, 7) };
  }
  const from = startOfMonth(date);
  return { from, to: startOfMonth(addDays(from, 31)) };
}

/** The same view one step on (1) or back (-1): a day, a week, or the first of a month. */
export function stepDate(view: CalendarView | null, date: PlainDate, step: 1 | -1): PlainDate {
  if (view === 'day') return addDays(date, step);
  if (view === 'week') return addDays(date, 7 * step);
  const { from, to } = shownDays(view, date);
  return step === 1 ? to : startOfMonth(addDays(from, -1));
}

/** The number of the week in its year as ISO 8601 counts: week 1 is the one with 4 January. */
export function weekNumber(date: PlainDate): number {
  const monday = startOfWeek(date);
  const year = addDays(monday, 3).slice(0, 4);
  return daysBetween(startOfWeek(`${year}-01-04`), monday) / 7 + 1;
}

/** The days of a list, each with its dates, in the order in which they came. */
export function groupByDay(events: CalendarEvent[]): { date: PlainDate; events: CalendarEvent[] }[] {
  const days: { date: PlainDate; events: CalendarEvent[] }[] = [];
  for (const event of events) {
    const { date } = wallTime(event.startAt, event.timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.events.push(event);
    else days.push({ date, events: [event] });
  }
  return days;
}

/** Whether the date passes the filters of the address. */
export function passesFilters(
  event: CalendarEvent,
  { projectId, place, state }: Pick<CalendarAddress, 'projectId' | 'place' | 'state'>,
): boolean {
  if (projectId && event.projectId !== projectId) return false;
  if (place && event.placeName !== place) return false;
  if (state === 'short') return event.state !== 'cancelled' && event.shifts.some(isShort);
  return state === null || event.state === state;
}
