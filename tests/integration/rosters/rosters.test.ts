import * as schema from '#lib/server/db/schema/index.ts';
import { endSilentRuns } from '#lib/features/rosters/runs.service.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
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
    expect(fairness).toEqual({
      available: 2,
      before: { served: 0, gini: 0 },
      accepted: { served: 0, gini: 0 },
      after: { served: 2, gini: 0 },
    });
    expect(await placesOf(first.shiftId)).toBe(0);

    const counts = await murat.api.rosters.accept({ runId: run.id, proposalIds: [hers.id] });
    expect(counts).toEqual({ placed: 1, asked: 0, released: 0, refused: 0, waiting: 0 });
    expect((await murat.api.rosters.get({ runId: run.id })).fairness.accepted).toEqual({
      served: 1,
      gini: 0.5,
    });
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

describe('two coordinators', () => {
  it('never have two open proposals for one office and week, and only their own to see', async () => {
    const second = await scene.person('Mia', { roles: [['coordinator', office]] });
    const other = await scene.organisation('Seniorenbüro Brackel');
    const nadja = await scene.person('Nadja', { roles: [['coordinator', other]] });
    const { runId } = await murat.api.rosters.start({ weekOn: week });
    // Any day of it is the same week.
    const refused = await refusal(second.api.rosters.start({ weekOn: '2026-12-03' }));
    expect(refused).toMatchObject({ code: 'ROSTER_OPEN', details: { runId } });
    expect(await refusal(nadja.api.rosters.get({ runId }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(nadja.api.rosters.start({ weekOn: week, organisationIds: [office] }))).toMatchObject(
      { code: 'NOT_FOUND' },
    );

    await second.api.rosters.cancel({ runId });
    await work(scene, runId);
    expect((await murat.api.rosters.get({ runId })).run.state).toBe('cancelled');
    await second.api.rosters.start({ weekOn: week });
  });

  it('accept the same proposals at once, and each place is given once', async () => {
    await volunteerOf(scene, office, 'Hanne');
    const { shiftId, projectId } = await dateAt(scene, office, 9);
    await placing(scene, projectId);
    const second = await scene.person('Mia', { roles: [['coordinator', office]] });
    const { run } = await proposedWeek(scene, murat, office);
    const counts = await Promise.all([murat, second].map(({ api }) => api.rosters.accept({ runId: run.id })));
    expect(counts.map(({ placed }) => placed).toSorted()).toEqual([0, 1]);
    expect(await placesOf(shiftId)).toBe(1);
  });
});

it('a place that was taken meanwhile is refused with its reason, and the rest stands', async () => {
  await volunteerOf(scene, office, 'Hanne');
  await volunteerOf(scene, office, 'Paul');
  const taken = await dateAt(scene, office, 9);
  const free = await dateAt(scene, office, 10, { projectId: taken.projectId });
  await placing(scene, taken.projectId);
  const { run } = await proposedWeek(scene, murat, office);
  const stranger = await scene.person('Sabine');
  await stranger.api.scheduling.signUp({ shiftId: taken.shiftId });

  expect(await murat.api.rosters.accept({ runId: run.id })).toMatchObject({ placed: 1, refused: 1 });
  const { shifts } = await murat.api.rosters.get({ runId: run.id });
  const states = Object.fromEntries(shifts.map(({ id, proposals: [one] }) => [id, one]));
  expect(states[taken.shiftId]).toMatchObject({ state: 'refused', refusal: 'SHIFT_FULL' });
  expect(states[free.shiftId]).toMatchObject({ state: 'placed', refusal: null });
});

describe('whoever is asked', () => {
  it('has the place with a yes; after a no only the surroundings are searched again', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne', { skills: ['reading_aloud'] });
    const paul = await volunteerOf(scene, office, 'Paul', { skills: ['storytelling'] });
    await volunteerOf(scene, office, 'Erna');
    // Both have time on Monday only, so that Friday is Erna's in every best plan.
    await scene.db
      .insert(schema.availability)
      .values(
        [hanne, paul].map(({ id }) => ({ personId: id, weekday: 1, startTime: '08:00', endTime: '14:00' })),
      );
    const early = await dateAt(scene, office, 9);
    const late = await dateAt(scene, office, 10, { projectId: early.projectId });
    const other = await dateAt(scene, office, 100, { projectId: early.projectId });
    const { run, shifts } = await proposedWeek(scene, murat, office);
    expect(shifts.map(({ placesBy }) => placesBy)).toEqual(['asking', 'asking', 'asking']);
    const proposed = shifts.flatMap(({ proposals }) => proposals);
    const hers = proposed.find((one) => one.personId === hanne.id && one.shiftId !== other.shiftId)!;
    const his = proposed.find((one) => one.personId === paul.id && one.shiftId !== other.shiftId)!;

    expect(await murat.api.rosters.accept({ runId: run.id, proposalIds: [hers.id, his.id] })).toMatchObject({
      asked: 2,
    });
    expect(await placesOf(hers.shiftId)).toBe(0);
    const [question] = await hanne.api.rosters.asked();
    expect(question).toMatchObject({ shiftId: hers.shiftId, organisationName: 'Seniorenbüro Aplerbeck' });
    // Somebody else's question does not exist.
    const answer = { askId: question!.id, answer: 'yes' as const };
    expect(await refusal(paul.api.rosters.answer(answer))).toMatchObject({ code: 'NOT_FOUND' });
    await hanne.api.rosters.answer(answer);
    expect(await placesOf(hers.shiftId)).toBe(1);
    expect(await hanne.api.rosters.asked()).toEqual([]);

    const before = proposed.filter(({ id }) => ![hers.id, his.id].includes(id));
    const [asked] = await paul.api.rosters.asked();
    await paul.api.rosters.answer({ askId: asked!.id, answer: 'no' });
    await mend(scene, run.id);
    const after = await murat.api.rosters.get({ runId: run.id });
    const open = after.shifts
      .flatMap(({ proposals }) => proposals)
      .filter(({ state }) => state === 'proposed');
    // His place is offered to Erna; everything else is as it was, and nobody proposes it to him again.
    const [instead] = open.filter(({ shiftId }) => shiftId === his.shiftId);
    expect(instead).toMatchObject({ isMended: true });
    expect(instead!.name).toMatch(/^Erna/);
    // It stands on the desk, until it is accepted.
    const [found, ...more] = await murat.api.rosters.replacements({ organisationId: office });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      runId: run.id,
      shiftId: his.shiftId,
      people: [{ proposalId: instead!.id }],
    });
    expect(found!.insteadOf).toEqual([his.name]);
    for (const { personId, shiftId } of before)
      expect(open).toContainEqual(expect.objectContaining({ personId, shiftId }));
    expect([early.shiftId, late.shiftId]).toContain(his.shiftId);

    // What was answered is no longer undone with the step that asked.
    expect(await refusal(murat.api.rosters.undo({ runId: run.id }))).toMatchObject({ code: 'UNDO_TOO_LATE' });
  });

  it('is not asked any more once that is undone', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne');
    await dateAt(scene, office, 9);
    const { run } = await proposedWeek(scene, murat, office);
    await murat.api.rosters.accept({ runId: run.id });
    const [question] = await hanne.api.rosters.asked();
    expect(await murat.api.rosters.undo({ runId: run.id })).toEqual({ undone: 1, kept: 0 });
    expect(await hanne.api.rosters.asked()).toEqual([]);
    expect((await hanne.api.messaging.notices({ onlyUnread: true })).items).toEqual([]);
    const answer = hanne.api.rosters.answer({ askId: question!.id, answer: 'yes' });
    expect(await refusal(answer)).toMatchObject({ code: 'PLACE_GONE' });
  });

  it('may take the answer back', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne');
    const { shiftId } = await dateAt(scene, office, 9);
    await murat.api.rosters.ask({ shiftId, personIds: [hanne.id] });
    const [question] = await hanne.api.rosters.asked();
    await hanne.api.rosters.answer({ askId: question!.id, answer: 'yes' });
    await hanne.api.rosters.reopen({ askId: question!.id });
    expect(await placesOf(shiftId)).toBe(0);
    expect(await hanne.api.rosters.asked()).toHaveLength(1);
  });
});

