import { sql } from 'drizzle-orm';
import type { Db } from './db/client.server.ts';

/** What stands on every page of this town: whom to call, and the disclaimer of a demo. */
export type Town = {
  name: string;
  phone: string;
  email: string;
  timeZone: string;
  disclaimer: string | null;
};

/** The town's settings hardly ever change: each instance looks again every half minute. */
const KEEP_MS = 30_000;
let kept: { town: Town; until: number } | undefined;

/** The town's settings; the last known ones while the database is away, null if there never were any. */
export async function findTown(db: Db): Promise<Town | null> {
  if (kept && performance.now() < kept.until) return kept.town;
  try {
    const [town] = await db.execute<Town>(
      sql`select name, phone, email, time_zone as "timeZone", disclaimer from town`,
    );
    if (town) kept = { town, until: performance.now() + KEEP_MS };
    return town ?? null;
  } catch {
    return kept?.town ?? null;
  }
}

/** Looks at the settings anew with the next question: they were changed on this instance. */
export function forgetTown(): void {
  kept = undefined;
}
