import type { LayoutServerLoad } from './$types';

/** The address is a secret: these pages are neither kept nor told to others. */
export const load: LayoutServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  return { request: await locals.api.requests.follow({ token: params.token }) };
};
