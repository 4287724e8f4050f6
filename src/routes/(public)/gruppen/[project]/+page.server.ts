import { getPublicGroupSchema } from '#lib/features/groups/schema.ts';
import { groupJsonLd } from '#lib/features/groups/group-json-ld.ts';
import { m } from '#lib/paraglide/messages.js';
import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  if (!isUuid(params.project)) error(404, { message: m.common_error_404_title() });
  const page = getPublicGroupSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  const [group, { town }] = await Promise.all([
    locals.api.groups.getPublic({ projectId: params.project, page }),
    parent(),
  ]);
  return { group, page, jsonLd: groupJsonLd(group, url.origin + url.pathname, town?.name ?? '') };
};