describe('what stands already', () => {
  it('is kept, counts towards limits and fair shares, and moves only where the office allows it', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne', { maxShiftsPerWeek: 1 });
    const paul = await volunteerOf(scene, office, 'Paul', { skills: ['reading_aloud', 'storytelling'] });
    const monday = await dateAt(scene, office, 9);
    const friday = await dateAt(scene, office, 105, { projectId: monday.projectId });
    await murat.api.scheduling.assign({ shiftId: monday.shiftId, personId: hanne.id });
    const kept = await proposedWeek(scene, murat, office);
    expect(kept.shifts.find(({ id }) => id === monday.shiftId)!.proposals).toEqual([]);
    expect(kept.shifts.find(({ id }) => id === friday.shiftId)!.proposals).toMatchObject([
      { personId: paul.id, kind: 'place' },
    ]);
    expect(kept.people).toContainEqual(
      expect.objectContaining({
        personId: hanne.id,
        minutesBefore: 120,
        minutesAfter: 120,
        obstacle: 'shifts_limit',
      }),
    );
    await murat.api.rosters.close({ runId: kept.run.id });
    expect(await refusal(murat.api.rosters.accept({ runId: kept.run.id }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });

    // Paul can only on Monday now, and Hanne is needed on Friday.
    await scene.db
      .insert(schema.availability)
      .values({ personId: paul.id, weekday: 1, startTime: '08:00', endTime: '12:00' });
    await placing(scene, monday.projectId);
    const moved = await proposedWeek(scene, murat, office, { moves: 'given' });
    const changes = moved.shifts.flatMap(({ proposals }) => proposals);
    expect(changes).toHaveLength(3);
    expect(changes).toContainEqual(
      expect.objectContaining({ personId: hanne.id, shiftId: monday.shiftId, kind: 'release' }),
    );
    const counts = await murat.api.rosters.accept({ runId: moved.run.id });
    expect(counts).toEqual({ placed: 2, asked: 0, released: 1, refused: 0, waiting: 0 });
    expect((await hanne.api.scheduling.mySignups()).map(({ shiftId }) => shiftId)).toEqual([friday.shiftId]);
    expect(await murat.api.rosters.undo({ runId: moved.run.id })).toEqual({ undone: 3, kept: 0 });
    expect((await hanne.api.scheduling.mySignups()).map(({ shiftId }) => shiftId)).toEqual([monday.shiftId]);
  });
});

