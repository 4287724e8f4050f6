import { DomainError } from '#lib/errors/domain-error.ts';
import { searchWords } from '#lib/features/scheduling/finder.ts';
import type { Context } from '#lib/server/context.server.ts';
import type { ListedGroup, PublicGroup } from './group.ts';
import * as repository from './public.repository.server.ts';
import { GROUPS_PER_PAGE, type ListGroups, PUBLIC_DATES_PER_PAGE } from './schema.ts';

/** The groups that everybody may come to, by name; every word of the text must be found. */
export async function listGroups(
  ctx: Context,
  { text, district, language, page }: ListGroups,
): Promise<{ items: ListedGroup[]; total: number; languages: string[]; pageSize: number }> {
  const list = await repository.listGroups(ctx.db, {
    words: searchWords(text),
    district: district || null,
    language: language || null,
    now: ctx.now,
    limit: GROUPS_PER_PAGE,
    offset: (page - 1) * GROUPS_PER_PAGE,
  });
  return { ...list, pageSize: GROUPS_PER_PAGE };
}

/** A group for its guests. Throws NOT_FOUND, also for one that is not on the list. */
export async function getPublicGroup(
  ctx: Context,
  { projectId, page }: { projectId: string; page: number },
): Promise<PublicGroup> {
  const group = await repository.findGroup(ctx.db, projectId, {
    now: ctx.now,
    limit: PUBLIC_DATES_PER_PAGE,
    offset: (page - 1) * PUBLIC_DATES_PER_PAGE,
  });
  if (!group) throw new DomainError('NOT_FOUND');
  return group;
}
