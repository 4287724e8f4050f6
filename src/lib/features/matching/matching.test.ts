import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMendable, type Obstacle, obstaclesBetween, prepare } from './eligibility.ts';
import { type Between, type Giver, genders, type Need, strangers } from './facts.ts';
import { scoreOf } from './score.ts';
import { meet } from './eligibility.ts';
import { rankAll, relationKey } from './suggestion.ts';
import { criteria, defaultWeights, readWeights } from './weights.ts';
import { commonWindows, coveringWindow, joined, minutesOf } from './windows.ts';

const hanne: Giver = {
  id: 'hanne',
  ...{ districtCode: 'apl', latitude: 51.49, longitude: 7.57, radiusKm: 3 },
  ...{ gender: 'female', wishesGender: null, isMinor: false },
  ...{ languages: ['de', 'en'], skills: [], interests: ['books', 'history'], experience: [] },
  windows: [
    { weekday: 2, startTime: '09:00', endTime: '12:00' },
    { weekday: 4, startTime: '14:00', endTime: '17:00' },
  ],
  ...{ excludes: ['smoking'], maxTandems: 1, tandems: 0, hasOpenProposal: false },
  ...{ missingChecks: [], endingChecks: [], applicationStage: null },
  ...{ isPaused: false, hasLeft: false, restsUntil: null, hoursPerWeek: 1.5, maxHoursPerWeek: 6 },
};
const kramer: Need = {
  id: 'kramer',
  ...{ districtCode: 'apl', latitude: 51.49, longitude: 7.56 },
  ...{ gender: 'female', wishesGender: null, languages: ['de'], interests: ['books', 'games'] },
  ...{ requires: [], traits: [], minutes: 90, everyWeeks: 1, waitingDays: 20, who: 'person' },
  windows: [{ weekday: 2, startTime: '10:00', endTime: '12:00' }],
};

const codes = (need: Partial<Need>, giver: Partial<Giver> = {}, between: Partial<Between> = {}) =>
  obstaclesBetween(prepare({ ...kramer, ...need }), prepare({ ...hanne, ...giver }), {
    ...strangers,
    ...between,
  }).map(({ code }) => code);

describe('who may be brought together', () => {
  test('Hanne and Frau Kramer: nothing speaks against it', () => {
    expect(codes({})).toEqual([]);
  });

  test('a wish for a woman excludes men, and who has not said is asked first', () => {
    expect(codes({ wishesGender: 'female' }, { gender: 'male' })).toEqual(['gender']);
    expect(codes({ wishesGender: 'female' }, { gender: null })).toEqual(['gender_unknown']);
    expect(codes({ gender: 'male' }, { wishesGender: 'female' })).toEqual(['gender']);
  });

  test('two hours in common suffice for 90 minutes, one does not', () => {
    expect(codes({ windows: [{ weekday: 2, startTime: '11:00', endTime: '14:00' }] })).toEqual([
      'no_common_window',
    ]);
    expect(codes({ windows: [] })).toEqual([]);
    expect(codes({}, { windows: [] })).toEqual(['windows_unknown']);
  });

  test('two adjoining windows of hers count as one', () => {
    const windows = [
      { weekday: 2, startTime: '09:00', endTime: '10:45' },
      { weekday: 2, startTime: '10:45', endTime: '12:00' },
    ] as Giver['windows'];
    expect(codes({}, { windows })).toEqual([]);
  });

  test.each<[Obstacle['code'], Partial<Need>, Partial<Giver>, Partial<Between>]>([
    ['apart', {}, {}, { isApart: true }],
    ['tried', {}, {}, { wasTried: true }],
    ['minor', {}, { isMinor: true }, {}],
    ['lacks_experience', { requires: ['dementia'] }, {}, {}],
    ['excludes', { traits: ['smoking'] }, {}, {}],
    ['missing_check', {}, { missingChecks: ['secrecy_declaration'] }, {}],
    ['check_ends', {}, { endingChecks: [{ kind: 'record_inspection', on: '2027-03-01' }] }, {}],
    ['applying', {}, { applicationStage: 'training' }, {}],
    ['no_common_language', { languages: ['tr'] }, {}, {}],
    ['too_far', { latitude: 51.55 }, {}, {}],
    ['paused', {}, { isPaused: true }, {}],
    ['resting', {}, { restsUntil: '2027-01-19' }, {}],
    ['proposal_open', {}, { hasOpenProposal: true, tandems: 1 }, {}],
    ['capacity', {}, { tandems: 1 }, {}],
  ])('%s', (code, need, giver, between) => {
    expect(codes(need, giver, between)).toEqual([code]);
  });

  test('an application that waits for a missing check is no second reason', () => {
    expect(codes({}, { missingChecks: ['record_inspection'], applicationStage: 'checks' })).toEqual([
      'missing_check',
    ]);
  });

  test('somebody under 18 may help where no home is visited', () => {
    expect(codes({ who: 'child' }, { isMinor: true })).toEqual([]);
  });
});

