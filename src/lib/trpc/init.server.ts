import { hasRole, type Role } from '#lib/features/accounts/actor.ts';
import { DomainError, domainErrorOf, errorCodes } from '#lib/errors/domain-error.ts';
import { isDatabaseUnavailable } from '#lib/errors/postgres.ts';
import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { z } from 'zod';
import type { RequestContext } from './context.server.ts';

/** Who may call a procedure at all. Whose things it then touches is the service's policy. */
export const accessRoles = {
  public: null,
  signedIn: [],
  planner: ['coordinator', 'group_leader'],
  /** Who cares for people: files of clients and tandems. */
  coordinator: ['coordinator'],
  facility: ['facility_contact'],
  house: ['facility_contact', 'coordinator', 'group_leader'],
  /** Who may ask an office for a project: contacts of houses, leaders of groups. */
  requester: ['facility_contact', 'group_leader'],
  administrator: ['administrator'],
} as const satisfies Record<string, readonly Role[] | null>;
export type Access = keyof typeof accessRoles;

const t = initTRPC
  .context<RequestContext>()
  .meta<{ access: Access }>()
  .create({
    transformer: superjson,
    // Never from the environment: a stack trace in an answer is a leak (see the decision on tRPC).
    isDev: false,
    // A stream ends now and then and is renewed by the browser: so it does not outlive a sign-out for long.
    sse: { ping: { enabled: true, intervalMs: 20_000 }, maxDurationMs: 10 * 60_000 },
    errorFormatter({ shape, error }) {
      const domain = domainErrorOf(error);
      const fields = error.cause instanceof z.ZodError ? z.flattenError(error.cause).fieldErrors : undefined;
      // Why exactly somebody is not let in is for the page to say, not for scripts to tell apart.
      const isRefusedEntry = domain && errorCodes[domain.code] === 401;
      const code = domain && !isRefusedEntry ? domain.code : error.code;
      return {
        ...shape,
        message: code,
        data: { ...shape.data, code, details: domain?.details, fields },
      };
    },
  });

const trpcCodes = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
} as const;

/** Turns what services throw into what tRPC answers; the one table is `errorCodes`. */
const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof DomainError) {
    throw new TRPCError({ code: trpcCodes[errorCodes[cause.code]], message: cause.code, cause });
  }
  if (isDatabaseUnavailable(cause)) {
    const unavailable = new DomainError('SERVICE_UNAVAILABLE');
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: unavailable.code, cause: unavailable });
  }
  return result;
});

/** A procedure that names no input gets none: what no schema names is refused everywhere. */
const refuseUnknownInput = t.middleware(async ({ getRawInput, next, path }) => {
  if (inputless.has(path) && (await getRawInput()) !== undefined) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'This procedure takes no input' });
  }
  return next();
});
const inputless = new Set<string>();

/** Called once with the finished router: learns which procedures declare no input. */
export function rememberInputless(procedures: Record<string, { _def: unknown }>): void {
  for (const [path, { _def }] of Object.entries(procedures)) {
    if ((_def as { inputs: unknown[] }).inputs.length === 0) inputless.add(path);
  }
}

const base = t.procedure.use(translateErrors);

function procedureFor(access: Access) {
  return base
    .meta({ access })
    .use(({ ctx, next }) => {
      const roles = accessRoles[access];
      if (!ctx.actor) throw new DomainError('UNAUTHORIZED');
      if (roles && roles.length > 0 && !hasRole(ctx.actor, ...roles)) throw new DomainError('FORBIDDEN');
      return next({ ctx: { ...ctx, actor: ctx.actor } });
    })
    .use(refuseUnknownInput);
}

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

/** Anybody, signed in or not. */
export const publicProcedure = base.meta({ access: 'public' }).use(refuseUnknownInput);
/** Anybody with an account. */
export const signedInProcedure = procedureFor('signedIn');
/** Who plans for an office or leads a group. */
export const plannerProcedure = procedureFor('planner');
/** Who places people with people. */
export const coordinatorProcedure = procedureFor('coordinator');
/** Contacts of schools, kindergartens and care homes. */
export const facilityProcedure = procedureFor('facility');
/** Who keeps a house's calendar: its contacts, and offices and groups that have dates there. */
export const houseProcedure = procedureFor('house');
/** Contacts of houses and leaders of groups: they ask an office for projects. */
export const requesterProcedure = procedureFor('requester');
export const administratorProcedure = procedureFor('administrator');
