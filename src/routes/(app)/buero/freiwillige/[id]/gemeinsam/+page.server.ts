import { VOLUNTEERS_PER_PAGE } from '#lib/features/volunteers/profile.ts';
import { m } from '#lib/paraglide/messages.js';
import { isUuid } from '#lib/ui/addresses.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  if (!isUuid(params.id)) error(404, { message: m.common_error_404_title() });
  const text = (url.searchParams.get('suche') ?? '').trim().slice(0, 100);
  const page = Math.min(10_000, Math.max(1, Math.floor(Number(url.searchParams.get('seite') ?? 1)) || 1));
  const [file, { items, total }] = await Promise.all([
    locals.api.volunteers.get({ personId: params.id }),
    locals.api.volunteers.list({ text: text || undefined, page }),
  ]);
  if (!file.isOurs) error(404, { message: m.common_error_404_title() });
  const known = new Map(file.pairs.map(({ personId, kind }) => [personId, kind]));
  return {
    ...{ personId: file.personId, name: file.name, text, page },
    pages: Math.ceil(total / VOLUNTEERS_PER_PAGE),
    people: items
      .filter(({ personId }) => personId !== file.personId)
      .map(({ personId, name, districtName }) => ({
        ...{ personId, name, districtName },
        kind: known.get(personId) ?? null,
      })),
  };
};
