import { volunteerFilters, volunteerSorts } from '#lib/features/volunteers/profile.ts';

/** What the address of the list asks for; what makes no sense in it counts as not asked. */
export function readQuery({ searchParams }: URL) {
  const page = Number(searchParams.get('seite') ?? 1);
  return {
    text: (searchParams.get('suche') ?? '').trim().slice(0, 100),
    state: volunteerFilters.find((filter) => filter === searchParams.get('zustand')),
    sort: volunteerSorts.find((sort) => sort === searchParams.get('sortierung')) ?? 'name',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  } as const;
}
