import { listGroupsSchema } from '#lib/features/groups/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { text, district, language, page } = listGroupsSchema.shape;
  const asked = (name: string) => url.searchParams.get(name) ?? undefined;
  const filter = {
    text: text.catch('').parse(asked('text')),
    district: district.catch('').parse(asked('bezirk')),
    language: language.catch('').parse(asked('sprache')),
    page: page.catch(1).parse(Number(asked('seite') ?? 1)),
  };
  const [list, districts] = await Promise.all([
    locals.api.groups.list(filter),
    locals.api.organisations.districts(),
  ]);
  return { filter, list, districts };
};
