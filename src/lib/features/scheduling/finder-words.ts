import { projectKindName } from '#lib/features/projects/names.ts';
import { languageName, qualificationName } from '#lib/features/volunteers/names.ts';
import { shiftRoleName } from './names.ts';
import { shiftRoles } from './shift.ts';

/** Codes with their names in the reader's language. */
export type Words = Record<'kinds' | 'languages' | 'qualifications' | 'roles', Record<string, string>>;

/**
 * The names of the codes that a page shows, and of all roles. Page loads look them up, because a page that does so itself ships the
 * names of everything there is, in every language.
 */
export function wordsFor({
  kinds = [],
  languages = [],
  qualifications = [],
}: Partial<Record<Exclude<keyof Words, 'roles'>, readonly string[]>>): Words {
  const named = (codes: readonly string[], name: (code: string) => string) =>
    Object.fromEntries(codes.map((code) => [code, name(code)]));
  return {
    kinds: named(kinds, projectKindName),
    languages: named(languages, languageName),
    qualifications: named(qualifications, qualificationName),
    roles: named(shiftRoles, shiftRoleName),
  };
}
