import * as schema from '#lib/server/db/schema/index.ts';
import { asActor, asSystem } from '#lib/server/db/as-actor.server.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { readingScene } from './reading-scene.ts';

// By SQL as the application's own account: what a query that forgets its condition would see.
const database = useDatabase();

describe('children, pairs and hours are their school’s and its office’s', () => {
  let scene: Scene;
  let town: Awaited<ReturnType<typeof readingScene>>;
  let pairId: string;

  beforeAll(async () => {
    scene = new Scene(database.url, new Date('2026-09-15T12:00:00+02:00'));
    town = await readingScene(scene);
    const childId = await town.child('Mia');
    ({ pairId } = await town.place(childId, town.hanne.id, { firstOn: '2026-09-15' }));
    await town.lenz.api.reading.record({ pairId, onDate: '2026-09-15', outcome: 'held' });
    await town.child('Ben');
    await town.child('Ole', town.stranger, town.otherSchool);
  });
  afterAll(() => scene.close());

  const tables = ['reading_child', 'reading_pair', 'reading_session', 'reading_date'] as const;
  const as = <T>(who: Person | 'system', work: Parameters<typeof asSystem<T>>[1]) =>
    who === 'system'
      ? asSystem(scene.db, work)
      : asActor({ db: scene.db, actor: who.actor, now: scene.now }, work);
  const seen = (who: Person | 'system') =>
    as(who, async (db) => {
      const [row] = await db.execute<Record<string, number>>(sql`
        select (select count(*)::int from reading_child) as reading_child, (select count(*)::int from reading_pair)
          as reading_pair, (select count(*)::int from reading_session) as reading_session,
          (select count(distinct pair_id)::int from reading_date) as reading_date`);
      return tables.map((table) => row![table]);
    });

  test('whoever owns the tables is bound too, and the view asks in the name of who asks it', async () => {
    const open = await scene.db.execute(sql`
      select relname from pg_class where relname = any (${sql.param([...tables])}::text[])
        and not (relrowsecurity and relforcerowsecurity or 'security_invoker=true' = any (reloptions))`);
    expect(open).toEqual([]);
  });

  test('who says nothing sees nothing, and can write nothing', async () => {
    expect(await scene.db.select().from(schema.readingPair)).toEqual([]);
    expect(await scene.db.execute(sql`select from reading_date`)).toHaveLength(0);
    await expect(
      scene.db.insert(schema.readingChild).values({
        ...{ schoolId: town.school, organisationId: town.office, nickname: 'Ida', className: '3b' },
        ...{ consentOn: '2026-06-15', consentScope: ['reading'] },
        ...{ createdAt: scene.now, createdBy: town.lenz.id },
      }),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('school and office see their own, the mentor her child, and nobody else anything of it', async () => {
    expect(await seen('system')).toEqual([3, 1, 1, 1]);
    expect(await seen(town.murat)).toEqual([2, 1, 1, 1]);
    expect(await seen(town.lenz)).toEqual([2, 1, 1, 1]);
    expect(await seen(town.hanne)).toEqual([1, 1, 1, 1]);
    expect(await seen(town.nadja)).toEqual([1, 0, 0, 0]);
    expect(await seen(town.stranger)).toEqual([1, 0, 0, 0]);
    expect(await seen(await town.mentor('Anton'))).toEqual([0, 0, 0, 0]);
    const leader = await scene.person('Lea', { roles: [['group_leader', town.office]] });
    expect(await seen(leader)).toEqual([0, 0, 0, 0]);
  });

  test('the mentor changes nothing about the child, and cannot take another’s place', async () => {
    const changed = await as(town.hanne, (db) =>
      db.update(schema.readingChild).set({ nickname: 'Max' }).returning({ id: schema.readingChild.id }),
    );
    expect(changed).toEqual([]);
    await expect(
      as(town.hanne, (db) => db.update(schema.readingPair).set({ mentorId: town.murat.id })),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('until the last day of the pair, and no longer', async () => {
    await town.murat.api.reading.endPair({ pairId, reason: 'child_stops', lastOn: '2026-09-30' });
    scene.now = new Date('2026-09-30T18:00:00+02:00');
    expect((await seen(town.hanne))[0]).toBe(1);
    scene.now = new Date('2026-10-01T08:00:00+02:00');
    expect(await seen(town.hanne)).toEqual([0, 1, 0, 1]);
  });
});