describe('a search that comes to nothing says so, and nothing has changed', () => {
  const failureOf = async (options = {}) => {
    const { run } = await proposedWeek(scene, murat, office, options);
    expect(run.state).toBe('failed');
    // The week is free for the next search.
    const again = await murat.api.rosters.start({ weekOn: week });
    await murat.api.rosters.cancel(again);
    return run.failure;
  };

  it('when no place is free', async () => {
    expect(await failureOf()).toBe('nothing_open');
  });

  it('when nobody is eligible', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne');
    await scene.db
      .insert(schema.absence)
      .values({ personId: hanne.id, firstOn: '2026-11-28', lastOn: '2026-12-12', createdAt: scene.now });
    await dateAt(scene, office, 9);
    expect(await failureOf()).toBe('nobody_eligible');
  });

  it('when there is no time', async () => {
    await volunteerOf(scene, office, 'Hanne');
    await dateAt(scene, office, 9);
    expect(await failureOf({ seconds: 0 })).toBe('no_time');
  });

  it('never because limits contradict what stands: that is kept, and whoever is beyond a limit gets no more', async () => {
    const hanne = await volunteerOf(scene, office, 'Hanne');
    const karl = await volunteerOf(scene, office, 'Karl');
    const taken = await dateAt(scene, office, 9, { max: 2 });
    const later = await dateAt(scene, office, 33, { projectId: taken.projectId });
    await hanne.api.scheduling.signUp({ shiftId: taken.shiftId });
    await karl.api.scheduling.signUp({ shiftId: taken.shiftId });
    await hanne.api.scheduling.signUp({ shiftId: later.shiftId });
    await dateAt(scene, office, 57, { projectId: taken.projectId });
    // Afterwards she wants to help less than she does, and the two are not to meet, but both are there.
    await scene.db
      .update(schema.volunteer)
      .set({ maxHoursPerWeek: 1, maxShiftsPerWeek: 1 })
      .where(eq(schema.volunteer.personId, hanne.id));
    await murat.api.volunteers.setPair({ personId: hanne.id, otherId: karl.id, kind: 'apart' });
    const { run, shifts, people } = await proposedWeek(scene, murat, office, { moves: 'all' });
    expect(run.state).toBe('done');
    expect(shifts.flatMap(namesIn)).toEqual(['Karl proposed']);
    expect(people.find(({ personId }) => personId === hanne.id)!.minutesAfter).toBe(240);
  });

  it('when the thread is killed', async () => {
    await volunteerOf(scene, office, 'Hanne');
    const { shiftId } = await dateAt(scene, office, 9);
    process.once('worker', (worker) => void worker.terminate());
    expect(await failureOf()).toBe('stopped');
    expect(await placesOf(shiftId)).toBe(0);
  });

  it('when its worker has died', async () => {
    const { runId } = await murat.api.rosters.start({ weekOn: week });
    await scene.db
      .update(schema.rosterRun)
      .set({ state: 'running', reportedAt: new Date(Date.now() - 120_000) })
      .where(eq(schema.rosterRun.id, runId));
    await endSilentRuns({ actor: null, db: scene.db, now: scene.now });
    expect((await murat.api.rosters.get({ runId })).run.failure).toBe('interrupted');
  });
});

