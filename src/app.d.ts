import type { Actor } from '#lib/features/accounts/actor.ts';
import type { Caller } from '#lib/trpc/root.server.ts';
import type { RequestContext } from '#lib/trpc/context.server.ts';

declare global {
  namespace App {
    interface Locals {
      /** Short name of this request in the log; shown to people when something fails. */
      requestId: string;
      actor: Actor | null;
      /** The procedures, as whoever is signed in: the only way from a page to the data. */
      api: Caller;
      context: RequestContext;
    }
    interface Error {
      message: string;
      /** What somebody can tell us on the telephone. */
      reference?: string;
    }
    interface PageData {
      actor?: Actor | null;
    }
  }
}
export {};
