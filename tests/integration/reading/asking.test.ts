import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { readyVolunteer, waiting } from '../tandem-scene.ts';
import { readingScene } from './reading-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof readingScene>>;

beforeEach(async () => {
  scene = new Scene(database.url, new Date('2026-08-20T09:00:00+02:00'));
  town = await readingScene(scene);
});
afterEach(() => scene.close());

const calls = async () => (await town.murat.api.messaging.calls({})).items.map(({ kind }) => kind);
const obstaclesOf = async (childId: string) => {
  const { suggested, nearly, excluded } = await town.murat.api.reading.suggestions({ childId });
  return Object.fromEntries(
    [...suggested, ...nearly, ...excluded].map(({ name, obstacles }) => [
      name.split(' ')[0]!,
      obstacles.map(({ code }) => code),
    ]),
  );
};
const begin = (pairId: string) =>
  town.murat.api.reading.beginTrial({
    ...{ pairId, weekday: 2, lesson: '10:10-10:55', roomId: town.library, firstOn: '2026-09-08' },
  });
/** The school's activity asks for a training, and Hanne has an application for it. */
const recruiting = async (stage: string) => {
  const by = { organisationId: town.office, createdAt: scene.now, createdBy: town.murat.id };
  const [activity] = await scene.db
    .insert(schema.activity)
    .values({ ...by, kind: 'reading', name: 'Lesepatenschaft' })
    .returning();
  await scene.db
    .insert(schema.application)
    .values({ ...by, activityId: activity!.id, personId: town.hanne.id, stage, stageAt: scene.now });
};

describe('suggestions for a child', () => {
  it('come with reasons, and what stands in the way has its own', async () => {
    await town.mentor('Anton', { isInspected: false });
    await town.mentor('Petra', { birthYear: 1980 });
    await town.mentor('Unbekannt', { birthYear: null });
    await town.mentor('Zoe', { pausedAt: scene.now });
    const childId = await town.child('Mia');
    expect(await obstaclesOf(childId)).toEqual({
      Hanne: [],
      Anton: ['missing_check'],
      Petra: ['missing_check'],
      Unbekannt: ['missing_check'],
      Zoe: ['paused'],
    });
    const { suggested, nearly } = await town.murat.api.reading.suggestions({ childId });
    const reasons = suggested[0]!.score.parts.flatMap(({ reason }) => reason ?? []);
    expect(reasons).toContainEqual({
      ...{ criterion: 'rhythm', others: 14 },
      window: { weekday: 1, startTime: '08:15', endTime: '09:00' },
    });
    expect(nearly.map(({ obstacles }) => obstacles[0])).toContainEqual({
      ...{ code: 'missing_check', kind: 'measles_confirmation' },
    });
  });

  it('want the record check to hold for the whole school year, and the application to be through', async () => {
    const childId = await town.child('Mia');
    const inspection = and(
      eq(schema.qualification.personId, town.hanne.id),
      eq(schema.qualification.kind, 'record_inspection'),
    );
    await scene.db.update(schema.qualification).set({ expiresOn: '2027-02-01' }).where(inspection);
    expect(await obstaclesOf(childId)).toEqual({ Hanne: ['check_ends'] });
    await scene.db.update(schema.qualification).set({ expiresOn: '2031-02-01' }).where(inspection);
    await recruiting('training');
    expect(await obstaclesOf(childId)).toEqual({ Hanne: ['applying'] });
    expect(await refusal(town.ask(childId, town.hanne.id))).toEqual({
      code: 'NOT_ELIGIBLE',
      details: { obstacles: ['applying'] },
    });
  });

  it('know how many children somebody reads with, and when she has time', async () => {
    const childId = await town.child('Mia');
    await town.place(await town.child('Ben'), town.hanne.id);
    await scene.db
      .update(schema.volunteer)
      .set({ maxChildren: 1 })
      .where(eq(schema.volunteer.personId, town.hanne.id));
    await scene.db
      .update(schema.availability)
      .set({ startTime: '14:00', endTime: '16:00' })
      .where(eq(schema.availability.personId, town.hanne.id));
    expect(await obstaclesOf(childId)).toEqual({ Hanne: ['no_common_window', 'capacity'] });
    // The time she can settle on the telephone; how many children, she says in her wishes.
    expect(await refusal(town.place(childId, town.hanne.id, { weekday: 4 }))).toMatchObject({
      code: 'NOT_ELIGIBLE',
      details: { obstacles: ['capacity'] },
    });
  });
});

