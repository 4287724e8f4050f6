import { organisationKinds } from '#lib/features/organisations/organisation.ts';
import type { PageServerLoad } from './$types';
import type { Query } from './address.ts';

/** What the address asks for; what makes no sense in it counts as not asked. */
function readQuery({ searchParams }: URL): Query {
  const page = Number(searchParams.get('seite') ?? 1);
  return {
    text: (searchParams.get('suche') ?? '').trim().slice(0, 100),
    kind: organisationKinds.find((kind) => kind === searchParams.get('art')),
    districtCode: (searchParams.get('bezirk') ?? '').slice(0, 20),
    isArchived: searchParams.get('zustand') === 'archiviert',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url);
  const [{ items, total, pageSize }, districts] = await Promise.all([
    locals.api.organisations.list(query),
    locals.api.organisations.districts(),
  ]);
  return { query, items, total, pages: Math.max(1, Math.ceil(total / pageSize)), districts };
};
