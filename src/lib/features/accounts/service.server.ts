import type { Actor } from './actor.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { addVolunteer } from '#lib/features/volunteers/service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { hashCode, isSameHash, newCode } from '#lib/server/auth/code.server.ts';
import { hashPassword, verifyPassword } from '#lib/server/auth/password.server.ts';
import type { SessionPort } from '#lib/server/auth/session.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import type { RateLimiter } from '#lib/server/rate-limit.server.ts';
import type { z } from 'zod';
import * as repository from './repository.server.ts';
import {
  phone as phoneSchema,
  type registerSchema,
  type resetPasswordSchema,
  type setPasswordSchema,
  type signInSchema,
  type signInWithCodeSchema,
  type updateAccountSchema,
} from './schema.ts';

/** What signing in needs beside the usual context. */
export type AccountPorts = { sessions: SessionPort; limits: RateLimiter; secret: string; address: string };
type AccountContext = Context & AccountPorts;

/** Minutes for which a code may be used, and how often it may be typed wrong. */
const CODE_MINUTES = 15;
const CODE_ATTEMPTS = 5;

/**
 * Opens an account and signs it in. Throws EMAIL_TAKEN: that reveals the account to whoever tries its address,
 * a price that we pay for a person who has forgotten that she registered; the rate limit keeps it dear.
 */
export async function register(
  ctx: AccountContext,
  input: z.infer<typeof registerSchema>,
): Promise<{ personId: string }> {
  await ctx.limits.use('registerByAddress', ctx.address);
  const { password, email, phone, ...rest } = input;
  const passwordHash = password ? await hashPassword(password) : null;
  const personId = await withTransaction(ctx.db, async (tx) => {
    const id = await repository.insertPerson(tx, {
      ...rest,
      email: email ?? null,
      phone: phone ?? null,
      passwordHash,
      createdAt: ctx.now,
    });
    await addVolunteer({ ...ctx, db: tx }, id);
    return id;
  }).catch((error: unknown) => {
    const constraint = brokenConstraint(error);
    if (constraint === 'person_email') throw new DomainError('EMAIL_TAKEN', { field: 'email' });
    if (constraint?.startsWith('person_district'))
      throw new DomainError('INVALID_INPUT', { field: 'districtCode' });
    throw error;
  });
  await ctx.sessions.start(personId);
  return { personId };
}

/** Signs in with e-mail (or telephone) and password. Throws WRONG_CREDENTIALS, TOO_MANY_REQUESTS. */
export async function signIn(ctx: AccountContext, input: z.infer<typeof signInSchema>): Promise<string> {
  await ctx.limits.use('signInByAddress', ctx.address);
  await ctx.limits.use('signInByAccount', input.email.toLowerCase());
  const asPhone = phoneSchema.safeParse(input.email);
  const candidates = await repository.listByLogin(ctx.db, input.email, asPhone.success ? asPhone.data : null);
  for (const candidate of candidates.length > 0 ? candidates : [null]) {
    if (await verifyPassword(candidate?.passwordHash ?? null, input.password)) {
      await ctx.limits.forgive('signInByAccount', input.email.toLowerCase());
      await ctx.sessions.start(candidate!.id);
      return candidate!.id;
    }
  }
  throw new DomainError('WRONG_CREDENTIALS');
}

/** Sends a code if the account exists; says nothing either way. */
export async function requestCode(ctx: AccountContext, email: string): Promise<void> {
  await ctx.limits.use('codeByAddress', ctx.address);
  await ctx.limits.use('codeByAccount', email);
  const person = await repository.findByEmail(ctx.db, email);
  if (!person) return;
  const code = newCode();
  const locale = person.locale === 'en' ? 'en' : 'de';
  await withTransaction(ctx.db, async (tx) => {
    await repository.insertCode(tx, {
      personId: person.id,
      codeHash: hashCode(code, person.id, ctx.secret),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + CODE_MINUTES * 60_000),
    });
    await addJob(tx, 'send_mail', {
      to: email,
      subject: m.accounts_code_mail_subject({}, { locale }),
      text: m.accounts_code_mail_text({ name: person.givenName, code, minutes: CODE_MINUTES }, { locale }),
    });
  });
}

