import { connect } from '#lib/server/db/client.server.ts';
import { findActivities } from '#lib/features/scheduling/finder.service.server.ts';
import { readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
const { db, close, sql } = connect('postgres://postgres@127.0.0.1:5499/finder_dev');
const q = process.argv[2] ?? '';
const search = readFinderAddress(new URLSearchParams(q));
const ctx = { actor: null, db, now: new Date() };
for (let i = 0; i < 8; i++) { const t = performance.now(); await findActivities(ctx, search); console.log((performance.now() - t).toFixed(1)); }
const r = await findActivities(ctx, search);
console.log(JSON.stringify({ ...r, activities: r.activities.slice(0, 1).map(a => ({ ...a, next: a.next.slice(0, 1) })) }, null, 1));
await close();
