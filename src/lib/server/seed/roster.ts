import { proposeWeek } from '#lib/features/rosters/search.service.server.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { rosterRun, rosterRunOffice } from '#lib/server/db/schema/index.ts';
import { addDays, startOfWeek } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { sql } from 'drizzle-orm';
import { cast } from './cast.ts';

/** Enough for one office, and the most that filling a database waits for it. */
const SECONDS = 5;

/**
 * Murat has a proposal for the coming week to decide on, found by the search itself; and of his volunteers two serve
 * together, and two others are not to meet.
 */
export async function addRoster(db: Db, now: Date): Promise<void> {
  const [murat] = await db.execute<{ id: string; office: string }>(sql`
    select p.id, m.organisation_id as office from person p join membership m on m.person_id = p.id
    where p.email = ${cast.murat.email}`);
  if (!murat) return;
  const people = await db.execute<{ id: string }>(sql`
    select v.person_id as id from volunteer v join person p on p.id = v.person_id
    where v.office_id = ${murat.office} and v.left_at is null and v.paused_at is null and v.welcomed_at is not null
      and p.email is distinct from ${cast.hanne.email}
    order by v.registered_at, v.person_id limit 4`);
  for (const [index, kind] of (['together', 'apart'] as const).entries()) {
    const [one, other] = people.slice(2 * index);
    if (!one || !other) break;
    await db.execute(sql`
      insert into volunteer_pair (one_id, other_id, kind, created_at, created_by)
      values (${one.id}, ${other.id}, ${kind}, ${now.toISOString()}, ${murat.id})`);
  }
  const weekOn = startOfWeek(addDays(wallTime(now).date, 7));
  const [run] = await db
    .insert(rosterRun)
    .values({ weekOn, seconds: SECONDS, createdAt: now, createdBy: murat.id })
    .returning({ id: rosterRun.id });
  await db.insert(rosterRunOffice).values({ runId: run!.id, organisationId: murat.office, weekOn });
  await proposeWeek({ actor: null, db, now }, { runId: run!.id });
}
