import { ESLint, type Linter } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

// The snippets are files that do not exist, so nothing knows their types; the layers need none.
const eslint = new ESLint({ overrideConfig: ts.configs.disableTypeChecked as Linter.Config });

/** Lints `code` as if it were the file at `filePath`. */
async function messages(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === null || /^(layers\/|no-restricted-)/.test(ruleId))
    .map(({ message }) => message);
}

const f = 'src/lib/features';

test.each<[rule: string, filePath: string, code: string, advice: RegExp]>([
  [
    'a page asks the API, not a service',
    'src/routes/(app)/mein/+page.server.ts',
    `import { signUp } from '#lib/features/scheduling/service.server.ts'; export const load = signUp;`,
    /locals\.api/,
  ],
  [
    'a page asks the API, not a repository',
    'src/routes/(public)/mitmachen/+page.server.ts',
    `export { findShift } from '#lib/features/scheduling/repository.server.ts';`,
    /locals\.api/,
  ],
  [
    'a page does not open the database',
    'src/routes/(app)/buero/+page.server.ts',
    `import postgres from 'postgres'; export const load = postgres;`,
    /locals\.api/,
  ],
  [
    'a router skips no step',
    `${f}/scheduling/router.server.ts`,
    `import { findShift } from './repository.server.ts'; export const x = findShift;`,
    /calls its service/,
  ],
  [
    'a service does not know the router',
    `${f}/scheduling/waiting-list.service.server.ts`,
    `import { schedulingRouter } from './router.server.ts'; export const x = schedulingRouter;`,
    /does not know who calls it/,
  ],
  [
    'a service does not know the API',
    `${f}/scheduling/service.server.ts`,
    `import type { Context } from '#lib/trpc/context.server.ts'; export type X = Context;`,
    /does not know who calls it/,
  ],
  [
    'a repository decides nothing',
    `${f}/scheduling/repository.server.ts`,
    `import { signUp } from '../scheduling/service.server.ts'; export const x = signUp;`,
    /only queries/,
  ],
  [
    'a pure rule needs no server',
    `${f}/scheduling/shift.ts`,
    `import { sendMail } from '#lib/server/mail/send.server.ts'; export const x = sendMail;`,
    /are pure/,
  ],
  [
    'a service writes no query',
    `${f}/scheduling/service.server.ts`,
    `import { eq } from 'drizzle-orm'; export const x = eq;`,
    /for repositories/,
  ],
  [
    'a service takes nothing from the database but a transaction',
    `${f}/scheduling/service.server.ts`,
    `import { withTransaction, shifts } from '#lib/server/db/client.server.ts'; export const x = [withTransaction, shifts];`,
    /for repositories/,
  ],
  [
    'technology beside the database writes no query either',
    'src/lib/server/mail/send.server.ts',
    `import { shifts } from '../db/schema/scheduling.ts'; export const x = shifts;`,
    /for repositories/,
  ],
  [
    'the query builder does not come in by a dynamic import',
    `${f}/projects/policy.ts`,
    `export const x = import('drizzle-orm/pg-core');`,
    /for repositories/,
  ],
  [
    'a button knows no volunteers',
    'src/lib/ui/primitives/Button.svelte',
    `<script lang="ts">import type { Volunteer } from '#lib/features/volunteers/volunteer.ts'; const { of }: { of: Volunteer } = $props();</script>{of.name}`,
    /know no feature/,
  ],
  [
    'time knows no shifts, by a relative path neither',
    'src/lib/time/range.ts',
    `import type { Shift } from '../features/scheduling/shift.ts'; export type X = Shift;`,
    /know no feature/,
  ],
  [
    'lib knows no addresses',
    `${f}/projects/components/ProjectCard.svelte`,
    `<script lang="ts">import Hero from '../../../../routes/(public)/Hero.svelte';</script><Hero />`,
    /knows an address/,
  ],
  [
    "a feature leaves another feature's repository alone",
    `${f}/requests/service.server.ts`,
    `import { findVolunteer } from '../volunteers/repository.server.ts'; export const x = findVolunteer;`,
    /through its service/,
  ],
  [
    "a feature leaves another feature's named repository alone",
    `${f}/requests/repository.server.ts`,
    `import { listWaiting } from '#lib/features/scheduling/waiting-list.repository.server.ts'; export const x = listWaiting;`,
    /through its service/,
  ],
  [
    'a service throws errors of the domain, not of the API',
    `${f}/scheduling/service.server.ts`,
    `import { TRPCError } from '@trpc/server'; export const x = TRPCError;`,
    /throws a DomainError/,
  ],
  [
    'only the calendar knows FullCalendar',
    `${f}/scheduling/components/Board.svelte`,
    `<script lang="ts">import type { EventInput } from '@fullcalendar/core'; const { of }: { of: EventInput } = $props();</script>{of.title}`,
    /src\/lib\/ui\/calendar/,
  ],
  [
    'only sign-in knows Lucia',
    'src/hooks.server.ts',
    `import { Lucia } from 'lucia'; export const x = Lucia;`,
    /src\/lib\/server\/auth/,
  ],
  [
    'the application does not import test support',
    'src/lib/server/mail/mailbox.server.ts',
    `import { hanne } from '#tests/support/cast.ts'; export const x = hanne;`,
    /tests or scripts/,
  ],
  [
    'imports are written so that scripts understand them',
    `${f}/scheduling/shift.ts`,
    `import { zone } from '$lib/time/zone.ts'; export const x = zone;`,
    /#lib/,
  ],
  [
    'a file is imported by its whole name',
    `${f}/scheduling/shift.ts`,
    `import { zone } from '../../time/zone'; export const x = zone;`,
    /file extension/,
  ],
  [
    'only time asks the machine for the present moment',
    `${f}/scheduling/service.server.ts`,
    `export const x = new Date();`,
    /take now from the context/,
  ],
  [
    'only time asks the machine for the present moment in milliseconds',
    'src/routes/+page.svelte',
    `<p>{Date.now()}</p>`,
    /take now from the context/,
  ],
  [
    'only time asks Temporal for the present moment',
    'src/lib/server/jobs/reminders.server.ts',
    `export const x = Temporal.Now.instant();`,
    /take now from the context/,
  ],
  [
    'only time formats by language',
    'src/lib/ui/patterns/Figure.svelte',
    `<script lang="ts">const format = new Intl.NumberFormat('de');</script>{format.format(1)}`,
    /Formatting by language/,
  ],
  [
    'only time formats by zone',
    'src/routes/+page.svelte',
    `<script lang="ts">const { at }: { at: Date } = $props();</script>{at.toLocaleDateString('de')}`,
    /Formatting by language/,
  ],
])('%s', async (_rule, filePath, code, advice) => {
  expect(await messages(filePath, code)).toEqual([expect.stringMatching(advice)]);
});

