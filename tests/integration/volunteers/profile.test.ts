import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let hanne: Person;
let elif: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  await scene.db
    .insert(schema.district)
    .values({ code: 'hoe', name: 'Hörde', position: 2, latitude: 51.48, longitude: 7.5 });
  await scene.db.insert(schema.postalCode).values({ code: '44263', latitude: 51.481, longitude: 7.512 });
  await scene.db
    .insert(schema.postalCodeDistrict)
    .values({ postalCode: '44263', districtCode: 'hoe', isMain: true });
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  hanne = await scene.person('Hanne');
  elif = await scene.person('Elif');
});
afterAll(() => scene.close());

const profileOf = (person: Person) => person.api.volunteers.profile();
const recorded = async (person: Person) =>
  (
    await scene.db
      .select()
      .from(schema.domainEvent)
      .where(eq(schema.domainEvent.personId, person.id))
      .orderBy(schema.domainEvent.id)
  ).map(({ type, details }) => ({ type, details }));

describe('what Hanne says about herself', () => {
  it('changes the answers that are named, and no others', async () => {
    await hanne.api.volunteers.updateProfile({ skills: ['reading_aloud'], radiusKm: 5 });
    await hanne.api.volunteers.updateProfile({ maxHoursPerWeek: 6 });
    await hanne.api.volunteers.updateProfile({ radiusKm: null });
    expect(await profileOf(hanne)).toMatchObject({
      skills: ['reading_aloud'],
      radiusKm: null,
      maxHoursPerWeek: 6,
    });
  });

  it('leaves a trace of what changed, without her words', async () => {
    await hanne.api.volunteers.updateProfile({ about: 'Ich war Bibliothekarin.' });
    const events = await recorded(hanne);
    expect(events.at(-1)).toEqual({ type: 'volunteer_profile_changed', details: { fields: ['about'] } });
    expect(JSON.stringify(events)).not.toContain('Bibliothekarin');
  });

  it('a postal code brings its point with it and only suggests a district', async () => {
    await hanne.api.volunteers.updateProfile({ postalCode: '44263' });
    expect(await profileOf(hanne)).toMatchObject({
      districtName: 'Aplerbeck',
      suggestedDistrict: { code: 'hoe', name: 'Hörde' },
    });
    const [row] = await scene.db
      .select()
      .from(schema.volunteer)
      .where(eq(schema.volunteer.personId, hanne.id));
    expect(row).toMatchObject({ latitude: 51.481, longitude: 7.512 });

    await hanne.api.volunteers.setDistrict({ districtCode: 'hoe' });
    expect(await profileOf(hanne)).toMatchObject({ districtName: 'Hörde', suggestedDistrict: null });
  });

  it('an empty postal code takes the point away again', async () => {
    await hanne.api.volunteers.updateProfile({ postalCode: '' });
    const [row] = await scene.db
      .select()
      .from(schema.volunteer)
      .where(eq(schema.volunteer.personId, hanne.id));
    expect(row).toMatchObject({ postalCode: null, latitude: null, longitude: null });
  });

  it('a district that the town does not have is refused', async () => {
    const unknown = hanne.api.volunteers.setDistrict({ districtCode: 'atlantis' });
    expect(await refusal(unknown)).toEqual({ code: 'INVALID_INPUT', details: { field: 'districtCode' } });
  });

  it('whoever fills in a profile is a volunteer from then on', async () => {
    const brandt = await scene.person('Brandt', { isVolunteer: false });
    expect((await profileOf(brandt)).skills).toEqual([]);
    await brandt.api.volunteers.updateProfile({ skills: ['driving'] });
    expect(await recorded(brandt)).toMatchObject([
      { type: 'volunteer_registered' },
      { type: 'volunteer_profile_changed' },
    ]);
  });

  it('pauses and comes back', async () => {
    await hanne.api.volunteers.setPaused({ isPaused: true });
    expect((await profileOf(hanne)).pausedAt).toEqual(scene.now);
    await hanne.api.volunteers.setPaused({ isPaused: false });
    expect((await profileOf(hanne)).pausedAt).toBeNull();
  });
});