describe('a mentor who is asked', () => {
  it('hears where, which class and what the child likes, and not who it is; the school hears nothing yet', async () => {
    const childId = await town.child('Mia');
    const { pairId } = await town.ask(childId, town.hanne.id);
    const [question] = await town.hanne.api.reading.myProposals();
    expect(question).toMatchObject({ id: pairId, state: 'asked', level: '3', child: null });
    expect(JSON.stringify(question)).not.toMatch(/Mia|Kastanienhof/);
    expect(await town.hanne.api.reading.mySummary()).toEqual({ children: 0, questions: 1, open: 0 });
    expect((await refusal(town.lenz.api.reading.pair({ pairId }))).code).toBe('NOT_FOUND');
    expect(await town.lenz.api.reading.proposals({ schoolId: town.school })).toEqual([]);
    expect(await town.murat.api.reading.proposals({})).toMatchObject([{ id: pairId, state: 'asked' }]);
    expect(await refusal(town.ask(childId, town.hanne.id))).toMatchObject({ code: 'PROPOSAL_OPEN' });
  });

  it('says yes, meets the teacher, and the trial begins; at its end both are asked', async () => {
    const { pairId } = await town.ask(await town.child('Mia'), town.hanne.id);
    expect(
      await refusal(town.murat.api.reading.arrangeMeeting({ pairId, on: '2026-09-01', at: '12:00' })),
    ).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await town.hanne.api.reading.answer({ pairId, answer: 'yes' });
    expect(await calls()).toEqual(['reading_ask_school']);
    expect(await town.lenz.api.reading.proposals({ schoolId: town.school })).toMatchObject([{ id: pairId }]);
    expect((await town.hanne.api.reading.myProposals())[0]!.child).toBeNull();
    await town.lenz.api.reading.arrangeMeeting({ pairId, on: '2026-09-01', at: '12:00' });
    expect(await calls()).toEqual([]);
    expect((await town.hanne.api.reading.myProposals())[0]).toMatchObject({
      state: 'meeting',
      child: { nickname: 'Mia', className: '3b', schoolName: 'Grundschule am Kastanienhof' },
    });
    await begin(pairId);
    expect(await town.hanne.api.reading.myProposals()).toEqual([]);
    expect(await town.hanne.api.reading.mine()).toMatchObject([
      { id: pairId, state: 'trial', nickname: 'Mia' },
    ]);
    scene.now = new Date('2026-09-17T10:00:00+02:00');
    expect(await calls()).toEqual(['reading_review', 'reading_review']);
    expect((await refusal(begin(pairId))).code).toBe('CHANGED_MEANWHILE');
  });

  it('says no: nobody learns why, the child waits again, and she is not asked about it a second time', async () => {
    const childId = await town.child('Mia');
    const { pairId } = await town.ask(childId, town.hanne.id);
    const answer = town.hanne.api.reading.answer;
    const other = await town.mentor('Anton');
    expect((await refusal(other.api.reading.answer({ pairId, answer: 'yes' }))).code).toBe('NOT_FOUND');
    await answer({ pairId, answer: 'no' });
    expect(await refusal(answer({ pairId, answer: 'yes' }))).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await town.hanne.api.reading.myProposals()).toEqual([]);
    expect(await town.lenz.api.reading.pairs({ schoolId: town.school, which: 'ended' })).toMatchObject({
      total: 0,
    });
    expect(await obstaclesOf(childId)).toEqual({ Hanne: ['tried'], Anton: [] });
    expect(await calls()).toEqual([]);
  });

  it('is asked about one at a time, a child or a person to be visited', async () => {
    const elif = await readyVolunteer(scene, town.office, 'Elif', { maxTandems: 2, maxChildren: 2 });
    await scene.db
      .insert(schema.qualification)
      .values({ personId: elif.id, kind: 'record_inspection', grantedOn: '2026-01-10' });
    const clientId = await waiting(town.murat, town.office, {});
    const childId = await town.child('Mia');
    const visit = () => town.murat.api.tandems.ask({ clientId, volunteerId: elif.id, note: '' });
    const outcomes = await Promise.allSettled([visit(), town.ask(childId, elif.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await obstaclesOf(await town.child('Ben')))['Elif']).toEqual(['proposal_open']);
  });

  it('may find the room taken by the time she says yes: the office is told, and the trial needs another', async () => {
    const { pairId } = await town.ask(await town.child('Mia'), town.hanne.id);
    await town.place(await town.child('Ben'), (await town.mentor('Anton')).id);
    await town.hanne.api.reading.answer({ pairId, answer: 'yes' });
    const { items } = await town.murat.api.messaging.calls({});
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'reading_ask_school', details: { pairId, isTaken: true } }),
    );
    await town.murat.api.reading.arrangeMeeting({ pairId, on: '2026-09-01', at: '12:00' });
    expect(await refusal(begin(pairId))).toMatchObject({ code: 'ROOM_TAKEN' });
  });

  it('does not begin before somebody has seen the measles proof that is missing by now', async () => {
    const { pairId } = await town.ask(await town.child('Mia'), town.hanne.id);
    await scene.db
      .update(schema.volunteer)
      .set({ birthYear: 1975 })
      .where(eq(schema.volunteer.personId, town.hanne.id));
    await town.murat.api.reading.answer({ pairId, answer: 'yes' });
    await town.murat.api.reading.arrangeMeeting({ pairId, on: '2026-09-01', at: '12:00' });
    expect(await refusal(begin(pairId))).toMatchObject({
      code: 'CHECK_MISSING',
      details: { missing: ['measles_confirmation'] },
    });
    await town.lenz.api.reading.settleMeasles({ pairId });
    // The dates themselves ask for the record check only.
    await begin(pairId);
  });

  it('pauses and goes on: the hours meanwhile are out of the calendars', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = new Date('2026-09-15T08:05:00+02:00');
    const calledOff = async () =>
      (await town.lenz.api.reading.hours({ pairId })).filter(({ isCancelled }) => isCancelled).length;
    await town.lenz.api.reading.pause({ pairId, reason: 'illness', until: '2026-10-01' });
    expect(await town.lenz.api.reading.pair({ pairId })).toMatchObject({ state: 'paused' });
    expect(await calledOff()).toBe(3);
    expect(
      await refusal(town.murat.api.reading.pause({ pairId, reason: 'illness', until: '' })),
    ).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await town.murat.api.reading.resume({ pairId });
    expect(await calledOff()).toBe(0);
  });

  it('hears nothing more of a child that leaves meanwhile', async () => {
    const childId = await town.child('Mia');
    await town.ask(childId, town.hanne.id);
    await town.lenz.api.reading.endChild({ childId, reason: 'left_school' });
    expect(await town.hanne.api.reading.myProposals()).toEqual([]);
    expect(await calls()).toEqual([]);
  });
});
