import type { Between } from '#lib/features/matching/facts.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';

// Row-level security: every function is called inside `asActor`.

/** Where a child's school is, and how long the child has been waiting; null for one that is forgotten. */
export async function findPlace(
  db: Db,
  childId: string,
  today: PlainDate,
): Promise<{
  districtCode: string | null;
  latitude: number | null;
  longitude: number | null;
  waitingDays: number;
} | null> {
  const [row] = await db.execute<{
    districtCode: string | null;
    latitude: number | null;
    longitude: number | null;
    waitingDays: number;
  }>(sql`
    select o.district_code as "districtCode", coalesce(o.latitude, d.latitude) as latitude,
      coalesce(o.longitude, d.longitude) as longitude,
      greatest(0, ${today}::date - c.created_at::date) as "waitingDays"
    from reading_child c join organisation o on o.id = c.school_id left join district d on d.code = o.district_code
    where c.id = ${childId} and c.erased_at is null`);
  return row ?? null;
}

/** Who was asked about this child, or has read with it; who is not in it is a stranger. */
export async function listRelations(db: Db, childId: string): Promise<(Between & { mentorId: string })[]> {
  return db.execute<Between & { mentorId: string }>(sql`
    select p.mentor_id as "mentorId", false as "isApart",
      bool_or(p.end_reason in ('mentor_declined','no_match','trial_not_continued')) as "wasTried",
      count(x.pair_id)::int as "pastVisits"
    from reading_pair p left join reading_session x on x.pair_id = p.id and x.outcome = 'held'
    where p.child_id = ${childId} and p.ended_at is not null group by p.mentor_id`);
}
