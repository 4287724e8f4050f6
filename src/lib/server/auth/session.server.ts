import type { Actor } from '#lib/features/accounts/actor.ts';
import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Db } from '../db/client.server.ts';
import * as repository from './session.repository.server.ts';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseUserAttributes: { actor: Actor };
  }
}

/** Only this is stored: who reads the table cannot make the cookie from it. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Lucia's storage, with the hash in place of the session's id wherever the database is touched. */
function adapterFor(db: Db): Adapter {
  return {
    async getSessionAndUser(token) {
      const found = await repository.findSessionWithActor(db, hashOf(token));
      if (!found) return [null, null];
      const { session, actor } = found;
      const user: DatabaseUser = { id: actor.id, attributes: { actor } };
      return [{ id: token, userId: session.personId, expiresAt: session.expiresAt, attributes: {} }, user];
    },
    async getUserSessions(personId) {
      const sessions = await repository.listSessionsOf(db, personId);
      return sessions.map((s) => ({ id: s.id, userId: s.personId, expiresAt: s.expiresAt, attributes: {} }));
    },
    setSession: (s) =>
      repository.insertSession(db, { id: hashOf(s.id), personId: s.userId, expiresAt: s.expiresAt }),
    updateSessionExpiration: (token, expiresAt) =>
      repository.updateSessionExpiry(db, hashOf(token), expiresAt),
    deleteSession: (token) => repository.deleteSession(db, hashOf(token)),
    deleteUserSessions: (personId) => repository.deleteSessionsOf(db, personId),
    deleteExpiredSessions: () => repository.deleteExpiredSessions(db, new Date(0)),
  };
}

function createLucia(db: Db, isSecure: boolean) {
  return new Lucia(adapterFor(db), {
    // Renewed at half-life. A volunteer who looks in every other week stays signed in.
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: 'session', attributes: { secure: isSecure, sameSite: 'lax', path: '/' } },
    getUserAttributes: ({ actor }) => ({ actor }),
  });
}

type CookieJar = {
  get(name: string): string | undefined;
  set(name: string, value: string, options: { path: string; [key: string]: unknown }): void;
};

/** The sign-in state of one request. */
export type SessionPort = {
  /** Who is signed in, from the cookie; renews a session past half its life. */
  read(): Promise<Actor | null>;
  start(personId: string): Promise<void>;
  end(): Promise<void>;
  endAll(personId: string): Promise<void>;
};

/** Sessions kept in the database and named by an http-only cookie. The only place that knows Lucia. */
export function createSessions(db: Db, cookies: CookieJar, isSecure: boolean): SessionPort {
  const lucia = createLucia(db, isSecure);
  const put = (cookie: { name: string; value: string; attributes: object }) =>
    cookies.set(cookie.name, cookie.value, { path: '/', ...cookie.attributes });
  return {
    async read() {
      const token = cookies.get(lucia.sessionCookieName);
      if (!token) return null;
      const { session, user } = await lucia.validateSession(token);
      if (session?.fresh) put(lucia.createSessionCookie(session.id));
      if (!session) put(lucia.createBlankSessionCookie());
      return user?.actor ?? null;
    },
    async start(personId) {
      const session = await lucia.createSession(personId, {});
      put(lucia.createSessionCookie(session.id));
    },
    async end() {
      const token = cookies.get(lucia.sessionCookieName);
      if (token) await lucia.invalidateSession(token);
      put(lucia.createBlankSessionCookie());
    },
    async endAll(personId) {
      await lucia.invalidateUserSessions(personId);
      put(lucia.createBlankSessionCookie());
    },
  };
}
