import type { LayoutServerLoad } from './$types';

/**
 * The address is a secret: these pages are neither kept nor told to others. Not `no-referrer`: a form without script
 * would then be sent with `Origin: null`, and refused.
 */
export const load: LayoutServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  return { now: locals.context.now, request: await locals.api.requests.follow({ token: params.token }) };
};
