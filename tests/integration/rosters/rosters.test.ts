import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { dateAt, mend, placing, proposedWeek, volunteerOf, week, work } from './roster-scene.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
});
afterAll(() => scene.close());
// An office of its own for every test: nobody else's volunteers, nobody else's week.
beforeEach(async () => {
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});

const placesOf = async (shiftId: string) => (await scene.shiftRow(shiftId)).takenPlaces;
const namesIn = ({ proposals }: { proposals: { name: string; state: string }[] }) =>
  proposals.map(({ name, state }) => `${name.split(' ')[0]} ${state}`);

describe('Murat proposes the week', () => {
  it('gets a plan with reasons and figures, accepts some, and takes that back in one step', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne', { skills: ['reading_aloud'] });
    await volunteerOf(scene, office, 'Paul');
    const first = await dateAt(scene, office, 9);
    const second = await dateAt(scene, office, 10, { projectId: first.projectId });
    await placing(scene, first.projectId);

    const { run, shifts, people, fairness } = await proposedWeek(scene, murat, office);
    expect(run).toMatchObject({ state: 'done', outcome: 'optimal', weekOn: week });
    expect(run.gap).toBeLessThan(1e-6);
    // The two dates overlap: one for each.
    expect(shifts.flatMap(namesIn).toSorted()).toEqual(['Hanne proposed', 'Paul proposed']);
    const hers = shifts.flatMap(({ proposals }) => proposals).find((one) => one.personId === hanne.id)!;
    expect(hers.reasons).toContainEqual({ code: 'skill', skill: 'reading_aloud' });
    expect(people.map(({ minutesBefore, minutesAfter }) => [minutesBefore, minutesAfter])).toEqual([
      [0, 120],
      [0, 120],
    ]);
    expect(fairness).toEqual({ available: 2, served: 2, giniBefore: 0, giniAfter: 0 });
    expect(await placesOf(first.shiftId)).toBe(0);

    const counts = await murat.api.rosters.accept({ runId: run.id, proposalIds: [hers.id] });
    expect(counts).toEqual({ placed: 1, asked: 0, released: 0, refused: 0 });
    expect(await hanne.api.scheduling.mySignups()).toHaveLength(1);
    expect((await hanne.api.messaging.notices({ onlyUnread: true })).items[0]!.kind).toBe('roster_placed');
    expect((await placesOf(first.shiftId)) + (await placesOf(second.shiftId))).toBe(1);

    expect(await murat.api.rosters.undo({ runId: run.id })).toEqual({ undone: 1, kept: 0 });
    expect(await hanne.api.scheduling.mySignups()).toHaveLength(0);
    const after = await murat.api.rosters.get({ runId: run.id });
    expect(after.shifts.flatMap(namesIn).toSorted()).toEqual(['Hanne proposed', 'Paul proposed']);
    expect(await refusal(murat.api.rosters.undo({ runId: run.id }))).toMatchObject({ code: 'UNDO_TOO_LATE' });
  });
});
