/** `npm run bench [-- NAME …]`: runs the benchmarks, prints a table and writes bench/results/latest.json. */
import { mkdir, writeFile } from 'node:fs/promises';
import { buildApp } from '#tests/support/app.ts';
import { prepareMessages } from '#scripts/support/prepare.ts';
import type { Benchmark, Result } from './support/result.ts';

await prepareMessages();
const { assignment } = await import('./assignment.ts');
const { calendar } = await import('./calendar.ts');
const { feeds } = await import('./feeds.ts');
const { finder } = await import('./finder.ts');
const { gap } = await import('./gap.ts');
const { imports } = await import('./imports.ts');
const { matching } = await import('./matching.ts');
const { roster } = await import('./roster.ts');
const { rosterApp } = await import('./roster-app.ts');
const { schoolYear } = await import('./school-year.ts');
const { seriesChange } = await import('./series-change.ts');
const { signUps } = await import('./sign-ups.ts');
const { stopBenchServer } = await import('./support/database.ts');

const benchmarks: Benchmark[] = [
  signUps,
  finder,
  calendar,
  feeds,
  imports,
  schoolYear,
  seriesChange,
  matching,
  assignment,
  roster,
  gap,
  rosterApp,
];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !benchmarks.some((b) => b.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark "${unknown[0]}". There are: ${benchmarks.map((b) => b.name).join(', ')}.`,
  );
  process.exit(2);
}

await buildApp();
const results: Result[] = [];
try {
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    console.error(`${benchmark.name} …`);
    results.push(...(await benchmark.run()));
  }
} finally {
  await stopBenchServer();
}
console.table(Object.fromEntries(results.map(({ name, ...figures }) => [name, figures])));
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/latest.json', `${JSON.stringify(results, null, 2)}\n`);
