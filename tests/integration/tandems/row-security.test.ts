import * as schema from '#lib/server/db/schema/index.ts';
import { asActor, asSystem } from '#lib/server/db/as-actor.server.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { arranged, tandemTown } from '../tandem-scene.ts';

// By SQL as the application's own account: what a query that forgets its condition would see.
const database = useDatabase();

describe('clients, tandems and visits are their controller’s', () => {
  let scene: Scene;
  let town: Awaited<ReturnType<typeof tandemTown>>;
  let other: Awaited<ReturnType<Scene['person']>>;

  beforeAll(async () => {
    scene = new Scene(database.url);
    town = await tandemTown(scene);
    other = await scene.person('Petra', {
      roles: [['coordinator', await scene.organisation('Seniorenbüro Hörde')]],
    });
  });
  afterAll(() => scene.close());

  const count = (who: { id: string } | 'system' | null, table: string) => {
    const query = sql.raw(`select count(*)::int as n from ${table}`);
    const run = async (db: Parameters<Parameters<typeof asSystem>[1]>[0]) =>
      (await db.execute<{ n: number }>(query))[0]!.n;
    if (who === null) return run(scene.db);
    return who === 'system' ? asSystem(scene.db, run) : asActor({ db: scene.db, actor: who }, run);
  };

  test('the application is bound by row security: it neither owns a way around nor is a superuser', async () => {
    const [role] = await scene.db.execute<{ free: boolean }>(
      sql`select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`,
    );
    expect(role!.free).toBe(false);
    const open = await scene.db.execute(sql`
      select relname from pg_class where relname in ('client','client_window','client_apart','tandem','visit')
        and not (relrowsecurity and relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  test('who says nothing sees nothing, and can write nothing', async () => {
    expect(await count('system', 'client')).toBe(1);
    expect(await count(null, 'client')).toBe(0);
    await expect(
      scene.db.insert(schema.clientApart).values({
        ...{ clientId: town.clientId, organisationId: town.office, volunteerId: town.hanne.id },
        ...{ createdAt: scene.now, createdBy: town.murat.id },
      }),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('the own office sees its people, another office and the volunteer do not', async () => {
    for (const table of ['client', 'client_window']) {
      expect(await count(town.murat, table), table).toBe(1);
      expect(await count(other, table), table).toBe(0);
      expect(await count(town.hanne, table), table).toBe(0);
    }
  });

  test('from the arranged meeting to the end the volunteer reads name and address, and no longer', async () => {
    const tandemId = await arranged(town);
    expect(await count(town.hanne, 'client')).toBe(1);
    expect(await count(other, 'tandem')).toBe(0);
    await expect(
      asActor({ db: scene.db, actor: town.hanne }, (db) =>
        db.update(schema.client).set({ about: 'anders' }).returning({ id: schema.client.id }),
      ),
    ).resolves.toEqual([]);
    await town.murat.api.tandems.end({ tandemId, reason: 'no_match' });
    expect(await count(town.hanne, 'client')).toBe(0);
    await expect(town.hanne.api.tandems.myTandem({ tandemId })).rejects.toThrow('NOT_FOUND');
  });

  test('a savepoint inside somebody’s transaction stays theirs', async () => {
    await asActor({ db: scene.db, actor: other }, async (db) => {
      await db.transaction((tx) => tx.execute(sql`select 1`));
      const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from client`);
      expect(row!.n).toBe(0);
    });
  });
});
