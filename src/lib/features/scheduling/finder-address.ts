import { projectKinds } from '#lib/features/projects/project.ts';
import { isPlainDate, type Weekday } from '#lib/time/date.ts';
import { daytimes, emptySearch, type FinderSearch, radii } from './finder.ts';

/** Words of the address for the parts of the day, as people of Dortmund would say them. */
const daytimeWords = { morning: 'vormittag', afternoon: 'nachmittag', evening: 'abend' } as const;
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const code = /^[a-z0-9_-]{1,20}$/;

/**
 * Reads the finder's address. What makes no sense is left out, so that an old or mistyped link still shows
 * something; only the postal code stays as typed, for the page to say what is wrong with it.
 */
export function readFinderAddress(params: URLSearchParams): FinderSearch {
  const all = (name: string) => [...new Set(params.getAll(name).flatMap((value) => value.split(',')))];
  const date = (name: string) => {
    const value = params.get(name) ?? '';
    return isPlainDate(value) ? value : null;
  };
  const codes = (name: string) =>
    all(name)
      .filter((value) => code.test(value))
      .sort();
  const postalCode = (params.get('plz') ?? '').trim().slice(0, 10);
  const page = Number(params.get('seite') ?? 1);
  return {
    text: (params.get('text') ?? '').trim().replace(/\s+/g, ' ').slice(0, 80),
    districts: codes('bezirk').slice(0, 30),
    kinds: projectKinds.filter((kind) => all('art').includes(kind)),
    weekdays: weekdays.filter((day) => all('tag').includes(String(day))),
    daytimes: daytimes.filter((time) => all('zeit').includes(daytimeWords[time])),
    languages: codes('sprache').slice(0, 30),
    postalCode,
    radius: (postalCode && radii.find((km) => String(km) === params.get('km'))) || null,
    stepFree: params.get('stufenlos') === '1',
    freeOnly: params.get('frei') === '1',
    from: date('ab'),
    to: date('bis'),
    sort: postalCode && params.get('sort') === 'naehe' ? 'nearest' : 'soonest',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The address of a search: one order, defaults left out, so that equal searches have equal links. */
export function finderQuery(search: Partial<FinderSearch>): string {
  const {
    text,
    districts,
    kinds,
    weekdays: days,
    daytimes: times,
    languages,
    ...rest
  } = { ...emptySearch, ...search };
  const params: [string, string | number | null | false][] = [
    ['text', text],
    ['bezirk', districts.join(',')],
    ['art', kinds.join(',')],
    ['tag', days.join(',')],
    ['zeit', times.map((time) => daytimeWords[time]).join(',')],
    ['sprache', languages.join(',')],
    ['plz', rest.postalCode],
    ['km', rest.radius],
    ['stufenlos', rest.stepFree && '1'],
    ['frei', rest.freeOnly && '1'],
    ['ab', rest.from],
    ['bis', rest.to],
    ['sort', rest.sort === 'nearest' && 'naehe'],
    ['seite', rest.page > 1 && rest.page],
  ];
  // A comma may stand in a query as it is: shorter to read aloud and to print than %2C.
  return params
    .filter(([, value]) => value)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value as string)
          .replaceAll('%2C', ',')
          .replaceAll('%20', '+')}`,
    )
    .join('&');
}

/** The word of the address for a part of the day, as the form sends it. */
export function daytimeWord(daytime: keyof typeof daytimeWords): string {
  return daytimeWords[daytime];
}
