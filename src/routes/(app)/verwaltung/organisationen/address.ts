import type { OrganisationKind } from '#lib/features/organisations/organisation.ts';

export type Query = {
  text: string;
  kind?: OrganisationKind | undefined;
  districtCode: string;
  isArchived: boolean;
  page: number;
};

/** The list's own part of the address: `?suche=…&art=…`, nothing for what is not asked. */
export function searchOf({ text, kind, districtCode, isArchived, page }: Query): string {
  const params = new URLSearchParams();
  if (text) params.set('suche', text);
  if (kind) params.set('art', kind);
  if (districtCode) params.set('bezirk', districtCode);
  if (isArchived) params.set('zustand', 'archiviert');
  if (page > 1) params.set('seite', String(page));
  return params.size > 0 ? `?${params}` : '';
}
