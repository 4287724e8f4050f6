import { applicationSorts } from '#lib/features/recruiting/application.ts';
import { type Stage, stages } from '#lib/features/recruiting/stage.ts';
import { isUuid, withQuery } from '#lib/ui/addresses.ts';

const pageOf = (typed: string | null) => Math.max(1, Math.min(10_000, Math.trunc(Number(typed)) || 1));

/** What board and list are filtered by, as it stands in the address. */
export function readFilter({ searchParams }: URL) {
  const activity = searchParams.get('taetigkeit') ?? '';
  return {
    activityId: isUuid(activity) ? activity : undefined,
    text: searchParams.get('suche')?.slice(0, 100) || undefined,
    isMine: searchParams.get('meine') === 'ja',
  };
}
export type Filter = ReturnType<typeof readFilter>;

/** Each stage of the board has pages of its own. */
export function readBoardPages({ searchParams }: URL): Partial<Record<Stage, number>> {
  const named = stages.flatMap((stage) => {
    const page = pageOf(searchParams.get(`seite-${stage}`));
    return page > 1 ? [[stage, page] as const] : [];
  });
  return Object.fromEntries(named);
}

export function readListQuery({ searchParams }: URL) {
  return {
    stage: stages.find((stage) => stage === searchParams.get('stufe')),
    sort: applicationSorts.find((sort) => sort === searchParams.get('sortierung')) ?? ('since' as const),
    page: pageOf(searchParams.get('seite')),
  };
}

/** An address with this filter, and what else is given. */
export function filteredAddress(
  path: string,
  { activityId, text, isMine }: Filter,
  more: Record<string, string | number | undefined> = {},
): string {
  return withQuery(path, { taetigkeit: activityId, suche: text, meine: isMine ? 'ja' : undefined, ...more });
}
