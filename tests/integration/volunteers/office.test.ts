import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let aplerbeck: string;
let brackel: string;
let murat: Person;
let nadja: Person;
let hanne: Person;

const DAY = 24 * 3_600_000;

async function change(person: Person, facts: Partial<typeof schema.volunteer.$inferInsert>): Promise<void> {
  await scene.db.update(schema.volunteer).set(facts).where(eq(schema.volunteer.personId, person.id));
}

async function volunteerOf(
  office: string | null,
  givenName: string,
  familyName: string,
  facts: Partial<typeof schema.volunteer.$inferInsert> = {},
): Promise<Person> {
  const person = await scene.person(givenName);
  await scene.db.update(schema.person).set({ familyName }).where(eq(schema.person.id, person.id));
  await change(person, { officeId: office, ...facts });
  return person;
}

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');
  brackel = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', aplerbeck]] });
  nadja = await scene.person('Nadja', { roles: [['coordinator', brackel]] });
  hanne = await volunteerOf(aplerbeck, 'Hanne', 'Ostermann');
});
afterAll(() => scene.close());

const names = async (
  person: Person,
  query: Partial<Parameters<Person['api']['volunteers']['list']>[0]> = {},
) => (await person.api.volunteers.list({ ...query })).items.map(({ name }) => name);