describe("Hanne's usual week", () => {
  const at = (weekday: 1 | 2, startTime: string, endTime: string) => ({ weekday, startTime, endTime });

  it('is replaced as a whole; times that overlap become one, and she is told', async () => {
    const windows = [at(2, '14:00', '16:00'), at(1, '09:00', '12:00'), at(2, '15:30', '18:00')];
    expect(await hanne.api.volunteers.setAvailability({ windows })).toEqual({ isMerged: true });
    expect((await profileOf(hanne)).availability).toEqual([at(1, '09:00', '12:00'), at(2, '14:00', '18:00')]);
    expect(await hanne.api.volunteers.setAvailability({ windows: [] })).toEqual({ isMerged: false });
    expect((await profileOf(hanne)).availability).toEqual([]);
  });

  it('saved twice at the same moment leaves one of the two weeks, not both', async () => {
    const weeks = [[at(1, '09:00', '12:00')], [at(1, '14:00', '17:00')]];
    await Promise.all(weeks.map((windows) => hanne.api.volunteers.setAvailability({ windows })));
    expect(weeks).toContainEqual((await profileOf(hanne)).availability);
  });

  it('a time that ends before it begins is refused', async () => {
    await expect(
      hanne.api.volunteers.setAvailability({ windows: [at(1, '12:00', '09:00')] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('when Hanne is away', () => {
  it('her places in that time are named and none is given up', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 48, shift: { maxPlaces: 3 } });
    await hanne.api.scheduling.signUp({ shiftId });
    // 24 November, 9 o'clock, and 48 hours: the 26th.
    const { absenceId, places } = await hanne.api.volunteers.addAbsence({
      firstOn: '2026-11-26',
      lastOn: '',
    });
    expect(places).toBe(1);
    const { absences } = await profileOf(hanne);
    expect(absences).toEqual([
      {
        id: absenceId,
        firstOn: '2026-11-26',
        lastOn: '2026-11-26',
        places: [expect.objectContaining({ shiftId, title: 'Vorlesen am Kastanienhof' })],
      },
    ]);
    expect(await hanne.api.scheduling.mySignups()).toHaveLength(1);
  });

  it('a date that begins late in the evening belongs to the day on the clock of Dortmund', async () => {
    const { shiftId } = await scene.shift(office, {
      event: { startAt: new Date('2026-12-10T22:30Z'), endAt: new Date('2026-12-10T22:50Z') },
      shift: { startAt: new Date('2026-12-10T22:30Z'), endAt: new Date('2026-12-10T22:50Z') },
    });
    await hanne.api.scheduling.signUp({ shiftId });
    const next = await hanne.api.volunteers.addAbsence({ firstOn: '2026-12-11', lastOn: '2026-12-12' });
    expect(next.places).toBe(0);
    const same = await hanne.api.volunteers.addAbsence({ firstOn: '2026-12-10', lastOn: '2026-12-10' });
    expect(same.places).toBe(1);
  });

  it('entering the same days again changes nothing', async () => {
    const days = { firstOn: '2027-02-01', lastOn: '2027-02-07' };
    const first = await hanne.api.volunteers.addAbsence(days);
    expect(await hanne.api.volunteers.addAbsence(days)).toEqual(first);
  });

  it('removing gives the days back, so that they can be entered again', async () => {
    const days = { firstOn: '2027-03-01', lastOn: '2027-03-02' };
    const { absenceId } = await hanne.api.volunteers.addAbsence(days);
    expect(await hanne.api.volunteers.removeAbsence({ absenceId })).toEqual(days);
    expect(await refusal(hanne.api.volunteers.removeAbsence({ absenceId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it("nobody removes another person's absence", async () => {
    const { absenceId } = await hanne.api.volunteers.addAbsence({ firstOn: '2027-04-01', lastOn: '' });
    expect(await refusal(elif.api.volunteers.removeAbsence({ absenceId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await profileOf(hanne)).absences.map(({ id }) => id)).toContain(absenceId);
  });

  it('days that have passed are refused, beside the field that says so', async () => {
    expect(
      await refusal(hanne.api.volunteers.addAbsence({ firstOn: '2026-11-01', lastOn: '2026-11-23' })),
    ).toEqual({ code: 'INVALID_INPUT', details: { field: 'lastOn' } });
  });
});

describe('"I would like to help here"', () => {
  const standing = async (changes: Partial<typeof schema.project.$inferInsert> = {}) => {
    const { projectId } = await scene.shift(office);
    await scene.db
      .update(schema.project)
      .set({ isStanding: true, ...changes })
      .where(eq(schema.project.id, projectId));
    return projectId;
  };

  it('is said once, however often the button is pressed', async () => {
    const projectId = await standing();
    await Promise.all([
      hanne.api.volunteers.expressInterest({ projectId, message: 'Gern dienstags.' }),
      hanne.api.volunteers.expressInterest({ projectId }),
    ]);
    const mine = await hanne.api.volunteers.myInterests();
    expect(mine.filter((interest) => interest.projectId === projectId)).toHaveLength(1);
    const said = (await recorded(hanne)).filter(({ type }) => type === 'interest_expressed');
    expect(said).toHaveLength(1);
  });

  it('can be withdrawn and said again', async () => {
    const projectId = await standing();
    await hanne.api.volunteers.expressInterest({ projectId });
    await hanne.api.volunteers.withdrawInterest({ projectId });
    await hanne.api.volunteers.withdrawInterest({ projectId });
    await hanne.api.volunteers.expressInterest({ projectId });
    const mine = await hanne.api.volunteers.myInterests();
    expect(mine.filter((interest) => interest.projectId === projectId)).toHaveLength(1);
  });

  it.each([
    ['a draft', { publishedAt: null, publishedBy: null }],
    ['one that takes nobody without a date', { isStanding: false }],
  ])('is not possible for %s', async (_case, changes) => {
    const projectId = await standing(changes);
    expect(await refusal(hanne.api.volunteers.expressInterest({ projectId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
