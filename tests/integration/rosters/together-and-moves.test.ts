import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { dateAt, mend, placing, proposedWeek, volunteerOf } from './roster-scene.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
});
afterAll(() => scene.close());
beforeEach(async () => {
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});

type Run = Awaited<ReturnType<typeof proposedWeek>>;
const changesIn = ({ shifts }: Run) => shifts.flatMap(({ proposals }) => proposals);
const whoIsAt = (run: Run, shiftId: string) =>
  run.shifts
    .find(({ id }) => id === shiftId)!
    .proposals.filter(({ kind }) => kind === 'place')
    .map(({ personId }) => personId)
    .toSorted();
const shiftsOf = async ({ api }: Person) =>
  (await api.scheduling.mySignups()).map(({ shiftId }) => shiftId).toSorted();

describe('two in the volunteers’ files', () => {
  it('are noted in both, changed and taken back, by who looks after the one and knows the other', async () => {
    const [hanne, karl] = [
      await volunteerOf(scene, office, 'Hanne'),
      await volunteerOf(scene, office, 'Karl'),
    ];
    const two = { personId: hanne.id, otherId: karl.id };
    expect(await murat.api.volunteers.setPair({ ...two, kind: 'together' })).toEqual({ before: null });
    const back = { personId: karl.id, otherId: hanne.id };
    expect(await murat.api.volunteers.setPair({ ...back, kind: 'apart' })).toEqual({ before: 'together' });
    expect((await murat.api.volunteers.get({ personId: hanne.id })).pairs).toMatchObject([
      { personId: karl.id, kind: 'apart' },
    ]);
    expect((await murat.api.volunteers.get({ personId: karl.id })).pairs).toHaveLength(1);
    expect(await murat.api.volunteers.setPair({ ...two, kind: null })).toEqual({ before: 'apart' });

    const stranger = await scene.person('Nadja', {
      roles: [['coordinator', await scene.organisation('Seniorenbüro Brackel')]],
    });
    const attempt = stranger.api.volunteers.setPair({ ...two, kind: 'apart' });
    expect(await refusal(attempt)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('people who are not to meet', () => {
  let hanne: Person;
  let karl: Person;
  beforeEach(async () => {
    hanne = await volunteerOf(scene, office, 'Hanne');
    karl = await volunteerOf(scene, office, 'Karl');
    await murat.api.volunteers.setPair({ personId: hanne.id, otherId: karl.id, kind: 'apart' });
  });

  it('are never proposed for one date, not even next to a place that stands', async () => {
    const { shiftId } = await dateAt(scene, office, 9, { min: 2, max: 2 });
    expect(whoIsAt(await proposedWeek(scene, murat, office), shiftId)).toHaveLength(1);

    const other = await dateAt(scene, office, 33, { min: 2, max: 2 });
    await karl.api.scheduling.signUp({ shiftId: other.shiftId });
    await scene.db.update(schema.rosterRunOffice).set({ isOpen: false });
    expect(whoIsAt(await proposedWeek(scene, murat, office), other.shiftId)).toEqual([]);
  });

  it('are not placed by hand; but who signs up herself is not refused, and the office reads it at the date', async () => {
    const { shiftId, eventId } = await dateAt(scene, office, 9, { max: 3 });
    await murat.api.scheduling.assign({ shiftId, personId: karl.id });
    const attempt = murat.api.scheduling.assign({ shiftId, personId: hanne.id });
    expect(await refusal(attempt)).toMatchObject({ code: 'NOT_TOGETHER' });
    const { items } = await murat.api.scheduling.candidates({ shiftId, scope: 'office', page: 1 });
    expect(items.find(({ personId }) => personId === hanne.id)!.fit.blocking).toEqual([{ code: 'apart' }]);
    expect((await murat.api.scheduling.getEvent({ eventId })).meetings).toEqual([]);

    await hanne.api.scheduling.signUp({ shiftId });
    const { meetings } = await murat.api.scheduling.getEvent({ eventId });
    expect(meetings).toHaveLength(1);
    expect(`${meetings[0]!.one} ${meetings[0]!.other}`).toMatch(/Hanne.*Karl|Karl.*Hanne/);
  });

  it('are refused when a proposal is accepted after the other has come', async () => {
    const { shiftId } = await dateAt(scene, office, 9, { min: 2, max: 3 });
    const run = await proposedWeek(scene, murat, office);
    const [first] = changesIn(run);
    const other = first!.personId === hanne.id ? karl : hanne;
    await other.api.scheduling.signUp({ shiftId });
    expect(await murat.api.rosters.accept({ runId: run.run.id })).toMatchObject({ asked: 0, refused: 1 });
    const after = changesIn(await murat.api.rosters.get({ runId: run.run.id }));
    expect(after[0]).toMatchObject({ state: 'refused', refusal: 'NOT_TOGETHER' });
  });
});

it('people who want to serve together are proposed together or not at all', async () => {
  const hanne = await volunteerOf(scene, office, 'Hanne', { skills: ['reading_aloud'] });
  const karl = await volunteerOf(scene, office, 'Karl', { skills: ['reading_aloud'] });
  const erna = await volunteerOf(scene, office, 'Erna');
  await murat.api.volunteers.setPair({ personId: karl.id, otherId: hanne.id, kind: 'together' });
  const single = await dateAt(scene, office, 9, { max: 1 });
  const double = await dateAt(scene, office, 33, { max: 2, projectId: single.projectId });
  const run = await proposedWeek(scene, murat, office);
  expect(whoIsAt(run, single.shiftId)).toEqual([erna.id]);
  expect(whoIsAt(run, double.shiftId)).toEqual([hanne.id, karl.id].toSorted());
  const hers = changesIn(run).find(({ personId }) => personId === hanne.id)!;
  expect(hers.reasons).toContainEqual({ code: 'together' });
});

describe('whoever is to move', () => {
  let hanne: Person;
  let paul: Person;
  let monday: Awaited<ReturnType<typeof dateAt>>;
  let friday: Awaited<ReturnType<typeof dateAt>>;
  // Hanne has chosen Monday and helps once a week; Paul has time on Monday only, and Friday would stay empty.
  beforeEach(async () => {
    hanne = await volunteerOf(scene, office, 'Hanne', { maxShiftsPerWeek: 1 });
    paul = await volunteerOf(scene, office, 'Paul');
    await scene.db
      .insert(schema.availability)
      .values({ personId: paul.id, weekday: 1, startTime: '08:00', endTime: '12:00' });
    monday = await dateAt(scene, office, 9);
    friday = await dateAt(scene, office, 105, { projectId: monday.projectId });
    await placing(scene, monday.projectId);
    await hanne.api.scheduling.signUp({ shiftId: monday.shiftId });
  });
  const proposed = () => proposedWeek(scene, murat, office, { moves: 'all' });

  it('is asked, keeps her place until she says yes, and only then somebody else has it', async () => {
    expect(changesIn(await proposedWeek(scene, murat, office, { moves: 'given' }))).toEqual([]);
    await scene.db.update(schema.rosterRunOffice).set({ isOpen: false });

    const run = await proposed();
    expect(changesIn(run)).toHaveLength(3);
    expect(changesIn(run)).toContainEqual(
      expect.objectContaining({
        personId: hanne.id,
        shiftId: friday.shiftId,
        insteadOf: expect.objectContaining({ title: expect.any(String) }),
      }),
    );
    const runId = run.run.id;
    expect(await murat.api.rosters.accept({ runId })).toEqual({
      ...{ placed: 0, asked: 1, released: 0, refused: 0, waiting: 1 },
    });
    expect(await shiftsOf(hanne)).toEqual([monday.shiftId]);
    expect(await shiftsOf(paul)).toEqual([]);

    const [question] = await hanne.api.rosters.asked();
    expect(question!.insteadOf).toMatchObject({ shiftId: monday.shiftId });
    await hanne.api.rosters.answer({ askId: question!.id, answer: 'yes' });
    expect(await shiftsOf(hanne)).toEqual([friday.shiftId]);
    expect((await murat.api.scheduling.desk()).cancellations).toEqual([]);

    // She may think again, and has her old place back.
    await hanne.api.rosters.reopen({ askId: question!.id });
    expect(await shiftsOf(hanne)).toEqual([monday.shiftId]);
    await hanne.api.rosters.answer({ askId: question!.id, answer: 'yes' });

    const [freed] = await murat.api.rosters.replacements({});
    expect(freed).toMatchObject({ shiftId: monday.shiftId, insteadOf: [expect.stringMatching(/^Hanne/)] });
    expect(await murat.api.rosters.accept({ runId })).toMatchObject({ placed: 1 });
    expect(await murat.api.rosters.replacements({})).toEqual([]);
    expect(await shiftsOf(paul)).toEqual([monday.shiftId]);
  });

  it('keeps it with a no, and is not asked for it again', async () => {
    const { run } = await proposed();
    await murat.api.rosters.accept({ runId: run.id });
    const [question] = await hanne.api.rosters.asked();
    await hanne.api.rosters.answer({ askId: question!.id, answer: 'no' });
    await mend(scene, run.id);
    expect(await shiftsOf(hanne)).toEqual([monday.shiftId]);
    const states = changesIn(await murat.api.rosters.get({ runId: run.id })).map(({ state }) => state);
    expect(states).toEqual(['declined', 'declined']);
  });

  it('is left alone when the step is undone', async () => {
    const { run } = await proposed();
    await murat.api.rosters.accept({ runId: run.id });
    expect(await murat.api.rosters.undo({ runId: run.id })).toEqual({ undone: 1, kept: 0 });
    expect(await hanne.api.rosters.asked()).toEqual([]);
    const after = changesIn(await murat.api.rosters.get({ runId: run.id }));
    expect(after.map(({ state }) => state)).toEqual(['proposed', 'proposed', 'proposed']);
  });
});
