import { readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let scene: Scene;
let aplerbeck: string;

/** The clock of the scene stands at Tuesday, 24 November 2026, 9 o'clock. */
const HOURS = { tuesdayAtTwo: 5, wednesdayAtEleven: 26, saturdayAtSix: 105, inTwelveWeeks: 2016 };

const find = (query: string) =>
  scene.callerAs(null).scheduling.findActivities(readFinderAddress(new URLSearchParams(query)));
const titles = async (query: string) => (await find(query)).activities.map(({ title }) => title);

type ProjectFacts = Partial<typeof schema.project.$inferInsert>;
type Dates = NonNullable<Parameters<Scene['shift']>[1]>[];

async function activity(organisationId: string, title: string, facts: ProjectFacts, dates: Dates) {
  const [row] = await scene.db
    .insert(schema.project)
    .values({ organisationId, kind: 'other', title, ...facts })
    .returning({ id: schema.project.id });
  const projectId = row!.id;
  if (facts.publishedAt !== null) {
    const planner = await scene.person('Planung', { isVolunteer: false });
    await scene.db
      .update(schema.project)
      .set({ publishedAt: scene.now, publishedBy: planner.id })
      .where(eq(schema.project.id, projectId));
  }
  for (const { event, ...rest } of dates) {
    await scene.shift(organisationId, { ...rest, event: { ...event, projectId } });
  }
  return projectId;
}

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  await scene.db.insert(schema.district).values([
    { code: 'hoe', name: 'Hörde', position: 2, latitude: 51.487, longitude: 7.5 },
    { code: 'men', name: 'Mengede', position: 3, latitude: 51.575, longitude: 7.39 },
  ]);
  await scene.db.insert(schema.postalCode).values({ code: '44287', latitude: 51.49, longitude: 7.55 });
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');

  await activity(
    aplerbeck,
    'Lesepaten für Grundschulkinder',
    { kind: 'reading', summary: 'Eine Stunde vorlesen', languages: ['de', 'tr'] },
    [
      { inHours: HOURS.tuesdayAtTwo, event: { latitude: 51.49, longitude: 7.56, isStepFree: true } },
      { inHours: HOURS.wednesdayAtEleven, event: { districtCode: 'hoe', latitude: 51.487, longitude: 7.5 } },
    ],
  );
  await activity(aplerbeck, 'Seniorencafé am Markt', { kind: 'group' }, [
    { inHours: HOURS.saturdayAtSix, event: { districtCode: 'men', latitude: 51.575, longitude: 7.39 } },
    { inHours: HOURS.inTwelveWeeks },
  ]);
  await activity(aplerbeck, 'Besuche bei Älteren', { kind: 'visiting', isStanding: true }, []);
  await activity(aplerbeck, 'Gartentag', {}, [{ inHours: HOURS.saturdayAtSix, shift: { maxPlaces: 1 } }]);

  // What nobody may find.
  await activity(aplerbeck, 'Entwurf', { publishedAt: null }, [{}]);
  const closed = await activity(aplerbeck, 'Beendet', {}, [{}]);
  await scene.db
    .update(schema.project)
    .set({ closedAt: scene.now, closedBy: (await scene.person('Murat')).id })
    .where(eq(schema.project.id, closed));
  await activity(aplerbeck, 'Abgesagt', {}, [
    {
      event: {
        cancelledAt: scene.now,
        cancelledBy: (await scene.person('Murat')).id,
        cancellationReason: 'Wasserschaden',
      },
    },
  ]);
  await activity(aplerbeck, 'Vorbei', {}, [{ inHours: -3 }]);
});
afterAll(() => scene.close());

