import { loadPair, pairActions } from '../../../../pair-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPair(event);

export const actions = {
  ...pairActions((pairId) => `/einrichtung/lesen/paar/${pairId}`),
} satisfies Actions;
