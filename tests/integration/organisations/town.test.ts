import dortmund from '#lib/features/organisations/towns/dortmund.json' with { type: 'json' };
import { loadTown } from '#lib/features/organisations/town.repository.server.ts';
import {
  district,
  postalCode,
  postalCodeDistrict,
  schoolHoliday,
  town,
} from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import lindenau from '#tests/support/towns/lindenau.json' with { type: 'json' };
import { count, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';

const database = useDatabase({ per: 'test' });
let scene: Scene;
beforeEach(() => {
  scene = new Scene(database.url);
});
afterEach(() => scene.close());

it('Dortmund has twelve districts and twenty-seven postal codes, each with one main district', async () => {
  await loadTown(scene.db, dortmund);
  expect(await scene.db.select({ count: count() }).from(district)).toEqual([{ count: 12 }]);
  expect(await scene.db.select({ count: count() }).from(postalCode)).toEqual([{ count: 27 }]);
  const main = await scene.db.select().from(postalCodeDistrict).where(eq(postalCodeDistrict.isMain, true));
  expect(new Set(main.map((row) => row.postalCode)).size).toBe(27);
  expect(main).toHaveLength(27);
});

it('a new town knows the school holidays; what somebody has changed there stays', async () => {
  await loadTown(scene.db, lindenau);
  const autumn = eq(schoolHoliday.firstOn, '2027-10-23');
  expect(await scene.db.select().from(schoolHoliday).where(autumn)).toMatchObject([
    { name: 'Herbstferien 2027', lastOn: '2027-11-06', createdBy: null },
  ]);
  await scene.db.update(schoolHoliday).set({ firstOn: '2027-10-25' }).where(autumn);
  await loadTown(scene.db, lindenau);
  expect(await scene.db.select().from(schoolHoliday).where(autumn)).toEqual([]);
});

it('another town brings its own districts, zone and help line: nothing is Dortmund’s', async () => {
  await loadTown(scene.db, lindenau);
  const { organisations } = scene.callerAs(null);
  expect(await organisations.town()).toMatchObject({
    name: 'Lindenau',
    timeZone: 'Europe/Vienna',
    travelBufferMinutes: 35,
    disclaimer: null,
  });
  expect(await organisations.districts()).toEqual([
    { code: 'markt', name: 'Am Markt' },
    { code: 'hang', name: 'Sonnenhang' },
    { code: 'aue', name: 'Untere Aue' },
  ]);
  expect(await organisations.suggestDistrict({ postalCode: '90802' })).toMatchObject([
    { code: 'hang', isMain: true },
    { code: 'markt', isMain: false },
  ]);
});

it('the point of a postal code leans towards its main district', async () => {
  await loadTown(scene.db, lindenau);
  const [row] = await scene.db.select().from(postalCode).where(eq(postalCode.code, '90802'));
  expect(row!.latitude).toBeCloseTo((2 * 48.24 + 48.2) / 3, 10);
  expect(row!.longitude).toBeCloseTo((2 * 14.16 + 14.1) / 3, 10);
});

it('loading a town again changes what the file changed, and doubles nothing', async () => {
  await loadTown(scene.db, lindenau);
  const known = await scene.db.select().from(schoolHoliday);
  await loadTown(scene.db, { ...lindenau, phone: '+493023125011' });
  expect(await scene.db.select().from(schoolHoliday)).toEqual(known);
  expect(await scene.db.select().from(town)).toMatchObject([{ phone: '+493023125011' }]);
  expect(await scene.db.select({ count: count() }).from(postalCodeDistrict)).toEqual([{ count: 6 }]);
});

it.each([
  ['a postal code in a district that does not exist', { postalCodes: { '90801': ['nirgends'] } }],
  ['a zone that does not exist', { timeZone: 'Europe/Lindenau' }],
  ['no districts', { districts: [] }],
  ['something that no town has', { mayor: 'Ada' }],
])('a file with %s is refused before anything is written', async (_, fault) => {
  await expect(loadTown(scene.db, { ...lindenau, ...fault })).rejects.toThrow();
  expect(await scene.db.select().from(town)).toEqual([]);
});
