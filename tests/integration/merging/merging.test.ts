import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { begun, readyVolunteer, tandemRow, waiting } from '../tandem-scene.ts';

const database = useDatabase();
let scene: Scene;
let aplerbeck: string;
let brackel: string;
let murat: Person;
let nadja: Person;
/** The same woman, recorded twice. */
let gisela: Person;
let double: Person;

async function volunteer(
  givenName: string,
  familyName: string,
  { office = aplerbeck, ...facts }: Partial<typeof schema.volunteer.$inferInsert> & { office?: string } = {},
): Promise<Person> {
  const person = await scene.person(givenName);
  await scene.db.update(schema.person).set({ familyName }).where(eq(schema.person.id, person.id));
  await scene.db
    .update(schema.volunteer)
    .set({ officeId: office, ...facts })
    .where(eq(schema.volunteer.personId, person.id));
  return person;
}

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');
  brackel = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', aplerbeck]] });
  nadja = await scene.person('Nadja', { roles: [['coordinator', brackel]] });
});
beforeEach(async () => {
  gisela = await volunteer('Gisela', 'Brinkmann', { postalCode: '44287', skills: ['music'], about: '' });
  double = await volunteer('Gisela', 'Brinkmann', {
    ...{ postalCode: '44287', skills: ['cooking', 'music'], about: 'Ich singe gern.', birthYear: 1953 },
  });
});
afterAll(() => scene.close());

const two = () => ({ keptId: gisela.id, mergedId: double.id });

/** Every row that points to the person, table by table, as the catalogue knows them. */
async function everythingOf(personId: string): Promise<Record<string, unknown[]>> {
  const keys = await scene.db.execute<{ relation: string; name: string }>(sql`
    select c.conrelid::regclass::text as relation, a.attname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid in ('person'::regclass, 'volunteer'::regclass)
      and c.conrelid not in ('person_merge'::regclass, 'not_same_person'::regclass, 'session'::regclass)
    order by 1, 2`);
  const all: Record<string, unknown[]> = {};
  for (const { relation, name } of keys) {
    const rows = await scene.db.execute<{ line: unknown }>(
      sql`select to_jsonb(t) as line from ${sql.raw(relation)} t where ${sql.identifier(name)} = ${personId} order by 1`,
    );
    if (rows.length > 0) all[`${relation}.${name}`] = rows.map(({ line }) => line);
  }
  const [person] = await scene.db.execute(
    sql`select to_jsonb(p) as line from person p where id = ${personId}`,
  );
  const [profile] = await scene.db.execute(
    sql`select to_jsonb(v) as line from volunteer v where person_id = ${personId}`,
  );
  return { ...all, person: [person], volunteer: [profile] };
}

describe('who may be the same', () => {
  it('a name twice at one office is proposed; at two offices it is not', async () => {
    await volunteer('Gisela', 'Brinkmann', { office: brackel, postalCode: '44287' });
    const { items } = await murat.api.merging.candidates({});
    const ours = items.filter(({ first, second }) => [first.id, second.id].includes(double.id));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours[0]!.likenesses).toEqual(['name', 'postal_code']);
    expect((await nadja.api.merging.candidates({})).items).toEqual([]);
  });

  it('a couple with one telephone is not one person', async () => {
    const [heinz, inge] = [await volunteer('Heinz', 'Paar'), await volunteer('Inge', 'Paar')];
    for (const { id } of [heinz, inge])
      await scene.db.update(schema.person).set({ phone: '+4923112345' }).where(eq(schema.person.id, id));
    const { items } = await murat.api.merging.candidates({});
    expect(items.some(({ first }) => first.name.endsWith('Paar'))).toBe(false);
  });

  it('who has been told apart is not proposed again, until that is taken back', async () => {
    const isProposed = async () =>
      (await murat.api.merging.candidates({})).items.some(
        ({ first, second }) => first.id === gisela.id && second.id === double.id,
      );
    expect(await isProposed()).toBe(true);
    await murat.api.merging.keepApart(two());
    expect(await isProposed()).toBe(false);
    await murat.api.merging.undoKeepApart(two());
    expect(await isProposed()).toBe(true);
  });
});

