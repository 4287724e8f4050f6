import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { asActor, asSystem } from '#lib/server/db/as-actor.server.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { SUPERUSER } from '#lib/server/db/embedded/cluster.server.ts';
import { migrate } from '#lib/server/db/migrate.server.ts';
import { newDataDir, start } from './programs.ts';

// A real server of its own: nobody else's has an administrator whom tests may be.
vi.setConfig({ testTimeout: 90_000 });

it('an administrator’s account is bound by row security as soon as it acts for somebody', async () => {
  const url = new URL((await start(await newDataDir('data'))).url);
  url.username = SUPERUSER;
  await migrate(url.href);
  const { db, close } = connect(url.href, { max: 1 });
  const own = crypto.randomUUID();
  const other = crypto.randomUUID();
  const count = sql`select (select count(*)::int from client) as clients,
    (select count(*)::int from reading_child) as children, current_user as role`;
  try {
    await db.execute(
      sql.raw(`
      insert into organisation (id, name, kind) values ('${own}', 'Seniorenbüro Aplerbeck', 'senior_office');
      insert into person (id, given_name, family_name, email, created_at) values
        ('${own}', 'Murat', 'Yilmaz', 'murat@example.org', now()), ('${other}', 'Petra', 'Lind', 'petra@example.org', now());
      insert into membership (person_id, organisation_id, role, started_at)
        values ('${own}', '${own}', 'coordinator', now());
      insert into client (organisation_id, given_name, family_name, waiting_since, created_at, created_by, changed_at)
        values ('${own}', 'Erna', 'Kramer', '2026-11-01', now(), '${own}', now());`),
    );
    const seenBy = (id: string) => asActor({ db, actor: { id } }, async (tx) => (await tx.execute(count))[0]);
    expect(await seenBy(own)).toEqual({ clients: 1, children: 0, role: 'miteinander_actor' });
    expect(await seenBy(other)).toEqual({ clients: 0, children: 0, role: 'miteinander_actor' });
    expect(await asSystem(db, async (tx) => (await tx.execute(count))[0])).toMatchObject({ clients: 1 });
  } finally {
    await close();
  }
});