describe('how well they suit', () => {
  const score = (
    need: Partial<Need>,
    giver: Partial<Giver> = {},
    between: Partial<Between> = {},
    weights = defaultWeights,
  ) => {
    const [n, g] = [prepare({ ...kramer, ...need }), prepare({ ...hanne, ...giver })];
    return scoreOf(n, g, { ...strangers, ...between }, { meeting: meet(n, g), weights });
  };

  test('the points add up to the total, and each that counts has its reason', () => {
    const { total, parts } = score({});
    const of = parts.reduce((sum, part) => sum + part.of, 0);
    expect(parts.reduce((sum, part) => sum + part.points, 0) / of).toBeCloseTo(total / 100, 2);
    expect(parts.find(({ criterion }) => criterion === 'distance')!.reason).toMatchObject({ km: 0.7 });
    for (const part of parts) expect(part.points > 0).toBe(part.reason !== null);
  });

  test('nearer, more in common, or longer waiting is never worse', () => {
    expect(score({ latitude: 51.49, longitude: 7.57 }).total).toBeGreaterThan(score({}).total);
    expect(score({ interests: ['books', 'history'] }).total).toBeGreaterThan(score({}).total);
    expect(score({ waitingDays: 60 }).total).toBeGreaterThan(score({}).total);
    expect(score({}, {}, { pastVisits: 4 }).total).toBeGreaterThan(score({}).total);
    expect(score({}, { hoursPerWeek: 5 }).total).toBeLessThan(score({}).total);
  });

  test('a criterion with weight nought counts for nothing; broken weights count as usual', () => {
    const only = {
      ...Object.fromEntries(criteria.map((one) => [one, 0])),
      interests: 1,
    } as typeof defaultWeights;
    expect(score({ interests: ['books'] }, {}, {}, only).total).toBe(100);
    expect(readWeights({ distance: -4 })).toEqual(defaultWeights);
    expect(readWeights({ distance: 80 })).toMatchObject({ distance: 80, interests: 25 });
  });
});

describe('ranking', () => {
  test('best first; one short apart; the wish is never broken, whatever the facts', () => {
    const giver = fc.record({
      gender: fc.constantFrom(null, ...genders),
      radiusKm: fc.constantFrom(null, 1, 5),
      longitude: fc.double({ min: 7.5, max: 7.62, noNaN: true }),
      tandems: fc.integer({ min: 0, max: 2 }),
      isPaused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(giver, { maxLength: 12 }), (facts) => {
        const givers = facts.map((one, index) => ({
          ...hanne,
          ...one,
          id: `g${String(index).padStart(2, '0')}`,
        }));
        const need = { ...kramer, wishesGender: 'female' as const };
        const { suggested, nearly, excluded } = rankAll([need], givers, new Map(), defaultWeights).get(
          'kramer',
        )!;
        expect(suggested.length + nearly.length + excluded.length).toBe(givers.length);
        for (const one of suggested) {
          expect(givers.find(({ id }) => id === one.giverId)!.gender).toBe('female');
        }
        for (const one of nearly) expect(one.obstacles.map(isMendable)).toEqual([true]);
        const totals = suggested.map((one) => one.score.total);
        expect(totals).toEqual(totals.toSorted((a, b) => b - a));
      }),
    );
  });

  test('what lies between two is found by both', () => {
    const relations = new Map([[relationKey('kramer', 'hanne'), { ...strangers, isApart: true }]]);
    const { excluded } = rankAll([kramer], [hanne], relations, defaultWeights).get('kramer')!;
    expect(excluded[0]!.obstacles).toEqual([{ code: 'apart' }]);
  });
});

describe('windows', () => {
  test('a window covers a time only as a whole', () => {
    const wanted = { weekday: 2, startTime: '10:00', endTime: '12:30' } as const;
    expect(coveringWindow(wanted, hanne.windows)).toBeNull();
    expect(coveringWindow({ ...wanted, endTime: '12:00' }, hanne.windows)).toEqual(hanne.windows[0]);
  });

  test('what two share is in both, whichever comes first', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((n) => clock(n * 15));
    const window = fc
      .tuple(fc.integer({ min: 1, max: 2 }), time, time)
      .filter(([, a, b]) => a < b)
      .map(([weekday, startTime, endTime]) => ({ weekday, startTime, endTime }) as Giver['windows'][number]);
    fc.assert(
      fc.property(fc.array(window, { maxLength: 5 }), fc.array(window, { maxLength: 5 }), (a, b) => {
        const [one, other] = [joined(a), joined(b)];
        const common = commonWindows(one, other, 30);
        expect(joined(common)).toEqual(joined(commonWindows(other, one, 30)));
        for (const each of common) {
          expect(coveringWindow(each, a)).not.toBeNull();
          expect(coveringWindow(each, b)).not.toBeNull();
          expect(minutesOf(each.endTime) - minutesOf(each.startTime)).toBeGreaterThanOrEqual(30);
        }
      }),
    );
  });
});

const clock = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
