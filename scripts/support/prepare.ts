import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { paraglideOptions } from './messages.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Compiles the message catalogue where that is missing or out of date: the application's code imports the result,
 * which only a build makes by itself. To be called before the first import of such code.
 */
export async function prepareMessages(): Promise<void> {
  const sources = globSync(['messages/**/*.json', 'project.inlang/settings.json'], { cwd: root });
  const newest = Math.max(...sources.map(changedAt));
  if (changedAt('src/lib/paraglide/messages/_index.js') > newest) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile(paraglideOptions);
}

function changedAt(file: string): number {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
