import postgres from 'postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
import * as f from '#lib/features/scheduling/finder.service.server.ts';
import { readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
let cpu: number[] = [];
const sqlc = postgres(process.env.DB!, { max: 1, onnotice: (n) => { const m = /([\d.]+) s user, ([\d.]+) s system/.exec(n.detail ?? n.message ?? ''); if (m) cpu.push(1000 * (+m[1]! + +m[2]!)); }, connection: { jit: false } as never });
await sqlc`set log_statement_stats = on`; await sqlc`set client_min_messages = log`;
const db = drizzle(sqlc) as never; const ctx = { actor: null, db, now: new Date() };
for (const q of ['', 'text=lesepaten', 'text=lesepahten', 'text=lesepahten+aplerbek','bezirk=apl&art=reading&plz=44287&km=5']) {
  cpu = []; let n = 0;
  for (let i = 0; i < 8; i++) n = (await f.findActivities(ctx, readFinderAddress(new URLSearchParams(q)))).total;
  console.log(q, n, cpu.map((x) => x.toFixed(0)).join(' '));
}
cpu=[]; for (let i=0;i<6;i++) await f.listOpenShifts(ctx); console.log('list', cpu.map((x) => x.toFixed(0)).join(' '));
const [s] = await sqlc`select s.id, e.project_id from shift s join event e on e.id=s.event_id where s.start_at>now()+interval '3 days' order by s.start_at limit 1`;
cpu=[]; for (let i=0;i<6;i++) await f.listAlternatives(ctx, { shiftId: s!.id }); console.log('alt', cpu.map((x) => x.toFixed(0)).join(' '));
cpu=[]; for (let i=0;i<6;i++) await f.getActivity(ctx, { projectId: s!.project_id, page: 1 }); console.log('act', cpu.map((x) => x.toFixed(0)).join(' '));
await sqlc.end();
