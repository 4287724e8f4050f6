/** One import, seen from the rules: both sides as paths in the repository, packages by their name. */
export interface ImportUse {
  importer: string;
  imported: string;
  /** The names taken; `type` imports are marked, a whole module is `*`. */
  names: { name: string; isType: boolean }[];
}

/** A forbidden way through the house, and where the code belongs instead. */
interface LayerRule {
  forbids(use: ImportUse): boolean;
  message: string;
}

const database = /^(drizzle-orm|postgres)(\/|$)|^src\/lib\/server\/db\//;
const repository = /(^|[./])repository\.server\.ts$/;
const service = /(^|[./])service\.server\.ts$/;
const router = /(^|[./])router\.server\.ts$/;
const featureServer = /^src\/lib\/features\/.*\.server\.ts$/;
const api = /^src\/lib\/trpc\/|^src\/routes\/api\/trpc\//;

/** The folders and files that are about the database itself. */
const databaseHome = /^src\/lib\/server\/(db|seed|jobs)\//;
/** Where an instance is put together: it opens the database and hands it on. */
const compositionRoot = 'src/lib/server/app.server.ts';
/** What a service may take from the database: a transaction, its own or in the name of the actor. */
const transactionVerbs = new Set(['withTransaction', 'asActor', 'asSystem']);

/**
 * The rules of `docs/architecture.md`; an import that breaks several is told the first. Tests and
 * scripts stand outside of the layers.
 */
export const layerRules: LayerRule[] = [
  {
    forbids: ({ importer, imported }) =>
      importer.startsWith('src/routes/') && (featureServer.test(imported) || database.test(imported)),
    message: 'A route asks the API: call locals.api.<feature>.<verb> and put the work into a service.',
  },
  {
    forbids: ({ importer, imported }) => router.test(importer) && repository.test(imported),
    message: 'A router calls its service: move the query into a verb of service.server.ts.',
  },
  {
    forbids: ({ importer, imported }) =>
      service.test(importer) && (router.test(imported) || imported.startsWith('src/lib/trpc/')),
    message: 'A service does not know who calls it: what both need belongs into <noun>.ts or schema.ts.',
  },
  {
    forbids: ({ importer, imported }) =>
      repository.test(importer) &&
      (service.test(imported) || router.test(imported) || imported.startsWith('src/lib/trpc/')),
    message: 'A repository only queries: a decision belongs into the service that calls it.',
  },
  {
    forbids: ({ importer, imported }) =>
      /^src\/lib\/features\/[^/]+\/(?!.*\.server\.ts$)[^/]+\.ts$/.test(importer) &&
      /^src\/lib\/(server|ui|trpc)\//.test(imported),
    message: 'Types, schemas and policies are pure: what needs a server belongs into service.server.ts.',
  },
  {
    forbids: (use) => use.importer.startsWith('src/') && database.test(use.imported) && !mayUseDatabase(use),
    message:
      'The database is for repositories: move the query into a *repository.server.ts; a service may take withTransaction.',
  },
  {
    forbids: ({ importer, imported }) =>
      /^src\/lib\/(ui|time|errors)\//.test(importer) && imported.startsWith('src/lib/features/'),
    message:
      'ui, time and errors know no feature: pass it in, or move this file into src/lib/features/<noun>.',
  },
  {
    forbids: ({ importer, imported }) =>
      importer.startsWith('src/lib/') && imported.startsWith('src/routes/'),
    message: 'Nothing in lib knows an address: move what is shared from the route into src/lib.',
  },
  {
    forbids: ({ importer, imported }) => {
      const [own, other] = [featureOf(importer), featureOf(imported)];
      return own !== undefined && other !== undefined && own !== other && isInner(imported);
    },
    message:
      "A feature reaches another through its service or its pure types, not through that feature's inner files.",
  },
  {
    forbids: ({ importer, imported }) =>
      imported.startsWith('@trpc/') && !api.test(importer) && !router.test(importer),
    message: '@trpc belongs into lib/trpc, routers and the API route: a service throws a DomainError.',
  },
  {
    forbids: ({ importer, imported }) =>
      /^(fullcalendar|@fullcalendar)(\/|$)/.test(imported) && !importer.startsWith('src/lib/ui/calendar/'),
    message: 'FullCalendar stays behind src/lib/ui/calendar: use the component there.',
  },
  {
    forbids: ({ importer, imported }) =>
      /^lucia(\/|$)/.test(imported) && !importer.startsWith('src/lib/server/auth/'),
    message: 'Lucia stays behind src/lib/server/auth: use the functions there.',
  },
  {
    forbids: ({ importer, imported }) =>
      /^src\/(?!lib\/server\/seed\/)/.test(importer) && /^(tests|scripts)\//.test(imported),
    message: 'The application does not import its tests or scripts: what both need belongs into src/lib.',
  },
];

function mayUseDatabase({ importer, imported, names }: ImportUse): boolean {
  if (repository.test(importer) || databaseHome.test(importer) || importer === compositionRoot) return true;
  // Whoever passes the database on names its type; a query needs more than that.
  if (/^src\/lib\/(server|trpc)\//.test(importer)) return names.every(({ isType }) => isType);
  return (
    service.test(importer) &&
    imported.startsWith('src/lib/server/db/') &&
    names.every(({ name, isType }) => isType || transactionVerbs.has(name))
  );
}

function featureOf(path: string): string | undefined {
  return /^src\/lib\/features\/([^/]+)\//.exec(path)?.[1];
}

function isInner(path: string): boolean {
  return repository.test(path) || router.test(path) || /\/components\//.test(path);
}
