/**
 * `npm test [-- STEP …]`: every check as a named step, all of them even after a failure, and one
 * line at the very end that counts them.
 */
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from './support/messages.ts';
import { playwrightCount, vitestCount } from './support/test-count.ts';
import { runSteps, tool, type Step } from './support/test-steps.ts';

const steps: Step[] = [
  {
    name: 'format',
    isOneThread: true,
    commands: [tool('prettier', 'bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  },
  {
    name: 'lint',
    isOneThread: true,
    commands: [tool('eslint', 'bin/eslint.js', '--max-warnings', '0', '.'), tool('knip', 'bin/knip.js')],
  },
  {
    name: 'types',
    isOneThread: true,
    commands: [
      tool('svelte-check', 'bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
    ],
  },
  { name: 'unit', commands: [vitest('unit')], count: vitestCount },
  { name: 'integration', commands: [vitest('integration')], count: vitestCount },
  {
    name: 'browser',
    commands: [tool('@playwright/test', 'cli.js', 'test', '--reporter=list,json')],
    count: playwrightCount,
  },
];

function vitest(project: string) {
  return tool('vitest', 'vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json');
}

/** Every step but `format` reads generated code: SvelteKit's types and the message functions. */
async function generate(): Promise<void> {
  await compile(paraglideOptions);
  await tool('@sveltejs/kit', 'svelte-kit.js', 'sync')();
}

process.exitCode = await runSteps(steps, { only: process.argv.slice(2), before: generate });