describe('whose file it is', () => {
  it("Murat sees his office's volunteers, another office gets NOT_FOUND", async () => {
    expect((await murat.api.volunteers.get({ personId: hanne.id })).name).toBe('Hanne Ostermann');
    expect(await refusal(nadja.api.volunteers.get({ personId: hanne.id }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await names(nadja)).not.toContain('Hanne Ostermann');
  });

  it('another office sees her once she has a place there: its own dates only, and it confirms nothing', async () => {
    const elif = await volunteerOf(aplerbeck, 'Elif', 'Kaya');
    const atHome = await scene.shift(aplerbeck, { inHours: 30 });
    const there = await scene.shift(brackel, { inHours: 60 });
    await elif.api.scheduling.signUp({ shiftId: atHome.shiftId });
    await elif.api.scheduling.signUp({ shiftId: there.shiftId });

    const theirs = await nadja.api.volunteers.get({ personId: elif.id });
    expect(theirs.isOurs).toBe(false);
    expect(theirs.places.map(({ shiftId }) => shiftId)).toEqual([there.shiftId]);
    const ours = await murat.api.volunteers.get({ personId: elif.id });
    expect(ours.places.map(({ shiftId }) => shiftId)).toEqual([atHome.shiftId, there.shiftId]);

    const confirm = { personId: elif.id, kind: 'first_aid', grantedOn: '2026-10-01' } as const;
    expect(await refusal(nadja.api.volunteers.welcome({ personId: elif.id }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refusal(nadja.api.volunteers.confirmQualification(confirm))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('the list of an organisation that Murat does not plan for is NOT_FOUND', async () => {
    expect(await refusal(murat.api.volunteers.list({ organisationId: brackel }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a new registration', () => {
  it('stands on the desk until it is welcomed, and again when that is taken back', async () => {
    const kemal = await volunteerOf(aplerbeck, 'Kemal', 'Arslan');
    const waiting = async () =>
      (await murat.api.volunteers.listNewRegistrations()).map(({ personId }) => personId);
    expect(await waiting()).toContain(kemal.id);
    await murat.api.volunteers.welcome({ personId: kemal.id });
    await murat.api.volunteers.welcome({ personId: kemal.id });
    expect(await waiting()).not.toContain(kemal.id);
    await murat.api.volunteers.undoWelcome({ personId: kemal.id });
    expect(await waiting()).toContain(kemal.id);

    const events = await scene.db
      .select()
      .from(schema.domainEvent)
      .where(eq(schema.domainEvent.personId, kemal.id));
    expect(events.map(({ type, organisationId }) => ({ type, organisationId }))).toEqual([
      { type: 'volunteer_welcomed', organisationId: aplerbeck },
      { type: 'volunteer_welcome_undone', organisationId: aplerbeck },
    ]);
  });

  it("is not on another office's desk", async () => {
    expect(await nadja.api.volunteers.listNewRegistrations()).toEqual([]);
  });
});

describe('what the office confirms', () => {
  const mine = async () => (await hanne.api.volunteers.profile()).qualifications;

  it('Hanne reads it in her profile; confirming again renews it instead of adding a second', async () => {
    await murat.api.volunteers.confirmQualification({
      personId: hanne.id,
      kind: 'first_aid',
      grantedOn: '2024-01-10',
    });
    expect(await mine()).toEqual([{ kind: 'first_aid', grantedOn: '2024-01-10', expiresOn: '2026-01-10' }]);
    await murat.api.volunteers.confirmQualification({
      personId: hanne.id,
      kind: 'first_aid',
      grantedOn: '2026-10-01',
      expiresOn: '2029-10-01',
    });
    expect(await mine()).toEqual([{ kind: 'first_aid', grantedOn: '2026-10-01', expiresOn: '2029-10-01' }]);
  });

  it('removing returns the dates, so that it can be undone', async () => {
    const removed = await murat.api.volunteers.removeQualification({ personId: hanne.id, kind: 'first_aid' });
    expect(removed).toEqual({ grantedOn: '2026-10-01', expiresOn: '2029-10-01' });
    expect(await mine()).toEqual([]);
  });

  it('has no place for words: only what was seen, and when', async () => {
    const withWords = {
      personId: hanne.id,
      kind: 'record_inspection',
      grantedOn: '2026-10-01',
      note: 'ein Eintrag',
    };
    await expect(murat.api.volunteers.confirmQualification(withWords as never)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('a wish to help', () => {
  it('lets the office that runs the project see the person, and that office alone answers', async () => {
    const lena = await volunteerOf(brackel, 'Lena', 'Vogel');
    const { projectId } = await scene.shift(aplerbeck);
    await scene.db.update(schema.project).set({ isStanding: true }).where(eq(schema.project.id, projectId));
    expect(await refusal(murat.api.volunteers.get({ personId: lena.id }))).toMatchObject({
      code: 'NOT_FOUND',
    });

    await lena.api.volunteers.expressInterest({ projectId, message: 'Am liebsten samstags.' });
    const [wish] = (await murat.api.volunteers.get({ personId: lena.id })).interestsIn;
    expect(wish).toMatchObject({ projectId, message: 'Am liebsten samstags.' });
    expect(await nadja.api.volunteers.listInterests()).toEqual([]);
    expect(await refusal(nadja.api.volunteers.answerInterest({ interestId: wish!.id }))).toMatchObject({
      code: 'NOT_FOUND',
    });

    await murat.api.volunteers.answerInterest({ interestId: wish!.id });
    expect(await murat.api.volunteers.listInterests()).toEqual([]);
    expect(await lena.api.volunteers.myInterests()).toEqual([]);
  });
});

describe("the office's list", () => {
  let office: string;
  let planner: Person;

  beforeAll(async () => {
    office = await scene.organisation('Seniorenbüro Hombruch');
    planner = await scene.person('Ilse', { roles: [['coordinator', office]] });
    const welcomed = { welcomedAt: scene.now, welcomedBy: planner.id };
    const longAgo = new Date(scene.now.getTime() - 400 * DAY);
    await volunteerOf(office, 'Anna', 'Özdemir', { ...welcomed, registeredAt: longAgo });
    await volunteerOf(office, 'Bernd', 'Müller', { ...welcomed, pausedAt: scene.now });
    await volunteerOf(office, 'Clara', 'Zander');
    await volunteerOf(office, 'Dora', 'Weg', { ...welcomed, leftAt: scene.now });
    const busy = await volunteerOf(office, 'Emil', 'Apfel', { ...welcomed, registeredAt: longAgo });
    await busy.api.scheduling.signUp({ shiftId: (await scene.shift(office)).shiftId });
  });

  it('is sorted as a German telephone list, without those who have left', async () => {
    expect(await names(planner)).toEqual(['Emil Apfel', 'Bernd Müller', 'Anna Özdemir', 'Clara Zander']);
  });

  it.each([
    ['new', ['Clara Zander']],
    ['paused', ['Bernd Müller']],
    ['active', ['Emil Apfel', 'Anna Özdemir']],
    ['quiet', ['Anna Özdemir']],
  ] as const)('the filter "%s" finds %j', async (state, expected) => {
    expect(await names(planner, { state })).toEqual(expected);
  });

  it.each(['Ozdemir', 'oezdemir', 'Özdemr', 'anna'])('"%s" finds Anna Özdemir first', async (text) => {
    expect((await names(planner, { text }))[0]).toBe('Anna Özdemir');
  });

  it('takes a percent sign as a sign, not as "everything"', async () => {
    expect(await names(planner, { text: '%' })).toEqual([]);
  });

  it('puts whose date comes next on top when asked', async () => {
    const { items } = await planner.api.volunteers.list({ sort: 'next' });
    expect(items[0]).toMatchObject({ name: 'Emil Apfel', nextAt: new Date(scene.now.getTime() + DAY) });
  });

  it('has pages of twenty-five and says how many people there are in all', async () => {
    const crowded = await scene.organisation('Seniorenbüro Eving');
    const head = await scene.person('Jo', { roles: [['coordinator', crowded]] });
    for (let number = 0; number < 27; number++) await volunteerOf(crowded, 'Person', `Nummer${number}`);
    const first = await head.api.volunteers.list({});
    const second = await head.api.volunteers.list({ page: 2 });
    expect([first.items.length, second.items.length, first.total]).toEqual([25, 2, 27]);
    const ids = new Set([...first.items, ...second.items].map(({ personId }) => personId));
    expect(ids.size).toBe(27);
  });
});
