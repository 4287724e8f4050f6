import type { Actor } from '#lib/features/accounts/actor.ts';
import type { Db } from './db/client.server.ts';

/** What every verb of a service gets first: who acts, on which database, and when it is. */
export type Context = {
  actor: Actor | null;
  db: Db;
  now: Date;
};

/** A context in which somebody is signed in: what procedures above `public` hand to services. */
export type ActorContext = Context & { actor: Actor };
