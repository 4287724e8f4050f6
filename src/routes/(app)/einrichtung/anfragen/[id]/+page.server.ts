import { followActions } from '../../../../follow-actions.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function tokenOf({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>): Promise<string> {
  return (await locals.api.requests.linkOfOwn({ requestId: params.id })).token;
}

export const load: PageServerLoad = async (event) => ({
  now: event.locals.context.now,
  request: await event.locals.api.requests.follow({ token: await tokenOf(event) }),
});

export const actions: Actions = followActions<RequestEvent>(tokenOf);
