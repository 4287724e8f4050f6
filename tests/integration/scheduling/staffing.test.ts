import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});
afterAll(() => scene.close());

const change = (person: Person, facts: Partial<typeof schema.volunteer.$inferInsert>) =>
  scene.db.update(schema.volunteer).set(facts).where(eq(schema.volunteer.personId, person.id));
// The clock stands at Tuesday, 24 November 2026, 09:00; a shift a day later is on Wednesday, 09:00 to 11:00.
const candidates = (shiftId: string, text?: string) => murat.api.scheduling.candidates({ shiftId, text });

describe('whom an office can place', () => {
  it('who fits comes first, with what speaks for them', async () => {
    const hanne = await scene.person('Hanne');
    const paul = await scene.person('Paul');
    await change(hanne, { skills: ['reading_aloud'], languages: ['de', 'tr'] });
    await scene.db
      .insert(schema.availability)
      .values({ personId: hanne.id, weekday: 3, startTime: '08:00', endTime: '12:00' });
    await change(paul, { pausedAt: scene.now });
    const { shiftId } = await scene.shift(office, {
      shift: { language: 'tr' },
      event: { districtCode: 'apl' },
    });
    const { items, fitting } = await candidates(shiftId);
    expect(fitting).toBe(1);
    expect(items.map((one) => one.name)).toEqual([hanne.actor.name, paul.actor.name]);
    expect(items[0]!.fit).toMatchObject({
      fits: true,
      strengths: [
        { code: 'available', weekday: 3, startTime: '08:00', endTime: '12:00' },
        { code: 'language', language: 'tr' },
        { code: 'skill', skill: 'reading_aloud' },
        { code: 'same_district' },
        { code: 'near', km: 0 },
      ],
    });
    expect(items[1]!.fit.concerns).toEqual([
      { code: 'paused' },
      { code: 'language_not_spoken', language: 'tr' },
    ]);
  });

  it('names the other date, the absence, the missing training and the limit that stand against it', async () => {
    const erna = await scene.person('Erna');
    await change(erna, { maxShiftsPerWeek: 1 });
    const other = await scene.shift(office, { event: { title: 'Spieleabend' } });
    await erna.api.scheduling.signUp({ shiftId: other.shiftId });
    await scene.db
      .insert(schema.absence)
      .values({ personId: erna.id, firstOn: '2026-11-25', lastOn: '2026-11-30' });
    const { shiftId } = await scene.shift(office, {
      inHours: 25,
      shift: { requirements: ['training_reading'] },
    });
    const { items } = await candidates(shiftId, 'erna');
    expect(items.map((one) => one.fit)).toEqual([
      expect.objectContaining({
        fits: false,
        blocking: [
          { code: 'overlap', title: 'Spieleabend', startAt: other.startAt },
          { code: 'missing_qualification', kind: 'training_reading' },
        ],
        concerns: [
          { code: 'absent', firstOn: '2026-11-25', lastOn: '2026-11-30' },
          { code: 'shifts_limit', limit: 1 },
        ],
      }),
    ]);
    expect((await refusal(murat.api.scheduling.assign({ shiftId, personId: erna.id }))).code).toBe(
      'CHECK_MISSING',
    );
  });

  it('a training that ends before the day does not count', async () => {
    const gerda = await scene.person('Gerda');
    const training = { personId: gerda.id, kind: 'training_reading', grantedOn: '2024-01-01' };
    await scene.db.insert(schema.qualification).values({ ...training, expiresOn: '2026-11-24' });
    const { shiftId } = await scene.shift(office, { shift: { requirements: ['training_reading'] } });
    expect((await candidates(shiftId, 'gerda')).items[0]!.fit.blocking).toHaveLength(1);
    await scene.db
      .update(schema.qualification)
      .set({ expiresOn: '2026-11-25' })
      .where(eq(schema.qualification.personId, gerda.id));
    expect((await candidates(shiftId, 'gerda')).items[0]!.fit.blocking).toEqual([]);
  });

  it('who is there already, or has left, is not offered', async () => {
    const ilse = await scene.person('Ilse');
    const { shiftId } = await scene.shift(office, { inHours: 50 });
    expect((await candidates(shiftId, 'ilse')).total).toBe(1);
    await murat.api.scheduling.assign({ shiftId, personId: ilse.id });
    expect((await candidates(shiftId, 'ilse')).total).toBe(0);
    await murat.api.scheduling.unassign({ shiftId, personId: ilse.id });
    await change(ilse, { leftAt: scene.now });
    expect((await candidates(shiftId, 'ilse')).total).toBe(0);
  });

  it('people from elsewhere are found when the whole town is asked', async () => {
    const far = await scene.person('Fremde');
    await scene.db.update(schema.person).set({ districtCode: null }).where(eq(schema.person.id, far.id));
    const { shiftId } = await scene.shift(office, { inHours: 60, event: { districtCode: 'apl' } });
    expect((await candidates(shiftId, 'fremde')).total).toBe(0);
    const everywhere = await murat.api.scheduling.candidates({ shiftId, text: 'fremde', scope: 'all' });
    expect(everywhere.items.map((one) => one.personId)).toEqual([far.id]);
  });
});

describe('by hand', () => {
  it('the office adds somebody, takes them off and undoes it; the event page says how they came', async () => {
    const hanne = await scene.person('Hanne');
    const erna = await scene.person('Erna');
    const { shiftId, eventId } = await scene.shift(office, { inHours: 70, shift: { maxPlaces: 2 } });
    await murat.api.scheduling.assign({ shiftId, personId: hanne.id });
    await erna.api.scheduling.signUp({ shiftId });
    const ways = async () => {
      const event = await murat.api.scheduling.getEvent({ eventId });
      return new Map(event.shifts[0]!.people.map(({ personId, way }) => [personId, way]));
    };
    expect(await ways()).toEqual(
      new Map([
        [hanne.id, 'office'],
        [erna.id, 'self'],
      ]),
    );
    await murat.api.scheduling.unassign({ shiftId, personId: hanne.id });
    expect(await ways()).toEqual(new Map([[erna.id, 'self']]));
    await murat.api.scheduling.undoUnassign({ shiftId, personId: hanne.id });
    expect((await ways()).get(hanne.id)).toBe('office');
  });

  it('who was passed over moves up once the other date is gone', async () => {
    const hanne = await scene.person('Hanne');
    const erna = await scene.person('Erna');
    const { shiftId } = await scene.shift(office, { inHours: 80 });
    await hanne.api.scheduling.signUp({ shiftId });
    await erna.api.scheduling.signUp({ shiftId });
    const other = await scene.shift(office, { inHours: 81 });
    await erna.api.scheduling.signUp({ shiftId: other.shiftId });
    await hanne.api.scheduling.cancelSignup({ shiftId });
    expect(await murat.api.scheduling.moveUp({ shiftId })).toEqual({ movedUp: 0 });
    await erna.api.scheduling.cancelSignup({ shiftId: other.shiftId });
    expect(await murat.api.scheduling.moveUp({ shiftId })).toEqual({ movedUp: 1 });
  });
});
