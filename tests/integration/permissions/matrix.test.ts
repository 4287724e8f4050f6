import { hasRole, type Role } from '#lib/features/accounts/actor.ts';
import { membershipRoles } from '#lib/features/organisations/organisation.ts';
import { type Access, accessRoles } from '#lib/trpc/init.server.ts';
import { appRouter, type Caller } from '#lib/trpc/root.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Every procedure × every role, read from the router: nothing is reachable by accident. */

type Definition = {
  meta?: { access: Access };
  inputs: unknown[];
  type: 'query' | 'mutation' | 'subscription';
};
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: Definition }>,
).map(([path, { _def }]) => ({ path, ..._def }));

/** Input that no schema names: who may call is told that it is bad, who may not is told nothing about it. */
const unknownInput = { anInputThatNoSchemaNames: true };

const database = useDatabase();
let scene: Scene;
const people = new Map<Role | 'nobody' | 'account', Person | null>();

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  people.set('nobody', null);
  people.set('account', await scene.person('Brandt', { isVolunteer: false }));
  people.set('volunteer', await scene.person('Hanne'));
  for (const role of membershipRoles) {
    const organisation = await scene.organisation(`Stelle für ${role}`);
    people.set(role, await scene.person(role, { roles: [[role, organisation]] }));
  }
});
afterAll(() => scene.close());

async function call(person: Person | null, path: string): Promise<string> {
  const caller = person?.api ?? scene.callerAs(null);
  const [feature, verb] = path.split('.') as [keyof Caller, string];
  const procedure = (caller[feature] as unknown as Record<string, (input: unknown) => Promise<unknown>>)[
    verb
  ]!;
  try {
    await procedure(unknownInput);
    return 'answered';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('every procedure', () => {
  it.each(procedures)('$path says who may call it', ({ meta }) => {
    expect(Object.keys(accessRoles)).toContain(meta?.access);
  });

  it.each(procedures)(
    '$path answers exactly the roles it names, and refuses input that no schema names',
    async ({ path, meta }) => {
      const allowed = accessRoles[meta!.access];
      for (const [role, person] of people) {
        const mayCall =
          allowed === null ||
          (person !== null && (allowed.length === 0 || hasRole(person.actor, ...allowed)));
        const expected = mayCall ? 'BAD_REQUEST' : person ? 'FORBIDDEN' : 'UNAUTHORIZED';
        expect(await call(person, path), `${role} calls ${path}`).toBe(expected);
      }
    },
  );
});

it('a wrong password answers UNAUTHORIZED with the same words whether or not there is such an account', async () => {
  const answers = [];
  for (const email of [people.get('volunteer')!.actor.email!, 'niemand@example.org']) {
    const answer = await fetchRequestHandler({
      endpoint: '/api/trpc',
      req: new Request('http://localhost/api/trpc/auth.signIn', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { email, password: 'falsch' } }),
      }),
      router: appRouter,
      createContext: () =>
        ({ db: scene.db, actor: null, now: scene.now, limits: { use: async () => {} } }) as never,
    });
    expect(answer.status).toBe(401);
    answers.push(await answer.text());
  }
  expect(JSON.parse(answers[0]!).error.json.data.code).toBe('UNAUTHORIZED');
  expect(answers[0]).toBe(answers[1]);
});

it('no answer carries a stack trace or the words of an unexpected error', async () => {
  const broken = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: new Request('http://localhost/api/trpc/auth.requestCode', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { email: 'hanne@example.org' } }),
    }),
    router: appRouter,
    createContext: () => ({ db: null, actor: null, now: scene.now }) as never,
  });
  const text = await broken.text();
  expect(broken.status).toBe(500);
  expect(JSON.parse(text).error.json).toMatchObject({ message: 'INTERNAL_SERVER_ERROR' });
  expect(text).not.toMatch(/stack|node_modules|Cannot read/);
});
