import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let office: string;
let hanne: Person;

beforeEach(async () => {
  await scene?.close();
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  hanne = await scene.person('Hanne');
});
afterAll(() => scene.close());

const visitor = () => scene.callerAs(null).scheduling;

describe('the page of an activity', () => {
  it('has its dates to come in order, called-off ones among them', async () => {
    const { projectId } = await scene.shift(office, { inHours: 48 });
    const off = { cancelledAt: scene.now, cancelledBy: hanne.id, cancellationReason: 'Glatteis' };
    await scene.shift(office, { inHours: 24, event: { projectId, ...off } });
    await scene.shift(office, { inHours: -24, event: { projectId } });
    const { dates, total } = await visitor().getActivity({ projectId });
    expect(total).toBe(2);
    expect(dates.map((date) => [date.isCancelled, date.cancellationReason])).toEqual([
      [true, 'Glatteis'],
      [false, null],
    ]);
  });

  it('takes access and address from the house when the date says nothing itself', async () => {
    const venueId = await scene.organisation('Emscherschule', 'school');
    await scene.db
      .update(schema.organisation)
      .set({ street: 'Schulweg 3', isStepFree: true, accessNote: 'Rampe am Hof' })
      .where(eq(schema.organisation.id, venueId));
    const { projectId } = await scene.shift(office, { event: { venueId } });
    const { dates } = await visitor().getActivity({ projectId });
    expect(dates[0]).toMatchObject({
      placeName: 'Emscherschule',
      street: 'Schulweg 3',
      isStepFree: true,
      accessNote: 'Rampe am Hof',
    });
  });

  it('does not exist for drafts and closed activities', async () => {
    const { projectId } = await scene.shift(office);
    const set = (changes: Partial<typeof schema.project.$inferInsert>) =>
      scene.db.update(schema.project).set(changes).where(eq(schema.project.id, projectId));
    await set({ closedAt: scene.now, closedBy: hanne.id });
    expect(await refusal(visitor().getActivity({ projectId }))).toMatchObject({ code: 'NOT_FOUND' });
    await set({ closedAt: null, closedBy: null, publishedAt: null, publishedBy: null });
    expect(await refusal(visitor().getActivity({ projectId }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the page of a date', () => {
  it('knows nothing of a person to a visitor, and to Hanne her place', async () => {
    const { projectId, shiftId } = await scene.shift(office, { shift: { maxPlaces: 1 } });
    expect((await visitor().getShift({ projectId, shiftId })).own).toBeNull();
    await hanne.api.scheduling.signUp({ shiftId });
    expect((await hanne.api.scheduling.getShift({ projectId, shiftId })).own).toMatchObject({
      status: 'confirmed',
    });
    const berta = await scene.person('Berta');
    await berta.api.scheduling.signUp({ shiftId });
    expect((await berta.api.scheduling.getShift({ projectId, shiftId })).own).toMatchObject({
      status: 'waiting',
      position: 1,
    });
  });

  it('names what stands in the way before anybody presses a button', async () => {
    const { shiftId: mine } = await scene.shift(office, { inHours: 24 });
    await hanne.api.scheduling.signUp({ shiftId: mine });
    const { projectId, shiftId } = await scene.shift(office, {
      inHours: 25,
      shift: { requirements: ['record_inspection'] },
    });
    const { own } = await hanne.api.scheduling.getShift({ projectId, shiftId });
    expect(own).toMatchObject({ status: null, missing: ['record_inspection'], conflict: { id: mine } });
  });

  it.each([
    ['past', { inHours: -1 }],
    ['cancelled', { event: { cancelledAt: new Date(), cancellationReason: 'Krankheit' } }],
  ] as const)('says that it is %s', async (closed, facts) => {
    const event = 'event' in facts ? { ...facts.event, cancelledBy: hanne.id } : {};
    const { projectId, shiftId } = await scene.shift(office, { ...facts, event });
    expect(await visitor().getShift({ projectId, shiftId })).toMatchObject({ closed });
  });

  it('is not found under another activity, nor as a draft', async () => {
    const one = await scene.shift(office);
    const other = await scene.shift(office);
    const draft = await scene.shift(office, { event: { publishedAt: null, publishedBy: null } });
    for (const ids of [{ ...one, projectId: other.projectId }, draft]) {
      const { projectId, shiftId } = ids;
      expect(await refusal(visitor().getShift({ projectId, shiftId }))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('alternatives', () => {
  it('are first of the same activity, then of the same kind, with a free place', async () => {
    const { projectId, shiftId } = await scene.shift(office, { inHours: 24 });
    const later = await scene.shift(office, { inHours: 72, event: { projectId } });
    const full = await scene.shift(office, { inHours: 48, event: { projectId }, shift: { maxPlaces: 1 } });
    await (await scene.person('Berta')).api.scheduling.signUp({ shiftId: full.shiftId });
    const sameKind = await scene.shift(office, { inHours: 30 });
    const offered = await visitor().listAlternatives({ shiftId });
    expect(offered.map(({ id }) => id)).toEqual([later.shiftId, sameKind.shiftId]);
  });

  it('are only what Hanne could take', async () => {
    const { projectId, shiftId } = await scene.shift(office, { inHours: 24 });
    const again = { projectId };
    await scene.shift(office, {
      inHours: 48,
      event: again,
      shift: { requirements: ['record_inspection'] },
    });
    const busy = await scene.shift(office, { inHours: 72 });
    await hanne.api.scheduling.signUp({ shiftId: busy.shiftId });
    await scene.shift(office, { inHours: 73, event: again });
    const possible = await scene.shift(office, { inHours: 120, event: again });
    const offered = await hanne.api.scheduling.listAlternatives({ shiftId });
    expect(offered.map(({ id }) => id)).toEqual([possible.shiftId]);
  });
});

describe('scheduling.listOpenShifts', () => {
  it('answers with the promised fields, earliest first', async () => {
    const late = await scene.shift(office, { inHours: 2000 });
    const early = await scene.shift(office, { inHours: 2, shift: { minPlaces: 1, maxPlaces: 3 } });
    const { items, total } = await visitor().listOpenShifts();
    expect(total).toBe(2);
    expect(items[0]).toEqual({
      id: early.shiftId,
      eventId: early.eventId,
      title: 'Vorlesen am Kastanienhof',
      role: 'reader',
      startAt: early.startAt,
      endAt: early.endAt,
      district: 'Aplerbeck',
      places: { min: 1, max: 3, taken: 0, waiting: 0 },
    });
    expect(items[1]!.id).toBe(late.shiftId);
  });

  it('is narrowed by time, district, activity, language and text', async () => {
    const { projectId } = await scene.shift(office, { shift: { language: 'tr' } });
    const count = async (input: Parameters<ReturnType<typeof visitor>['listOpenShifts']>[0]) =>
      (await visitor().listOpenShifts(input)).total;
    for (const district of ['apl', 'Aplerbeck', 'aplerbeck']) expect(await count({ district })).toBe(1);
    expect(await count({ district: 'Hörde' })).toBe(0);
    expect(await count({ activity: 'reading' })).toBe(1);
    expect(await count({ activity: projectId })).toBe(1);
    expect(await count({ activity: 'visiting' })).toBe(0);
    expect(await count({ language: 'tr' })).toBe(1);
    expect(await count({ language: 'de' })).toBe(0);
    expect(await count({ text: 'kastanjenhof' })).toBe(1);
    expect(await count({ text: 'fussball' })).toBe(0);
    expect(await count({ from: new Date('2026-11-26T00:00:00Z') })).toBe(0);
    expect(await count({ to: new Date('2026-11-25T00:00:00Z') })).toBe(0);
  });

  it('takes instants as text too, and nothing that it does not know', async () => {
    await scene.shift(office);
    const asText = { from: '2026-11-24T00:00:00+01:00' } as never;
    expect((await visitor().listOpenShifts(asText)).total).toBe(1);
    await expect(visitor().listOpenShifts({ person: hanne.id } as never)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});
