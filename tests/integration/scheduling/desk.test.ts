import { interest, volunteer } from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let office: string;
let other: string;
let murat: Person;
let hanne: Person;

beforeEach(async () => {
  // Tuesday, 24 November 2026, 9 o'clock in Dortmund.
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  other = await scene.organisation('Seniorenbüro Hörde');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  hanne = await scene.person('Hanne');
});
afterEach(() => scene.close());

const desk = () => murat.api.scheduling.desk();

it('is empty and done when nothing waits', async () => {
  expect(await desk()).toEqual({
    short: [],
    cancellations: [],
    registrations: [],
    interests: [],
    today: [],
    drafts: [],
    counts: {
      shortUrgent: 0,
      short: 0,
      registrations: 0,
      interests: 0,
      drafts: 0,
      eventsAhead: 0,
      peopleAhead: 0,
    },
  });
});

it('of another office does not exist for Murat', async () => {
  await scene.shift(other, { shift: { minPlaces: 1 } });
  expect((await desk()).short).toEqual([]);
  expect(await refusal(murat.api.scheduling.desk({ organisationId: other }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

describe('shifts short of people', () => {
  it('stand in order of time for 14 days, and those of the next seven count as urgent', async () => {
    const needs = { shift: { minPlaces: 1 } };
    const later = await scene.shift(office, { inHours: 24 * 10, ...needs });
    const soon = await scene.shift(office, { inHours: 3, ...needs });
    await scene.shift(office, { inHours: 24 * 15, ...needs });
    const found = await desk();
    expect(found.short.map((shift) => shift.id)).toEqual([soon.shiftId, later.shiftId]);
    expect(found.counts).toMatchObject({ shortUrgent: 1, short: 2 });
  });

  it('are no longer there once enough people are', async () => {
    const { shiftId } = await scene.shift(office, { shift: { minPlaces: 1, maxPlaces: 3 } });
    await hanne.api.scheduling.signUp({ shiftId });
    const found = await desk();
    expect(found.short).toEqual([]);
    expect(found.counts).toMatchObject({ eventsAhead: 1, peopleAhead: 1 });
  });

  it('are neither drafts nor what was called off or has begun', async () => {
    const shift = { minPlaces: 1 };
    const off = { cancelledAt: scene.now, cancelledBy: murat.id, cancellationReason: 'Sturm' };
    await scene.shift(office, { shift, event: { publishedAt: null, publishedBy: null } });
    await scene.shift(office, { shift, event: off });
    await scene.shift(office, { shift: { ...shift, ...off } });
    await scene.shift(office, { shift, inHours: -1 });
    expect((await desk()).short).toEqual([]);
  });
});

describe('a place given back', () => {
  it('is on the desk with the name, and says whether the waiting list has filled it', async () => {
    const { shiftId } = await scene.shift(office);
    const ingrid = await scene.person('Ingrid');
    await hanne.api.scheduling.signUp({ shiftId });
    await ingrid.api.scheduling.signUp({ shiftId });
    await hanne.api.scheduling.cancelSignup({ shiftId });
    const [filled] = (await desk()).cancellations;
    expect(filled).toMatchObject({ id: shiftId, personName: hanne.actor.name, isRefilled: true, taken: 1 });

    await ingrid.api.scheduling.cancelSignup({ shiftId });
    const both = (await desk()).cancellations;
    expect(both.find((one) => one.personId === ingrid.id)).toMatchObject({ isRefilled: false, taken: 0 });
    expect(both.find((one) => one.personId === hanne.id)).toMatchObject({ isRefilled: false });
  });

  it('is gone when Hanne has taken it again', async () => {
    const { shiftId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    await hanne.api.scheduling.cancelSignup({ shiftId });
    await hanne.api.scheduling.signUp({ shiftId });
    expect((await desk()).cancellations).toEqual([]);
  });

  it('is gone from the desk the day after tomorrow', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 24 * 5 });
    await hanne.api.scheduling.signUp({ shiftId });
    await hanne.api.scheduling.cancelSignup({ shiftId });
    scene.now = new Date('2026-11-25T23:59+01:00');
    expect((await desk()).cancellations).toHaveLength(1);
    scene.now = new Date('2026-11-26T00:01+01:00');
    expect((await desk()).cancellations).toEqual([]);
  });
});

it('new volunteers of the office wait until somebody welcomes them', async () => {
  await scene.db.update(volunteer).set({ officeId: office }).where(eq(volunteer.personId, hanne.id));
  expect((await desk()).registrations).toEqual([
    { personId: hanne.id, name: hanne.actor.name, district: 'Aplerbeck', registeredAt: scene.now },
  ]);
  await scene.db
    .update(volunteer)
    .set({ welcomedAt: scene.now, welcomedBy: murat.id })
    .where(eq(volunteer.personId, hanne.id));
  expect((await desk()).registrations).toEqual([]);
});

it('wishes to help wait until they are answered or withdrawn', async () => {
  const { projectId } = await scene.shift(office);
  await scene.db.insert(interest).values({ projectId, personId: hanne.id, message: 'Gern montags' });
  const found = await desk();
  expect(found.interests).toMatchObject([
    { personName: hanne.actor.name, message: 'Gern montags', projectId },
  ]);
  expect(found.counts.interests).toBe(1);
  await scene.db.update(interest).set({ withdrawnAt: scene.now });
  expect((await desk()).interests).toEqual([]);
});

it('today holds the dates of the day in Dortmund, also those that were called off', async () => {
  const morning = await scene.shift(office, { inHours: -2 });
  const off = { cancelledAt: scene.now, cancelledBy: murat.id, cancellationReason: 'Sturm' };
  const evening = await scene.shift(office, { inHours: 14.9, event: off });
  await scene.shift(office, { inHours: 15 });
  expect((await desk()).today.map(({ id, isCancelled }) => [id, isCancelled])).toEqual([
    [morning.eventId, false],
    [evening.eventId, true],
  ]);
});

it('drafts are shown soonest first', async () => {
  const draft = { publishedAt: null, publishedBy: null };
  const later = await scene.shift(office, { inHours: 2000, event: draft });
  const sooner = await scene.shift(office, { inHours: 20, event: draft });
  expect((await desk()).drafts.map((one) => one.id)).toEqual([sooner.eventId, later.eventId]);
});
