import { startPage } from '#lib/features/accounts/actor.ts';
import { app } from '#lib/server/app.server.ts';
import { takeFlash } from '#lib/server/flash.server.ts';
import { findTown } from '#lib/server/town.repository.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, depends }) => {
  depends('app:layout');
  const actor = locals.actor ?? null;
  return {
    actor,
    unread: actor ? (await locals.api.messaging.unread()).unread : 0,
    home: actor ? startPage(actor) : null,
    town: await findTown(app().database.db),
    isDemo: app().env.DEMO,
    flash: takeFlash(cookies),
  };
};
