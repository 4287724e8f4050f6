import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ tandems: await locals.api.tandems.mine() });