describe('the finder', () => {
  it('shows open activities only, the soonest first and those without a date last', async () => {
    expect(await titles('')).toEqual([
      'Lesepaten für Grundschulkinder',
      'Gartentag',
      'Seniorencafé am Markt',
      'Besuche bei Älteren',
    ]);
  });

  it('looks eight weeks ahead, further when asked', async () => {
    const dates = async (query: string) =>
      (await find(query)).activities.find(({ kind }) => kind === 'group')?.dates;
    expect(await dates('')).toBe(1);
    expect(await dates('bis=2027-03-01')).toBe(2);
    expect(await dates('ab=2027-01-01&bis=2027-03-01')).toBe(1);
  });

  it.each([
    ['text=lesepahten', 'Lesepaten für Grundschulkinder', 'a typing error'],
    ['text=kinder+lesen', 'Lesepaten für Grundschulkinder', 'words in another order'],
    ['text=Lesepaten+Hoerde', 'Lesepaten für Grundschulkinder', 'a district written without its umlaut'],
    ['text=horde', 'Lesepaten für Grundschulkinder', 'a keyboard without umlauts'],
    ['text=seniorencafe', 'Seniorencafé am Markt', 'a missing accent'],
    ['text=reading', 'Lesepaten für Grundschulkinder', 'the English name of the kind'],
    ['text=besuchsdienst', 'Besuche bei Älteren', 'the German name of the kind'],
    ['text=aeltere', 'Besuche bei Älteren', 'ae for ä'],
  ])('%s finds "%s" in spite of %s', async (query, title) => {
    expect(await titles(query)).toEqual([title]);
  });

  it('finds nothing when one of the words is nowhere', async () => {
    expect(await titles('text=lesepaten+motorrad')).toEqual([]);
  });

  it.each([
    ['bezirk=hoe', ['Lesepaten für Grundschulkinder']],
    ['bezirk=hoe,men', ['Lesepaten für Grundschulkinder', 'Seniorencafé am Markt']],
    ['art=visiting', ['Besuche bei Älteren']],
    ['tag=6', ['Gartentag', 'Seniorencafé am Markt']],
    ['zeit=vormittag', ['Lesepaten für Grundschulkinder']],
    ['zeit=abend', ['Gartentag', 'Seniorencafé am Markt']],
    ['sprache=tr', ['Lesepaten für Grundschulkinder']],
    ['stufenlos=1', ['Lesepaten für Grundschulkinder']],
    ['plz=44287&km=5', ['Lesepaten für Grundschulkinder']],
  ])('%s leaves %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('asks that one and the same date matches all filters', async () => {
    // Tuesday is in Aplerbeck, Hörde on Wednesday.
    expect(await titles('bezirk=hoe&tag=2')).toEqual([]);
    expect(await titles('bezirk=hoe&tag=3')).toEqual(['Lesepaten für Grundschulkinder']);
  });

  it('measures the distance from the postal code and sorts by it', async () => {
    const { activities, isPostalCodeKnown } = await find('plz=44287&sort=naehe&art=reading,group');
    expect(isPostalCodeKnown).toBe(true);
    expect(activities.map(({ kind }) => kind)).toEqual(['reading', 'group']);
    // 0.01 degrees of longitude at 51.49° north, and 14.5 km to Mengede.
    expect(activities[0]!.metres).toBeCloseTo(692, -1);
    expect(activities[1]!.metres).toBeGreaterThan(14_000);
  });

  it('says that it does not know a postal code, and shows everything', async () => {
    const { isPostalCodeKnown, total } = await find('plz=99999&km=5');
    expect(isPostalCodeKnown).toBe(false);
    expect(total).toBe(4);
  });

  it('counts every choice as if it were the only one of its filter, under the other filters', async () => {
    const { facets } = await find('bezirk=apl&tag=3');
    // On Wednesdays nothing is in Aplerbeck, but something in Hörde.
    expect(facets.districts).toEqual([
      { value: 'apl', name: 'Aplerbeck', count: 0 },
      { value: 'hoe', name: 'Hörde', count: 1 },
      { value: 'men', name: 'Mengede', count: 0 },
    ]);
    // In Aplerbeck there is something on Tuesday, and on Saturday.
    expect(facets.weekdays).toEqual({ 2: 1, 6: 1 });
  });

  it('tells how much each filter costs when nothing is left', async () => {
    const { total, loosened } = await find('art=reading&tag=6&ab=2027-01-10');
    expect(total).toBe(0);
    // In January only standing activities remain, which no weekday has.
    expect(loosened).toMatchObject({ kinds: 0, weekdays: 0, dates: 0, all: 4 });
    expect((await find('art=reading&tag=6')).loosened).toMatchObject({ kinds: 2, weekdays: 1, all: 4 });
  });

  it('shows a full date as well, unless only free places are wanted', async () => {
    const { items } = await scene.callerAs(null).scheduling.listOpenShifts({ text: 'Gartentag' });
    await (await scene.person('Hanne')).api.scheduling.signUp({ shiftId: items[0]!.id });
    expect(await titles('text=gartentag')).toEqual(['Gartentag']);
    expect(await titles('text=gartentag&frei=1')).toEqual([]);
  });

  it('puts twenty on a page and knows how many there are', async () => {
    const office = await scene.organisation('Seniorenbüro Brackel');
    for (let number = 1; number <= 21; number++) {
      await activity(office, `Sprachtreff ${number}`, { isStanding: true }, []);
    }
    const [first, second] = [await find('text=sprachtreff'), await find('text=sprachtreff&seite=2')];
    expect([first.activities.length, second.activities.length]).toEqual([20, 1]);
    expect([first.total, second.total]).toEqual([21, 21]);
  });
});
