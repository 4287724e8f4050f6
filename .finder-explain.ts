import { connect } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import { findActivities } from '#lib/features/scheduling/finder.service.server.ts';
import { readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
const { db, close } = connect(process.env.DB ?? 'postgres://postgres@127.0.0.1:5499/finder_dev');
const search = readFinderAddress(new URLSearchParams(process.argv[2] ?? ''));
const fake = { execute: async (q) => { const r = await db.execute(sql`explain (analyze, costs off) ${q}`); for (const x of r) console.log(x['QUERY PLAN']); throw new Error('done'); } };
await findActivities({ actor: null, db: fake as never, now: new Date() }, search).catch(() => {});
await close();
