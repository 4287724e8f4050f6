import { countsToTell } from '#lib/features/merging/merging.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const twoOf = ({ kept, merged }: { kept: string; merged: string }) => {
  if (!isUuid(kept) || !isUuid(merged) || kept === merged)
    error(404, { message: m.common_error_404_title() });
  return { keptId: kept, mergedId: merged };
};

/** What would happen: the merge is rehearsed and undone. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { counts, ...preview } = await locals.api.merging.preview(twoOf(params));
  return { ...preview, counts: countsToTell(counts) };
};

export const actions = {
  async default({ locals, params, cookies }) {
    let mergeId: string;
    try {
      ({ mergeId } = await locals.api.merging.merge(twoOf(params)));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.recruiting_merged(),
      seconds: 30,
      undo: { action: '/buero/bewerbungen/doppelt?/undo', fields: { mergeId } },
    });
    redirect(303, `/buero/freiwillige/${params.kept}`);
  },
} satisfies Actions;
