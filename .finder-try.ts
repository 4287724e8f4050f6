import { connect } from '#lib/server/db/client.server.ts';
import * as f from '#lib/features/scheduling/finder.service.server.ts';
import { readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
const { db, close, sql } = connect(process.env.DB ?? 'postgres://postgres@127.0.0.1:5499/finder_dev');
const actor = (await sql`select id from person where email like 'hanne%'`)[0];
const ctx = { actor: null, db, now: new Date() };
const time = async (n, fn) => { let r; const ts=[]; for (let i=0;i<5;i++){const t=performance.now(); r = await fn(); ts.push((performance.now()-t).toFixed(0));} console.log(n, ts.join(' ')); return r; };
for (const q of ['', 'text=lesepaten', 'text=lesepahten+aplerbek', 'bezirk=apl&art=reading&tag=2&zeit=vormittag&sprache=tr&plz=44287&km=5', 'plz=44287&km=5&sort=naehe', 'text=horde','text=xyz123', 'text=visiting&frei=1']) {
  const r = await time('find '+q, () => f.findActivities(ctx, readFinderAddress(new URLSearchParams(q))));
  console.log(r.total, r.activities.slice(0,3).map(a=>[a.title,a.metres,a.dates,a.next.length].join('/')), r.total ? '' : JSON.stringify(r.loosened), JSON.stringify(r.facets.radius), JSON.stringify(r.facets.daytimes));
}
const l = await time('list', () => f.listOpenShifts(ctx)); console.log(l.total, l.items.length, l.items[0]);
const l2 = await time('list', () => f.listOpenShifts(ctx, {district:'aplerbeck', activity:'reading', text:'lesen', language:'tr'})); console.log(l2.total);
const [s] = await sql`select s.id, e.project_id from shift s join event e on e.id=s.event_id where s.start_at>now()+interval '3 days' order by s.start_at limit 1`;
const a = await time('activity', () => f.getActivity(ctx, {projectId:s.project_id, page:1})); console.log(a.total, a.dates.length, a.dates[0]);
for (const who of [null, actor]) {
const p = await time('shift', () => f.getShift({...ctx, actor: who}, {projectId:s.project_id, shiftId: s.id})); console.log(p.closed, p.own);
const alt = await time('alt', () => f.listAlternatives({...ctx, actor: who}, {shiftId: s.id})); console.log(alt.map(x=>[x.title,x.startAt.toISOString(),x.placeName].join('/')));
}
await close();