test.each<[permission: string, filePath: string, code: string]>([
  [
    'a page shows the components of a feature',
    'src/routes/(app)/mein/+page.svelte',
    `<script lang="ts">import NextDate from '#lib/features/scheduling/components/NextDate.svelte';</script><NextDate />`,
  ],
  [
    'a repository queries',
    `${f}/scheduling/waiting-list.repository.server.ts`,
    `import { eq } from 'drizzle-orm'; import { shifts } from '#lib/server/db/schema/scheduling.ts'; export const x = eq(shifts.id, '');`,
  ],
  [
    'a service opens a transaction',
    `${f}/scheduling/service.server.ts`,
    `import { withTransaction, type Db } from '#lib/server/db/client.server.ts'; export const x = (db: Db) => withTransaction(db);`,
  ],
  [
    'a service calls the service and reads the types of another feature',
    `${f}/scheduling/service.server.ts`,
    `import { getVolunteer } from '#lib/features/volunteers/service.server.ts'; import type { Volunteer } from '../volunteers/volunteer.ts'; export const x = (): Volunteer => getVolunteer();`,
  ],
  [
    'the seed uses the cast of the tests',
    'src/lib/server/seed/people.server.ts',
    `import { hanne } from '#tests/support/cast.ts'; export const x = hanne;`,
  ],
  [
    'technology passes the database on',
    'src/lib/server/mail/send.server.ts',
    `import type { Db } from '../db/client.server.ts'; export type X = Db;`,
  ],
  [
    'a router speaks tRPC',
    `${f}/scheduling/router.server.ts`,
    `import { TRPCError } from '@trpc/server'; import { signUp } from './service.server.ts'; export const x = [TRPCError, signUp];`,
  ],
  [
    'a page knows the types that SvelteKit makes for it',
    'src/routes/(app)/mein/+page.server.ts',
    `import type { PageServerLoad } from './$types'; export const load: PageServerLoad = () => ({});`,
  ],
  ['a moment that is given is a date anywhere', `${f}/scheduling/shift.ts`, `export const x = new Date(0);`],
  ['time asks the machine', 'src/lib/time/clock.ts', `export const x = () => new Date();`],
])('%s', async (_permission, filePath, code) => {
  expect(await messages(filePath, code)).toEqual([]);
});
