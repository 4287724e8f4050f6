import { checkPlan } from '#lib/features/matching/roster/check.ts';
import { describe, expect, it } from 'vitest';
import { problemOfWeek } from './problem-of-week.ts';
import type { MoveScope } from './roster-run.ts';
import type { WeekFacts, WeekPlace, WeekShift, WeekVolunteer } from './week-facts.ts';

const origin = new Date('2026-11-30T00:00:00+01:00');
const at = (hour: number) => new Date(origin.getTime() + hour * 3_600_000);

const shift = (id: string, hour: number, facts: Partial<WeekShift> = {}): WeekShift => ({
  ...{ id, eventId: `event ${id}`, projectId: 'reading', startAt: at(hour), endAt: at(hour + 2) },
  ...{ timeZone: 'Europe/Berlin', role: 'reader', language: null, requirements: [], districtCode: 'apl' },
  ...{ isStepFree: false, latitude: 51.49, longitude: 7.56, placeKey: 'school' },
  ...{ min: 1, max: 1, taken: 0, asked: 0, ...facts },
});
const hanne: WeekVolunteer = {
  ...{ personId: 'hanne', districtCode: 'apl', radiusKm: null, languages: ['de'], skills: [] },
  ...{ latitude: 51.49, longitude: 7.56, needsStepFree: false },
  ...{ maxShiftsPerWeek: null, maxHoursPerWeek: null },
  ...{ qualifications: [], availability: [], absences: [], knows: {}, usualMinutes: 0 },
};
const place = (id: string, hour: number, facts: Partial<WeekPlace> = {}): WeekPlace => ({
  ...{
    personId: 'hanne',
    shiftId: id,
    eventId: `event ${id}`,
    startAt: at(hour),
    endAt: at(hour + 2),
    title: 'Lesestunde',
  },
  ...{ placeKey: 'school', isThisWeek: true, origin: null, isOffer: true, ...facts },
});
const empty: WeekFacts = {
  ...{ origin, travelBufferMinutes: 20, shifts: [], volunteers: [hanne], places: [] },
  ...{ notAgain: [], apart: [], together: [] },
};
const week = (facts: Partial<WeekFacts>) => problemOfWeek({ ...empty, ...facts });

describe('the week as a problem', () => {
  it('judges each day for itself: a certificate that runs out, an absence, a free afternoon', async () => {
    const careful: WeekVolunteer = {
      ...hanne,
      qualifications: [{ kind: 'training', from: '2026-01-01', until: '2026-12-01' }],
      absences: [{ firstOn: '2026-12-03', lastOn: '2026-12-03' }],
    };
    const shifts = [
      shift('monday', 9, { requirements: ['training'] }),
      shift('wednesday', 57, { requirements: ['training'] }),
      shift('thursday', 81),
    ];
    const { problem, shifts: learned } = await week({ shifts, volunteers: [careful] });
    expect(problem.pairs.map(([, s]) => problem.shifts[s]!.id)).toEqual(['monday']);
    expect(learned.get('wednesday')).toEqual({ suited: 0, lacking: { missing_qualification: 1 } });
    expect(learned.get('thursday')).toEqual({ suited: 0, lacking: { absent: 1 } });
  });

  it('lets what stands count and never contradicts itself, however many limits it has broken', async () => {
    const busy = { ...hanne, maxHoursPerWeek: 1, maxShiftsPerWeek: 1 };
    const places = [place('a', 9), place('b', 9.5, { placeKey: 'elsewhere' })];
    const { problem, fixed, people } = await week({
      shifts: [shift('free', 57)],
      volunteers: [busy],
      places,
    });
    expect(checkPlan(problem, fixed)).toMatchObject({ violations: [] });
    expect(people.get('hanne')).toMatchObject({ minutesBefore: 240, suited: 0 });
  });

  it('leaves the way between two houses the time that the database asks for', async () => {
    // Both are known only by their district's middle: one point, two houses.
    const shifts = [shift('first', 9), shift('second', 11.25, { placeKey: 'home' })];
    const { problem } = await week({ shifts });
    const both = shifts.map(({ id }) => ({ volunteer: 'hanne', shift: id }));
    expect(checkPlan(problem, both).violations).toHaveLength(1);
    const near = await week({ shifts: [shift('first', 9), shift('second', 11.25)] });
    expect(checkPlan(near.problem, both).violations).toEqual([]);
    const { problem: withPlace } = await week({ shifts: [shifts[1]!], places: [place('x', 9)] });
    expect(withPlace.pairs.filter(([, s]) => withPlace.shifts[s]!.id === 'second')).toEqual([]);
  });

  it('explains each pair by its points, and asks nobody again who has said no', async () => {
    const shifts = [shift('known', 9), shift('refused', 57)];
    const { problem, reasonsOf, scoreOf } = await week({
      shifts,
      volunteers: [{ ...hanne, knows: { reading: 4 } }],
      notAgain: [{ personId: 'hanne', shiftId: 'refused' }],
    });
    const pair = { volunteer: 'hanne', shift: 'known' };
    expect(reasonsOf(pair).map(({ code }) => code)).toEqual(['same_district', 'near', 'knows_project']);
    expect(scoreOf(pair)).toBe(100 + 25 + 15 + 30);
    expect(problem.pairs).toHaveLength(1);
  });

  it('moves what the office has given or she has chosen, as far as it is allowed; a standing promise never', async () => {
    const shifts = ['given', 'chosen', 'promised'].map((id, n) => shift(id, 9 + 24 * n, { taken: 1 }));
    const places = (['given', 'chosen', null] as const).map((from, n) =>
      place(from ?? 'promised', 9 + 24 * n, { origin: from }),
    );
    const facts = { ...empty, shifts, places };
    const movable = async (moves: MoveScope, stays?: string[]) =>
      (await problemOfWeek(facts, { moves, stays: new Set(stays) })).movable.map((one) => one.shift);
    expect(await movable('none')).toEqual([]);
    expect(await movable('given')).toEqual(['given']);
    expect(await movable('all')).toEqual(['given', 'chosen']);
    expect(await movable('all', ['hanne given'])).toEqual(['chosen']);
    // What she has chosen weighs as much as it takes to keep it for anything but an empty shift.
    const { scoreOf } = await problemOfWeek(facts, { moves: 'all' });
    const [given, chosen] = ['given', 'chosen'].map((id) => scoreOf({ volunteer: 'hanne', shift: id }));
    expect(chosen! - given!).toBe(540);
  });

  it('keeps people apart where one of them has a place', async () => {
    const karl = { ...hanne, personId: 'karl' };
    const shifts = [shift('party', 9, { taken: 1, max: 3 }), shift('other', 57, { max: 2 })];
    const places = [place('party', 9, { personId: 'karl' })];
    const { problem, people } = await week({
      shifts,
      places,
      volunteers: [hanne, karl],
      apart: [['hanne', 'karl']],
    });
    const names = problem.pairs.map(([v, s]) => `${problem.volunteers[v]!.id} ${problem.shifts[s]!.id}`);
    expect(names.filter((name) => !name.includes('stands'))).toEqual(['hanne other', 'karl other']);
    expect(problem.apart).toEqual([[0, 1]]);
    expect(people.get('hanne')!.suited).toBe(1);
  });
});