describe('making one of two', () => {
  /** Both have a life: places, confirmations, times, an application for the same. */
  async function lives(): Promise<{ shiftId: string }> {
    const { shiftId } = await scene.shift(aplerbeck, { inHours: 200, shift: { maxPlaces: 5 } });
    await double.api.scheduling.signUp({ shiftId });
    await gisela.api.volunteers.setAvailability({
      windows: [{ weekday: 1, startTime: '09:00', endTime: '11:00' }],
    });
    await double.api.volunteers.setAvailability({
      windows: [{ weekday: 3, startTime: '09:00', endTime: '11:00' }],
    });
    const confirm = (person: Person, kind: 'first_aid' | 'driving_licence', grantedOn: string) =>
      murat.api.volunteers.confirmQualification({ personId: person.id, kind, grantedOn });
    await confirm(gisela, 'first_aid', '2025-01-10');
    await confirm(double, 'first_aid', '2026-05-10');
    await confirm(double, 'driving_licence', '2020-05-10');
    const activityId = (await murat.api.recruiting.activities())[0]!.id;
    for (const { id } of [gisela, double])
      await murat.api.recruiting.openApplication({ activityId, personId: id });
    return { shiftId };
  }

  it('the preview says what would happen and changes nothing', async () => {
    await lives();
    const before = [await everythingOf(gisela.id), await everythingOf(double.id)];
    const preview = await murat.api.merging.preview(two());
    expect(preview.counts).toEqual(
      expect.arrayContaining([
        { relation: 'qualification', moved: 1, clashes: 1 },
        { relation: 'application', moved: 1, clashes: 0 },
        { relation: 'availability', moved: 1, clashes: 0 },
      ]),
    );
    expect(preview.placeClashes).toEqual([]);
    expect([await everythingOf(gisela.id), await everythingOf(double.id)]).toEqual(before);
  });

  it('everything points to the one that stays, the better confirmation counts, and the alias cannot sign in', async () => {
    const { shiftId } = await lives();
    await murat.api.merging.merge(two());
    expect(await gisela.api.scheduling.mySignups()).toMatchObject([{ shiftId }]);
    const file = await murat.api.volunteers.get({ personId: gisela.id });
    expect(file.qualifications).toMatchObject([
      { kind: 'driving_licence' },
      { kind: 'first_aid', grantedOn: '2026-05-10' },
    ]);
    expect(file.availability).toHaveLength(2);
    expect(file).toMatchObject({ skills: ['cooking', 'music'], about: 'Ich singe gern.' });
    const mine = await murat.api.recruiting.list({ text: 'Brinkmann' });
    expect(mine.items.filter(({ personId }) => personId === gisela.id)).toHaveLength(1);
    const [alias] = await scene.db.select().from(schema.person).where(eq(schema.person.id, double.id));
    expect(alias).toMatchObject({ mergedIntoId: gisela.id, deactivatedAt: scene.now });
    const names = (await murat.api.volunteers.list({ text: 'Brinkmann' })).items.map(
      ({ personId }) => personId,
    );
    expect(names).not.toContain(double.id);
  });

  it('hours of the week that both name are not there twice', async () => {
    const times = (startTime: string, endTime: string) => ({
      windows: [{ weekday: 2 as const, startTime, endTime }],
    });
    await gisela.api.volunteers.setAvailability(times('09:00', '12:00'));
    await double.api.volunteers.setAvailability(times('11:00', '13:00'));
    const { mergeId } = await murat.api.merging.merge(two());
    const hours = async ({ id }: Person) => (await murat.api.volunteers.get({ personId: id })).availability;
    expect(await hours(gisela)).toMatchObject([{ startTime: '09:00', endTime: '13:00' }]);
    await murat.api.merging.undo({ mergeId });
    expect(await hours(gisela)).toMatchObject([{ startTime: '09:00', endTime: '12:00' }]);
    expect(await hours(double)).toMatchObject([{ startTime: '11:00', endTime: '13:00' }]);
  });

  it('undo restores both, row by row', async () => {
    await lives();
    const before = [await everythingOf(gisela.id), await everythingOf(double.id)];
    const { mergeId } = await murat.api.merging.merge(two());
    expect(await murat.api.merging.undo({ mergeId })).toEqual({ leftAlone: 0 });
    expect([await everythingOf(gisela.id), await everythingOf(double.id)]).toEqual(before);
    expect(await refusal(murat.api.merging.undo({ mergeId }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('what has been changed since the merge stays as it was changed', async () => {
    await lives();
    const { mergeId } = await murat.api.merging.merge(two());
    await gisela.api.volunteers.updateProfile({ about: 'Ganz neu.' });
    await gisela.api.volunteers.setAvailability({ windows: [] });
    const { leftAlone } = await murat.api.merging.undo({ mergeId });
    expect(leftAlone).toBeGreaterThan(0);
    expect((await murat.api.volunteers.get({ personId: gisela.id })).about).toBe('Ganz neu.');
    expect((await murat.api.volunteers.get({ personId: double.id })).qualifications).toHaveLength(2);
  });

  it('who has no e-mail gets the other one, and gives it back', async () => {
    const email = double.actor.email;
    await scene.db
      .update(schema.person)
      .set({ email: null, phone: '+493023125999' })
      .where(eq(schema.person.id, gisela.id));
    const emailOf = async ({ id }: Person) =>
      (await scene.db.select().from(schema.person).where(eq(schema.person.id, id)))[0]!.email;
    const { mergeId } = await murat.api.merging.merge(two());
    expect([await emailOf(gisela), await emailOf(double)]).toEqual([email, null]);
    await murat.api.merging.undo({ mergeId });
    expect([await emailOf(gisela), await emailOf(double)]).toEqual([null, email]);
  });

  it('two places at the same time stand in the way and are named', async () => {
    const { shiftId, startAt } = await scene.shift(aplerbeck, { inHours: 300, shift: { maxPlaces: 5 } });
    await gisela.api.scheduling.signUp({ shiftId });
    await double.api.scheduling.signUp({ shiftId });
    const preview = await murat.api.merging.preview(two());
    expect(preview.placeClashes).toMatchObject([{ title: 'Vorlesen am Kastanienhof', startAt }]);
    expect(await refusal(murat.api.merging.merge(two()))).toMatchObject({ code: 'MOVE_CONFLICTS' });
    expect(await double.api.scheduling.mySignups()).toHaveLength(1);
  });

  it('a tandem goes along, although its rows are hidden from everybody else', async () => {
    const clientId = await waiting(murat, aplerbeck, {});
    const visitor = await readyVolunteer(scene, aplerbeck, 'Gisela');
    const tandemId = await begun({ murat, hanne: visitor, clientId });
    const two = { keptId: gisela.id, mergedId: visitor.id };
    const { mergeId } = await murat.api.merging.merge(two);
    expect((await tandemRow(scene, tandemId)).volunteerId).toBe(gisela.id);
    expect(await gisela.api.tandems.mine()).toHaveLength(1);
    await murat.api.merging.undo({ mergeId });
    expect((await tandemRow(scene, tandemId)).volunteerId).toBe(visitor.id);
  });

  it('what runs for both and can run only once refuses the merge', async () => {
    const visitors = [
      await readyVolunteer(scene, aplerbeck, 'Gisela'),
      await readyVolunteer(scene, aplerbeck, 'Gisela'),
    ];
    for (const { id } of visitors) {
      const clientId = await waiting(murat, aplerbeck, {});
      await murat.api.tandems.ask({ clientId, volunteerId: id, note: '' });
    }
    const two = { keptId: visitors[0]!.id, mergedId: visitors[1]!.id };
    expect((await murat.api.merging.preview(two)).runningClashes).toEqual(['tandem']);
    expect(await refusal(murat.api.merging.merge(two))).toMatchObject({ code: 'MOVE_CONFLICTS' });
  });

  it('never across offices, and never a colleague', async () => {
    const elsewhere = await volunteer('Gisela', 'Brinkmann', { office: brackel });
    for (const attempt of [
      () => murat.api.merging.merge({ keptId: gisela.id, mergedId: elsewhere.id }),
      () => murat.api.merging.preview({ keptId: gisela.id, mergedId: elsewhere.id }),
      () => nadja.api.merging.merge(two()),
    ]) {
      expect(await refusal(attempt())).toMatchObject({ code: 'NOT_FOUND' });
    }
    await scene.db
      .insert(schema.membership)
      .values({ personId: double.id, organisationId: aplerbeck, role: 'coordinator', startedAt: scene.now });
    expect(await refusal(murat.api.merging.merge(two()))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('two who press at once make one merge', async () => {
    const results = await Promise.allSettled([
      murat.api.merging.merge(two()),
      murat.api.merging.merge({ keptId: double.id, mergedId: gisela.id }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('a merge is taken back in its order: the later one first', async () => {
    const third = await volunteer('Gisela', 'Brinkmann');
    const first = await murat.api.merging.merge(two());
    scene.now = new Date(scene.now.getTime() + 1000);
    const second = await murat.api.merging.merge({ keptId: third.id, mergedId: gisela.id });
    expect(await refusal(murat.api.merging.undo(first))).toMatchObject({ code: 'UNDO_TOO_LATE' });
    await murat.api.merging.undo(second);
    await murat.api.merging.undo(first);
    const [alias] = await scene.db.select().from(schema.person).where(eq(schema.person.id, double.id));
    expect(alias).toMatchObject({ mergedIntoId: null, deactivatedAt: null });
  });

  it('every key to people has one column: the merge finds them all', async () => {
    const wide = await scene.db.execute(sql`
      select conname from pg_constraint where contype = 'f' and cardinality(conkey) > 1
        and confrelid in ('person'::regclass, 'volunteer'::regclass)`);
    expect(wide).toEqual([]);
  });
});
