import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import type { ShiftRole } from './shift.ts';

/** Parts of the day on the wall clock of the event: before noon, until five, from five on. */
export const daytimes = ['morning', 'afternoon', 'evening'] as const;
export type Daytime = (typeof daytimes)[number];

/** Kilometres around a postal code that can be chosen. */
export const radii = [2, 5, 10] as const;
export type Radius = (typeof radii)[number];

/** Days that the finder looks ahead when nobody says until when. */
export const HORIZON_DAYS = 56;
/** Activities on a page of the finder. */
export const ACTIVITIES_PER_PAGE = 20;
/** Shifts on a page of `listOpenShifts`, and of an activity. */
export const SHIFTS_PER_PAGE = 50;
/** Dates that a card of the finder shows before it says how many more there are. */
export const DATES_PER_CARD = 3;

/** What somebody looks for. Empty lists and nulls restrict nothing. */
export type FinderSearch = {
  text: string;
  districts: string[];
  kinds: ProjectKind[];
  weekdays: Weekday[];
  daytimes: Daytime[];
  languages: string[];
  /** As typed; five digits once it makes sense. */
  postalCode: string;
  radius: Radius | null;
  stepFree: boolean;
  freeOnly: boolean;
  from: PlainDate | null;
  to: PlainDate | null;
  sort: 'soonest' | 'nearest';
  page: number;
};

export const emptySearch: Readonly<FinderSearch> = {
  text: '',
  districts: [],
  kinds: [],
  weekdays: [],
  daytimes: [],
  languages: [],
  postalCode: '',
  radius: null,
  stepFree: false,
  freeOnly: false,
  from: null,
  to: null,
  sort: 'soonest',
  page: 1,
};

/** The filters that can be taken off one by one; `dates` is from and to together. */
export const filters = [
  'text',
  'districts',
  'kinds',
  'weekdays',
  'daytimes',
  'languages',
  'radius',
  'stepFree',
  'freeOnly',
  'dates',
] as const;
export type Filter = (typeof filters)[number];

export function isFilterSet(search: FinderSearch, filter: Filter): boolean {
  if (filter === 'dates') return search.from !== null || search.to !== null;
  const value = search[filter];
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The same search without one of its filters, from the first page. */
export function withoutFilter(search: FinderSearch, filter: Filter): FinderSearch {
  if (filter === 'dates') return { ...search, from: null, to: null, page: 1 };
  return { ...search, [filter]: emptySearch[filter], page: 1 };
}

/** The words of a search text that are looked for, each on its own: at most six. */
export function searchWords(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 6);
}

/** How full a shift is: numbers of people. */
export type Places = { min: number; max: number; taken: number; waiting: number };

export function isFull({ taken, max }: Places): boolean {
  return taken >= max;
}

/** The shape that `scheduling.listOpenShifts` promises. */
export type OpenShift = {
  id: string;
  eventId: string;
  title: string;
  role: ShiftRole;
  startAt: Date;
  endAt: Date;
  /** The district's name; null where the place has none. */
  district: string | null;
  places: Places;
};

/** A shift as cards, lists of dates and alternatives show it. */
export type ShiftCard = OpenShift & {
  projectId: string;
  kind: ProjectKind;
  label: string | null;
  timeZone: string;
  /** The house, or what the office wrote instead. */
  placeName: string;
};

/** An activity as the finder shows it. */
export type FoundActivity = {
  id: string;
  title: string;
  kind: ProjectKind;
  summary: string;
  languages: string[];
  isStanding: boolean;
  isStepFree: boolean;
  organisation: string;
  /** The office's district. */
  district: string | null;
  /** Whether the dates that match take place in more than one house. */
  isInSeveralPlaces: boolean;
  /** Metres from the postal code to the nearest matching place; null without one. */
  metres: number | null;
  /** Shifts that match; `next` holds the first of them. */
  dates: number;
  next: ShiftCard[];
};

/** How many activities each choice of a filter would leave, were it the only choice of that filter. */
export type Facets = {
  /** All districts of the town in its own order. */
  districts: { value: string; name: string; count: number }[];
  /** By code; what is missing counts nothing. */
  kinds: Record<string, number>;
  weekdays: Record<string, number>;
  daytimes: Record<string, number>;
  languages: Record<string, number>;
  radius: Record<string, number>;
  stepFree: number;
  freeOnly: number;
};

export type Found = {
  activities: FoundActivity[];
  total: number;
  facets: Facets;
  /** Whether the postal code is one of the town's; null when none was given. */
  isPostalCodeKnown: boolean | null;
  /** Activities there would be without this filter, or without any. */
  loosened: Partial<Record<Filter | 'all', number>>;
};
