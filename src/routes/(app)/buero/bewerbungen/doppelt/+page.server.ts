import { candidatesSchema } from '#lib/features/merging/schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = candidatesSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  const [candidates, merges] = await Promise.all([
    locals.api.merging.candidates({ page }),
    locals.api.merging.merges(),
  ]);
  return { page, candidates, merges };
};

const here = '/buero/bewerbungen/doppelt';

const readTwo = async (request: Request) => {
  const sent = await request.formData();
  return { keptId: String(sent.get('keptId')), mergedId: String(sent.get('mergedId')) };
};

export const actions = {
  async keepApart({ request, locals, cookies }) {
    const two = await readTwo(request);
    await locals.api.merging.keepApart(two);
    setFlash(cookies, {
      text: m.recruiting_kept_apart(),
      undo: { action: `${here}?/undoKeepApart`, fields: two },
    });
    redirect(303, here);
  },

  async undoKeepApart({ request, locals, cookies }) {
    await locals.api.merging.undoKeepApart(await readTwo(request));
    setFlash(cookies, { text: m.recruiting_merge_undone() });
    redirect(303, here);
  },

  /** Always leads back, also when it came too late: the message may stand on any page. */
  async undo({ request, locals, cookies }) {
    try {
      const mergeId = String((await request.formData()).get('mergeId'));
      const { leftAlone } = await locals.api.merging.undo({ mergeId });
      setFlash(
        cookies,
        leftAlone > 0
          ? { text: m.recruiting_merge_undone_partly({ count: leftAlone }), tone: 'warning', seconds: 30 }
          : { text: m.recruiting_merge_undone() },
      );
    } catch (cause) {
      const refusal = domainErrorOf(cause);
      if (!refusal) throw cause;
      setFlash(cookies, { text: sentenceFor(refusal), tone: 'danger', seconds: 30 });
    }
    redirect(303, here);
  },
} satisfies Actions;
