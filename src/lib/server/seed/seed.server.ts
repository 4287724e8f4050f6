import { loadTown } from '#lib/features/organisations/town.repository.server.ts';
import { hashPassword } from '#lib/server/auth/password.server.ts';
import { connect, type Db } from '#lib/server/db/client.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import postgres from 'postgres';
import { cast, CAST_DISTRICT, DEMO_PASSWORD, diverseDistricts, olderPeople, providers } from './cast.ts';
import { createWriter, seededTables } from './copy.server.ts';
import { type DistrictPlan, districtsOf, offsets, pointsOf, townFile } from './districts.ts';
import { addOrganisation, addStaff, type Organisation } from './organisations.ts';
import { placeNamer } from './places.ts';
import { createRandom } from './random.ts';
import { addRoster } from './roster.ts';
import { addSubstitutes } from './substitutes.ts';
import { takeDownRules } from './rebuild.server.ts';
import { planUnits, quantities, type Scale } from './scales.ts';
import { daysFrom } from './school-year.ts';
import type { Town } from './town.ts';
import { fillDistrict } from './unit.ts';

export type SeedOptions = {
  url: string;
  scale: Scale;
  /** The same seed on the same day gives the same data. */
  seed?: number;
  now: Date;
  onProgress?: (step: SeedStep, done: number, total: number) => void;
};

export type SeedStep = 'districts' | 'rules' | 'statistics';

/** Tables that get so many rows that their rules are built afterwards. */
/** Rows kept in memory before they are written. */
const BATCH = 60_000;

/** Whether nobody has put anybody into the database yet. It must be migrated. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`
      select not exists (select from person) and not exists (select from organisation) as "isEmpty"`;
    return row?.isEmpty === true;
  } finally {
    await sql.end();
  }
}

/**
 * Fills an empty, migrated database with an invented town, or country, around `now`. One transaction: after a
 * failure the database is as empty as before. Throws SetupError when it is not empty.
 */
export async function seedDatabase({
  url,
  scale,
  seed = 1,
  now,
  onProgress = () => {},
}: SeedOptions): Promise<void> {
  if (!(await isEmptyDatabase(url)))
    throw new SetupError('The database has data already; the seed fills only an empty one.');
  await withDb(url, (db) => loadTown(db, townFile));
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`set local maintenance_work_mem = '256MB'`;
      await tx`set local synchronous_commit = off`;
      const restore = await takeDownRules(tx, seededTables);
      // The seed writes what these would: the facts of a place and the counters of a shift.
      await tx`alter table signup disable trigger user`;
      await fillTown(
        tx,
        { scale, seed, now, passwordHash: await hashPassword(DEMO_PASSWORD) },
        (done, total) => onProgress('districts', done, total),
      );
      await tx`alter table signup enable trigger user`;
      await restore((done, total) => onProgress('rules', done, total));
      await addSubstitutes(tx, now);
    });
    onProgress('statistics', 0, 1);
    await sql`vacuum (analyze)`;
    onProgress('statistics', 1, 1);
    if (scale === 'demo') await withDb(url, (demo) => addRoster(demo, now));
  } finally {
    await sql.end();
  }
}

async function withDb(url: string, work: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = connect(url, { max: 1 });
  await work(db).finally(close);
}

async function fillTown(
  tx: postgres.TransactionSql,
  given: { scale: Scale; seed: number; now: Date; passwordHash: string },
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { scale, seed, now, passwordHash } = given;
  const { timeZone } = townFile;
  const today = wallTime(now, timeZone).date;
  const instants = new Map<string, number>();
  const instant = (date: PlainDate, time: string) => {
    const key = `${date}T${time}`;
    let at = instants.get(key);
    if (at === undefined) instants.set(key, (at = instantOf(date, time, timeZone).getTime()));
    return at;
  };
  const anchor = instant(today, '00:00');
  const all = quantities[scale];
  const districts = districtsOf(scale, {
    district: CAST_DISTRICT,
    weights: olderPeople,
    diverse: diverseDistricts,
  });
  const writer = createWriter(tx);
  const town: Town = {
    random: createRandom(`${seed} ${today} ${scale}`, anchor - 86_400_000),
    writer,
    passwordHash,
    today,
    anchor,
    timeZone,
    travelBufferMs: townFile.travelBufferMinutes * 60_000,
    points: pointsOf(districts),
    closedOn: new Map(),
    days: daysFrom(addDays(today, -all.daysBack), addDays(today, all.daysAhead)),
    instant,
  };
  addInventedDistricts(town, districts);
  const shared = { ...addTownHall(town, all.providers), nameOf: placeNamer() };
  const plans = planUnits(
    all,
    districts.map((district) => district.weight),
  );
  const activeFrom = offsets(plans.map((plan) => plan.active));
  const leftFrom = offsets(plans.map((plan) => plan.left)).map((offset) => offset + all.active);
  let writing = Promise.resolve();
  for (const [index, district] of districts.entries()) {
    fillDistrict(town, district, plans[index]!, shared, {
      isStage: district.code === CAST_DISTRICT,
      activeFrom: activeFrom[index]!,
      leftFrom: leftFrom[index]!,
    });
    onProgress(index + 1, districts.length);
    if (writer.waiting() < BATCH) continue;
    await writing;
    writing = writer.flush();
  }
  await writing;
  await writer.flush();
}

/** Districts that the town's file does not have. */
function addInventedDistricts({ writer }: Town, districts: DistrictPlan[]): void {
  const known = new Set(townFile.districts.map(({ code }) => code));
  districts.forEach(({ code, name, latitude, longitude, postalCodes }, index) => {
    if (known.has(code)) return;
    writer.add(schema.district, { code, name, position: index + 1, latitude, longitude });
    for (const postalCode of postalCodes) {
      writer.add(schema.postalCode, { code: postalCode, latitude, longitude });
      writer.add(schema.postalCodeDistrict, { postalCode, districtCode: code, isMain: true });
    }
  });
}

/** Providers, the city's department and the central unit, with the cast's members there. */
function addTownHall(town: Town, count: number): { providers: Organisation[]; taken: Set<string> } {
  const taken = new Set<string>(Object.values(cast).map(({ email }) => email));
  const bodies = Array.from({ length: count }, (_, index) =>
    addOrganisation(town, {
      kind: 'provider',
      name: providers[index] ?? `${providers[1 + (index % 6)]}, Kreisverband ${Math.floor(index / 6)}`,
      city: townFile.name,
    }),
  );
  const provider = bodies[0]!.id;
  const at = { providerId: provider, city: townFile.name, postalCode: '44135', phone: '+493023125100' };
  const department = addOrganisation(town, {
    kind: 'city_department',
    name: 'Fachdienst für Senioren',
    ...at,
  });
  const central = addOrganisation(town, {
    kind: 'central_unit',
    name: 'Geschäftsstelle der Seniorenbüros',
    ...at,
  });
  for (const member of [cast.vogt, cast.seidel]) {
    addStaff(town, department, member.seat.role, new Set(), member);
  }
  addStaff(town, central, cast.admin.seat.role, new Set(), cast.admin);
  return { providers: bodies, taken };
}
