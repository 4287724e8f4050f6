import { listMeetingsSchema } from '#lib/features/recruiting/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const isPast = url.searchParams.get('zeit') === 'vergangen';
  const page = listMeetingsSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  return { isPast, page, list: await locals.api.recruiting.meetings({ isPast, page }) };
};
