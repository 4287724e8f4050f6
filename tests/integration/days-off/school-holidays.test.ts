import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { addDays } from '#lib/time/date.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { seriesScene } from '../series/series-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof seriesScene>>;
let winter: Person;

beforeEach(async () => {
  scene = new Scene(database.url);
  town = await seriesScene(scene);
  winter = await scene.person('Ada', {
    roles: [['administrator', await scene.organisation('Geschäftsstelle', 'central_unit')]],
  });
});
afterEach(() => scene.close());

const ahead = async (seriesId: string) =>
  (await town.events(seriesId)).filter((event) => !event.cancelledAt).map((event) => event.seriesOn);
const byName = async (name: string) =>
  (await winter.api.schoolHolidays.list({ isAll: true })).items.find((one) => one.name === name)!;

it('the product’s list is taken over once; what stands in the town’s own stays', async () => {
  await scene.db
    .insert(schema.schoolHoliday)
    .values({ name: 'Herbst, verlängert', firstOn: '2026-10-12', lastOn: '2026-10-31' });
  expect((await winter.api.schoolHolidays.list({})).missing).toBe(schoolHolidaysNrw.length - 1);
  const both = await Promise.all([winter.api.schoolHolidays.adopt(), winter.api.schoolHolidays.adopt()]);
  expect(both.map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, schoolHolidaysNrw.length - 1]);
  expect(await winter.api.schoolHolidays.list({ isAll: true })).toMatchObject({ missing: 0 });
  expect(await byName('Herbst, verlängert')).toMatchObject({ firstOn: '2026-10-12' });
  expect(await byName('Herbstferien 2026')).toBeUndefined();
});

it('a change cancels and brings back the dates of series that keep to school holidays, and can be taken back', async () => {
  await scene.schoolHolidays();
  const { seriesId } = await town.series({ onSchoolHolidays: 'skip' });
  const keeping = await town.series({ onSchoolHolidays: 'keep', startTime: '14:00', endTime: '15:00' });
  expect(await ahead(seriesId)).not.toContain('2027-01-05');
  const kept = await ahead(keeping.seriesId);

  const { id } = await byName('Weihnachtsferien 2026/27');
  const shorter = { name: 'Weihnachtsferien 2026/27', firstOn: '2026-12-23', lastOn: '2027-01-04' };
  const change = { remove: [id], add: [shorter] };
  const before = await town.events(seriesId);
  expect(await winter.api.schoolHolidays.preview(change)).toEqual({ cancelled: 0, restored: 1, people: 0 });
  expect(await byName('Weihnachtsferien 2026/27')).toMatchObject({ lastOn: '2027-01-06' });
  expect(await town.events(seriesId)).toEqual(before);
  const done = await winter.api.schoolHolidays.replace(change);
  expect(await ahead(seriesId)).toContain('2027-01-05');
  const { removed, added } = done;
  const back = removed.map(({ name, firstOn, lastOn }) => ({ name, firstOn, lastOn }));
  await winter.api.schoolHolidays.replace({ remove: added, add: back });
  expect(await ahead(seriesId)).not.toContain('2027-01-05');
  expect(await ahead(keeping.seriesId)).toEqual(kept);
});

it('two who change the same holidays: the second learns that they have changed', async () => {
  await scene.schoolHolidays();
  const { id, name } = await byName('Osterferien 2027');
  const add = [{ name, firstOn: '2027-03-22', lastOn: '2027-04-02' }];
  await winter.api.schoolHolidays.replace({ remove: [id], add });
  expect(await refusal(winter.api.schoolHolidays.replace({ remove: [id], add: [] }))).toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  expect(await refusal(winter.api.schoolHolidays.replace({ remove: [], add }))).toMatchObject({
    code: 'ALREADY_EXISTS',
  });
  expect(await byName(name)).toMatchObject({ lastOn: '2027-04-02', isFromList: false });
});

it('a calendar file with included ends is recognised, shown both ways, and saves nothing by itself', async () => {
  await scene.schoolHolidays();
  const lines = [
    ...schoolHolidaysNrw,
    { name: 'Herbstferien 2030', firstOn: '2030-10-14', lastOn: '2030-10-26' },
  ]
    .filter(({ firstOn }) => firstOn > '2028-01-01')
    .flatMap(({ name, firstOn, lastOn }) => [
      'BEGIN:VEVENT',
      `SUMMARY:${name}`,
      `DTSTART;VALUE=DATE:${firstOn.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${lastOn.replaceAll('-', '')}`,
      'END:VEVENT',
    ]);
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n');
  const { entries } = await winter.api.schoolHolidays.readFile({ text });
  const stored = await scene.db.select().from(schema.schoolHoliday);

  const asMeant = await winter.api.schoolHolidays.previewImport({ entries, endsAreIncluded: null });
  expect(asMeant).toMatchObject({ areIncluded: true, guess: { because: 'known' } });
  expect(asMeant.rows.map(({ state }) => state).filter((state) => state !== 'same')).toEqual(['new']);
  expect(asMeant.rows.at(-1)).toMatchObject({ lastOn: '2030-10-26', isProposed: true });

  const asStandard = await winter.api.schoolHolidays.previewImport({ entries, endsAreIncluded: false });
  expect(asStandard.rows.at(-1)).toMatchObject({ lastOn: addDays('2030-10-26', -1) });
  expect(asStandard.rows.filter(({ state }) => state === 'changed').length).toBeGreaterThan(5);
  expect(await scene.db.select().from(schema.schoolHoliday)).toEqual(stored);
});

it('a file that is no calendar is refused with the reason', async () => {
  for (const [reason, text] of [
    ['no_calendar', 'Herbstferien;17.10.2026'],
    ['cut_off', 'BEGIN:VCALENDAR\nBEGIN:VEVENT'],
    ['no_entries', 'BEGIN:VCALENDAR\nEND:VCALENDAR'],
  ] as const) {
    expect(await refusal(winter.api.schoolHolidays.readFile({ text }))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { reason },
    });
  }
});

it('everybody who is signed in may know the days off', async () => {
  await scene.schoolHolidays();
  const hanne = await scene.person('Hanne');
  const days = await hanne.api.daysOff.forAll({ from: '2026-12-20', to: '2027-01-10' });
  expect(days.map(({ name }) => name)).toEqual([
    'Weihnachtsferien 2026/27',
    'erster_weihnachtstag',
    'zweiter_weihnachtstag',
    'neujahr',
  ]);
});
