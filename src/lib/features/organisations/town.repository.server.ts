import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { addMissingSchoolHolidays } from '#lib/server/db/school-holiday.repository.server.ts';
import { district, postalCode, postalCodeDistrict, town } from '#lib/server/db/schema/index.ts';
import { desc, eq, sql } from 'drizzle-orm';
import { pointOfPostalCode, townFileSchema } from './town.ts';

/**
 * Makes the database serve the town of this file, or brings it up to the file's state; what the file no longer
 * names stays. School holidays that are missing are added. Throws a ZodError that says what is wrong with the file.
 */
export async function loadTown(db: Db, file: unknown): Promise<void> {
  const { districts, postalCodes, ...settings } = townFileSchema.parse(file);
  await db.insert(town).values(settings).onConflictDoUpdate({ target: town.id, set: settings });
  await addMissingSchoolHolidays(db, schoolHolidaysNrw);
  await db
    .insert(district)
    .values(districts.map((row, index) => ({ ...row, position: index + 1 })))
    .onConflictDoUpdate({
      target: district.code,
      set: {
        name: sql`excluded.name`,
        position: sql`excluded.position`,
        latitude: sql`excluded.latitude`,
        longitude: sql`excluded.longitude`,
      },
    });
  const pointOf = new Map(districts.map((row) => [row.code, row]));
  const codes = Object.entries(postalCodes).map(([code, inDistricts]) => ({
    code,
    inDistricts,
    ...pointOfPostalCode(inDistricts.map((districtCode) => pointOf.get(districtCode)!)),
  }));
  if (codes.length === 0) return;
  await db
    .insert(postalCode)
    .values(codes.map(({ code, latitude, longitude }) => ({ code, latitude, longitude })))
    .onConflictDoUpdate({
      target: postalCode.code,
      set: { latitude: sql`excluded.latitude`, longitude: sql`excluded.longitude` },
    });
  await db
    .insert(postalCodeDistrict)
    .values(
      codes.flatMap(({ code, inDistricts }) =>
        inDistricts.map((districtCode, index) => ({ postalCode: code, districtCode, isMain: index === 0 })),
      ),
    )
    .onConflictDoUpdate({
      target: [postalCodeDistrict.postalCode, postalCodeDistrict.districtCode],
      set: { isMain: sql`excluded.is_main` },
    });
}

export type TownRow = typeof town.$inferSelect;

export async function findTown(db: Db): Promise<TownRow | null> {
  const [row] = await db.select().from(town);
  return row ?? null;
}

export async function updateTown(
  db: Db,
  changes: Pick<TownRow, 'phone' | 'email' | 'travelBufferMinutes'>,
): Promise<void> {
  await db.update(town).set(changes);
}

export async function listDistricts(db: Db): Promise<{ code: string; name: string }[]> {
  return db.select({ code: district.code, name: district.name }).from(district).orderBy(district.position);
}

/** The districts that a postal code touches, its main one first. */
export async function listDistrictsOf(
  db: Db,
  code: string,
): Promise<{ code: string; name: string; isMain: boolean }[]> {
  return db
    .select({ code: district.code, name: district.name, isMain: postalCodeDistrict.isMain })
    .from(postalCodeDistrict)
    .innerJoin(district, eq(district.code, postalCodeDistrict.districtCode))
    .where(eq(postalCodeDistrict.postalCode, code))
    .orderBy(desc(postalCodeDistrict.isMain), district.position);
}
