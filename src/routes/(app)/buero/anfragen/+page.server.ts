import { requestKinds, requestStates } from '#lib/features/requests/request.ts';
import { inboxSchema } from '#lib/features/requests/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:requests');
  const asked = (name: string) => url.searchParams.get(name) ?? undefined;
  const filter = {
    text: asked('text')?.slice(0, 100),
    state: requestStates.find((state) => state === asked('stand')),
    kind: requestKinds.find((kind) => kind === asked('art')),
    isMine: asked('meine') === 'ja',
    order: asked('folge') === 'neueste' ? ('newest' as const) : ('longest' as const),
    page: inboxSchema.shape.page.catch(1).parse(Number(asked('seite') ?? 1)),
  };
  return { filter, now: locals.context.now, list: await locals.api.requests.inbox(filter) };
};