it('a search that is cancelled halfway proposes nothing, and its week is free again', async () => {
  await volunteerOf(scene, office, 'Hanne');
  await dateAt(scene, office, 9);
  const { runId } = await murat.api.rosters.start({ weekOn: week, organisationIds: [office] });
  let cancelled: Promise<void> | undefined;
  process.once('worker', () => (cancelled = murat.api.rosters.cancel({ runId })));
  await work(scene, runId);
  await cancelled;
  const { run, shifts } = await murat.api.rosters.get({ runId });
  expect(run.state).toBe('cancelled');
  expect(shifts).toEqual([]);
  await murat.api.rosters.start({ weekOn: week, organisationIds: [office] });
});

it('a volunteer who was deleted while the search ran is in no proposal', async () => {
  const hanne = await volunteerOf(scene, office, 'Hanne', { skills: ['reading_aloud'] });
  await volunteerOf(scene, office, 'Paul');
  await dateAt(scene, office, 9, { max: 2 });
  process.once('worker', () => {
    void scene.db.delete(schema.volunteer).where(eq(schema.volunteer.personId, hanne.id)).execute();
  });
  const { run, shifts, people } = await proposedWeek(scene, murat, office);
  expect(run.state).toBe('done');
  expect(shifts.flatMap(namesIn)).toEqual(['Paul proposed']);
  expect(people).toHaveLength(1);
});

it('a shift that stays short says what would help, and the few who fit are asked once', async () => {
  const hanne = await volunteerOf(scene, office, 'Hanne', { languages: ['de'] });
  const paul = await volunteerOf(scene, office, 'Paul', { languages: ['de', 'tr'] });
  const { shiftId } = await scene.shift(office, {
    inHours: 150,
    shift: { minPlaces: 2, maxPlaces: 3, language: 'tr' },
  });
  const { shifts } = await proposedWeek(scene, murat, office);
  expect(shifts[0]).toMatchObject({ suited: 1, lacking: { language_not_spoken: 1 } });
  expect(shifts[0]!.proposals).toHaveLength(1);

  const { fitting, nearly } = await murat.api.rosters.helpers({ shiftId });
  expect(fitting.map(({ personId }) => personId)).toEqual([paul.id]);
  expect(nearly.flatMap(({ fit }) => fit.concerns.map(({ code }) => code))).toContain('language_not_spoken');
  const personIds = [paul.id, hanne.id];
  expect(await murat.api.rosters.ask({ shiftId, personIds })).toEqual({ asked: 1 });
  expect(await murat.api.rosters.ask({ shiftId, personIds })).toEqual({ asked: 0 });
  expect((await murat.api.rosters.helpers({ shiftId })).fitting).toEqual([]);
});
