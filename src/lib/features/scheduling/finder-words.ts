import { projectKindName } from '#lib/features/projects/names.ts';
import { languageName, qualificationName } from '#lib/features/volunteers/names.ts';

/** Codes with their names in the reader's language. */
export type Words = Record<'kinds' | 'languages' | 'qualifications', Record<string, string>>;

/**
 * The names of the codes that a page shows. Page loads look them up, because a page that does so itself ships the
 * names of everything there is, in every language.
 */
export function wordsFor({
  kinds = [],
  languages = [],
  qualifications = [],
}: Partial<Record<keyof Words, readonly string[]>>): Words {
  const named = (codes: readonly string[], name: (code: string) => string) =>
    Object.fromEntries(codes.map((code) => [code, name(code)]));
  return {
    kinds: named(kinds, projectKindName),
    languages: named(languages, languageName),
    qualifications: named(qualifications, qualificationName),
  };
}
