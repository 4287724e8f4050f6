import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { layerImports } from './scripts/support/lint-imports.ts';
import svelteConfig from './svelte.config.js';

const onlyInTime = 'belongs into src/lib/time';

export default ts.config(
  {
    ignores: [
      '.svelte-kit/',
      'build/',
      '.data/',
      'drizzle/',
      'src/lib/paraglide/',
      'tests/.output/',
      'bench/results/',
    ],
  },
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      eqeqeq: 'error',
      'no-debugger': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-constant-condition': 'error',
      'no-cond-assign': 'error',
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      'array-callback-return': 'error',
      // What the bundler would resolve as well, but Node, which runs scripts, tests and server code, not.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^\\$lib', message: 'Write #lib/…, which scripts and tests understand as well.' },
            {
              regex: '^(#|\\.{1,2}/)(.*/)?(?!\\$types$)[^./]+$',
              message: 'Write the file extension, which Node needs.',
            },
          ],
        },
      ],
      // Playwright names a fixture's dependencies by destructuring, none being {}.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  {
    // A promise that nobody waits for loses its error. Only in plain TypeScript: with the types of every
    // component, linting would take as long as the type check.
    files: ['**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // An async listener is fine: its error ends the process visibly.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    },
  },
  {
    files: ['src/lib/ui/**'],
    // A domain-free component gets its address from the one who uses it, resolved.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: ['src/**'],
    plugins: { layers: { rules: { imports: layerImports } } },
    rules: { 'layers/imports': 'error' },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/time/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
          message: `The present moment ${onlyInTime}: take now from the context, or systemClock.`,
        },
        {
          selector: 'MemberExpression[object.name="Date"][property.name="now"]',
          message: `The present moment ${onlyInTime}: take now from the context, or systemClock.`,
        },
        {
          selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
          message: `The present moment ${onlyInTime}: take now from the context, or systemClock.`,
        },
        {
          selector: 'Identifier[name="Intl"]',
          message: `Formatting by language and zone ${onlyInTime}: use or add a function there.`,
        },
        {
          selector: 'MemberExpression[property.name=/^toLocale(Date|Time)?String$/]',
          message: `Formatting by language and zone ${onlyInTime}: use or add a function there.`,
        },
      ],
    },
  },
);
