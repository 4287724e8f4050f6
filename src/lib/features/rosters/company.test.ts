import { checkPlan } from '#lib/features/matching/roster/check.ts';
import type { Assignment, Problem } from '#lib/features/matching/roster/problem.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companiesOf, keepTogether } from './company.ts';
import type { WeekPlace, WeekShift } from './week-facts.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour));
const shift = (id: string, eventId: string, hour: number) =>
  ({ id, eventId, startAt: at(hour), endAt: at(hour + 2) }) as WeekShift;

describe('two who want to serve together', () => {
  const kitchen = shift('kitchen', 'party', 9);
  const hall = shift('hall', 'party', 10);
  const late = shift('late', 'party', 15);
  const of = (
    eligible: Record<string, string[]>,
    {
      room = 1,
      places = [] as Partial<WeekPlace>[],
      together = [['hanne', 'karl']] as [string, string][],
    } = {},
  ) =>
    companiesOf(
      { shifts: [kitchen, hall, late], places: places as WeekPlace[], together },
      {
        isEligible: (personId, shiftId) => (eligible[personId] ?? []).includes(shiftId),
        room: () => room,
      },
    );

  it('could be at the same shift if it has two places, or at two shifts at one time', () => {
    const { companies, halves } = of({ hanne: ['kitchen', 'late'], karl: ['kitchen', 'hall', 'late'] });
    expect(companies[0]!.joints.get('party')).toEqual([{ a: 'kitchen', b: 'hall' }]);
    expect(halves.map(({ personId, shiftId }) => `${personId} ${shiftId}`)).toEqual([
      'hanne late',
      'karl kitchen',
      'karl late',
    ]);
    expect(of({ hanne: ['late'], karl: ['late'] }, { room: 2 }).halves).toEqual([]);
  });

  it('may join the other who is there already, and nobody else', () => {
    const places = [{ personId: 'karl', eventId: 'party', shiftId: 'hall', startAt: at(10), endAt: at(12) }];
    const { companies, halves } = of({ hanne: ['kitchen', 'late'] }, { places });
    expect(companies[0]!.joints.get('party')).toEqual([{ a: 'kitchen', b: null }]);
    expect(halves).toEqual([{ personId: 'hanne', shiftId: 'late' }]);
  });

  it('pull a third with them', () => {
    const together: [string, string][] = [
      ['hanne', 'karl'],
      ['karl', 'ilse'],
    ];
    expect(of({ hanne: ['late'], karl: ['late'] }, { room: 3, together }).halves).toHaveLength(2);
  });

  const both = { hanne: ['kitchen', 'hall'], karl: ['kitchen', 'hall'] };
  const problemWith = (changes: Partial<Problem>): Problem => ({
    weights: { served: 60, overTarget: 0, short: 1000 },
    travel: { fixedMinutes: 0, detour: 1 },
    volunteers: [{ id: 'hanne' }, { id: 'karl' }, { id: 'erna' }],
    shifts: [kitchen, hall, late].map(({ id, eventId: event, startAt, endAt }) => ({
      ...{ id, event, max: 1, min: 1 },
      start: startAt.getUTCHours() * 60,
      end: endAt.getUTCHours() * 60,
    })),
    pairs: [],
    apart: [],
    ...changes,
  });
  const names = (plan: Assignment[]) =>
    plan.map(({ volunteer, shift: at }) => `${volunteer} ${at}`).toSorted();

  it('are both placed where that is worth it, and somebody else makes room', () => {
    const pairs: Problem['pairs'] = [0, 1].flatMap((v) => [
      [v, 0, 100],
      [v, 1, 100],
    ]);
    const problem = problemWith({ pairs: [...pairs, [2, 1, 100]] });
    const week = { problem, ...of(both) };
    const plan = [
      { volunteer: 'hanne', shift: 'kitchen' },
      { volunteer: 'erna', shift: 'hall' },
    ];
    expect(names(keepTogether(week, plan))).toEqual(['hanne kitchen', 'karl hall']);
  });

  it('are neither placed where one would break a limit, and the place goes to somebody else', () => {
    const problem = problemWith({
      volunteers: [{ id: 'hanne' }, { id: 'karl', maxMinutes: 60 }, { id: 'erna' }],
      pairs: [
        [0, 0, 100],
        [1, 1, 100],
        [2, 0, 50],
      ],
    });
    const week = { problem, ...of({ hanne: ['kitchen'], karl: ['hall'] }) };
    expect(names(keepTogether(week, [{ volunteer: 'hanne', shift: 'kitchen' }]))).toEqual(['erna kitchen']);
  });

  it('are never torn apart, and no rule is ever broken, whatever the solver has found', () => {
    const week = fc.record({
      shifts: fc.array(
        fc.record({ event: fc.nat(3), hour: fc.nat(8), max: fc.integer({ min: 1, max: 3 }) }),
        {
          minLength: 1,
          maxLength: 7,
        },
      ),
      pairs: fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(6), fc.integer({ min: 1, max: 200 })), {
        selector: ([v, s]) => `${v} ${s}`,
        maxLength: 25,
      }),
      together: fc.constantFrom<[string, string][]>(
        [['v0', 'v1']],
        [
          ['v0', 'v1'],
          ['v1', 'v2'],
        ],
        [
          ['v0', 'v1'],
          ['v2', 'v3'],
        ],
      ),
      maxShifts: fc.integer({ min: 1, max: 3 }),
      order: fc.infiniteStream(fc.nat(1000)),
    });
    fc.assert(
      fc.property(week, ({ shifts: some, pairs: all, together, maxShifts, order }) => {
        const shifts = some.map(({ event, hour }, k) => shift(`s${k}`, `e${event}`, hour));
        const possible = all.filter(([, s]) => s < shifts.length);
        const { companies, halves } = companiesOf(
          { shifts, places: [], together },
          {
            isEligible: (personId, shiftId) =>
              possible.some(([v, s]) => `v${v}` === personId && `s${s}` === shiftId),
            room: (shiftId) => some[Number(shiftId.slice(1))]!.max,
          },
        );
        const pairs = possible.filter(
          ([v, s]) => !halves.some(({ personId, shiftId }) => personId === `v${v}` && shiftId === `s${s}`),
        );
        const problem = problemWith({
          volunteers: [0, 1, 2, 3, 4].map((v) => ({ id: `v${v}`, maxShifts })),
          shifts: shifts.map(({ id, eventId, startAt, endAt }, k) => ({
            ...{ id, event: eventId, max: some[k]!.max, min: 1 },
            start: startAt.getUTCHours() * 60,
            end: endAt.getUTCHours() * 60,
          })),
          pairs,
          apart: [[3, 4]],
        });
        // Any plan that a solver might find: pairs in some order, as long as no rule is broken.
        let plan: Assignment[] = [];
        for (const [v, s] of pairs.toSorted(() => (order.next().value! % 2 ? 1 : -1))) {
          const tried = [...plan, { volunteer: `v${v}`, shift: `s${s}` }];
          if (checkPlan(problem, tried).violations.length === 0) plan = tried;
        }
        const kept = keepTogether({ problem, companies }, plan);
        expect(checkPlan(problem, kept).violations).toEqual([]);
        const eventsOf = (id: string) =>
          kept
            .filter(({ volunteer }) => volunteer === id)
            .map(({ shift: s }) => shifts[Number(s.slice(1))]!.eventId)
            .toSorted();
        for (const [a, b] of together) expect(eventsOf(a)).toEqual(eventsOf(b));
      }),
      { numRuns: 300 },
    );
  });
});
