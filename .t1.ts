import { startEmbedded } from '#lib/server/db/embedded.server.ts';
console.time('start');
const e = await startEmbedded({ dataDir: process.argv[2]!, purpose: (process.argv[3] ?? 'serve') as 'serve', log: console.log });
console.timeEnd('start'); console.log(e.url);
setTimeout(async () => { console.time('stop'); await e.stop(); console.timeEnd('stop'); }, Number(process.argv[4] ?? 500));