/** Uses up the code and returns whose it was. Throws WRONG_CREDENTIALS or CODE_EXPIRED. */
async function redeemCode(ctx: AccountContext, email: string, code: string): Promise<string> {
  await ctx.limits.use('signInByAddress', ctx.address);
  await ctx.limits.use('signInByAccount', email);
  const person = await repository.findByEmail(ctx.db, email);
  const sent = person && (await repository.findUsableCode(ctx.db, person.id, ctx.now));
  if (!person || !sent) throw new DomainError('WRONG_CREDENTIALS');
  if ((await repository.countAttempt(ctx.db, sent.id)) > CODE_ATTEMPTS) throw new DomainError('CODE_EXPIRED');
  if (!isSameHash(sent.codeHash, hashCode(code, person.id, ctx.secret)))
    throw new DomainError('WRONG_CREDENTIALS');
  if (!(await repository.useCode(ctx.db, sent.id, ctx.now))) throw new DomainError('CODE_EXPIRED');
  await ctx.limits.forgive('signInByAccount', email);
  if (!person.emailConfirmedAt)
    await repository.updatePerson(ctx.db, person.id, { emailConfirmedAt: ctx.now });
  return person.id;
}

/** Signs in with the code from the e-mail: nobody must invent a password. */
export async function signInWithCode(
  ctx: AccountContext,
  input: z.infer<typeof signInWithCodeSchema>,
): Promise<string> {
  const personId = await redeemCode(ctx, input.email, input.code);
  await ctx.sessions.start(personId);
  return personId;
}

/** Sets a new password with the code from the e-mail; whoever was signed in elsewhere no longer is. */
export async function resetPassword(
  ctx: AccountContext,
  input: z.infer<typeof resetPasswordSchema>,
): Promise<string> {
  const passwordHash = await hashPassword(input.password);
  const personId = await redeemCode(ctx, input.email, input.code);
  await repository.updatePerson(ctx.db, personId, { passwordHash });
  await ctx.sessions.endAll(personId);
  await ctx.sessions.start(personId);
  return personId;
}

/** Changes one's own password; the old one is asked for if there is one. Ends all other sign-ins. */
export async function setPassword(
  ctx: ActorContext & AccountPorts,
  input: z.infer<typeof setPasswordSchema>,
): Promise<void> {
  await ctx.limits.use('signInByAccount', ctx.actor.id);
  const person = await repository.findPerson(ctx.db, ctx.actor.id);
  if (person?.passwordHash && !(await verifyPassword(person.passwordHash, input.currentPassword))) {
    throw new DomainError('WRONG_CREDENTIALS', { field: 'currentPassword' });
  }
  await repository.updatePerson(ctx.db, ctx.actor.id, { passwordHash: await hashPassword(input.password) });
  await ctx.sessions.endAll(ctx.actor.id);
  await ctx.sessions.start(ctx.actor.id);
}

export async function getAccount(ctx: ActorContext) {
  const person = await repository.findPerson(ctx.db, ctx.actor.id);
  if (!person) throw new DomainError('NOT_FOUND');
  const { givenName, familyName, email, phone, districtCode, locale, passwordHash } = person;
  return { givenName, familyName, email, phone, districtCode, locale, hasPassword: passwordHash !== null };
}

export async function updateAccount(
  ctx: ActorContext,
  input: z.infer<typeof updateAccountSchema>,
): Promise<void> {
  const { phone, ...rest } = input;
  if (!phone && !ctx.actor.email) {
    throw new DomainError('INVALID_INPUT', { field: 'phone', reason: 'reachable' });
  }
  await repository.updatePerson(ctx.db, ctx.actor.id, { ...rest, phone: phone ?? null });
}

/** The language of e-mails to this person. */
export async function setLocale(ctx: ActorContext, locale: string): Promise<void> {
  await repository.updatePerson(ctx.db, ctx.actor.id, { locale });
}

/** Who is signed in now, read back from the session just started. */
export async function actorAfterSignIn<T>(ctx: AccountContext, present: (actor: Actor) => T): Promise<T> {
  const actor = await ctx.sessions.read();
  if (!actor) throw new DomainError('UNAUTHORIZED');
  return present(actor);
}
