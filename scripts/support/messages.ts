/**
 * How the message catalogue (`messages/<area>/<locale>.json`) is compiled to functions. Shared by
 * the Vite plugin and by everything that needs the messages without Vite (type check, tests).
 *
 * The language is the visitor's own choice (cookie), else German: addresses do not carry it.
 */
export const paraglideOptions = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  strategy: ['cookie', 'baseLocale'] as ['cookie', 'baseLocale'],
  cookieName: 'locale',
  emitTsDeclarations: true,
  outputStructure: 'message-modules' as const,
};
