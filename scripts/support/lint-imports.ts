import { dirname, posix, relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { layerRules, type ImportUse } from './lint-layers.ts';

type Visited<Kind extends keyof Rule.NodeListener> = Parameters<NonNullable<Rule.NodeListener[Kind]>>[0];

/** TypeScript's mark on an import or export, which the types of the plain syntax tree do not know. */
type Typed = { importKind?: 'type' | 'value'; exportKind?: 'type' | 'value' };

/** ESLint's side of the layers: finds every import and asks the table about it. */
export const layerImports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const importer = inRepository(context.filename);
    if (/\.test\.ts$/.test(importer)) return {};

    return {
      ImportDeclaration: (node) => check(node, node.source.value, importedNames(node)),
      ExportNamedDeclaration: (node) => {
        if (node.source) check(node, node.source.value, exportedNames(node));
      },
      ExportAllDeclaration: (node) => check(node, node.source.value, wholeModule),
      ImportExpression: (node) => {
        if (node.source.type === 'Literal') check(node, node.source.value, wholeModule);
      },
    };

    function check(node: Rule.Node, source: unknown, names: ImportUse['names']): void {
      const use = { importer, imported: resolveImport(importer, String(source)), names };
      const broken = layerRules.find((rule) => rule.forbids(use));
      if (broken) context.report({ node, message: broken.message });
    }

    function inRepository(path: string): string {
      return relative(context.cwd, path).split(sep).join(posix.sep);
    }
  },
};

const wholeModule = [{ name: '*', isType: false }];

/** The path of the imported file in the repository, or the package as it is written. */
function resolveImport(importer: string, source: string): string {
  if (source.startsWith('.')) return posix.join(dirname(importer), source);
  return source.replace(/^[#$]lib\//, 'src/lib/').replace(/^#(tests|scripts)\//, '$1/');
}

function importedNames(node: Visited<'ImportDeclaration'>): ImportUse['names'] {
  const isTypeOnly = (node as Typed).importKind === 'type';
  return node.specifiers.map((specifier) => ({
    name: specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : '*',
    isType: isTypeOnly || (specifier as Typed).importKind === 'type',
  }));
}

function exportedNames(node: Visited<'ExportNamedDeclaration'>): ImportUse['names'] {
  const isTypeOnly = (node as Typed).exportKind === 'type';
  return node.specifiers.map((specifier) => ({ name: nameOf(specifier.local), isType: isTypeOnly }));
}

function nameOf(node: { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown }): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}
