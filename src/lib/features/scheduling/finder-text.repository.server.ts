import { type SQL, sql } from 'drizzle-orm';

/** What a search text is compared with beside the stored texts: the names of the kinds, in every language. */
export type KindNames = { kind: string; names: string }[];

/**
 * Common table expressions for a search in which every word must be found, in the activity's own texts, its
 * office's, its kind's or its district's. Typing errors are forgiven by trigrams: more than half of a word's must
 * be there. Words of up to three letters have too few of them and must begin a word.
 *
 * `activity_words` and `district_words` say with one bit per word what was found; a shift matches when the two
 * together make `all_words`.
 */
export function textSearch(words: string[], kinds: KindNames): SQL {
  return sql`
    word as (
      select search_text(w) as word, 1 << (i - 1)::int as bit
      from unnest(${sql.param(words)}::text[]) with ordinality t(w, i)),
    kind_name as (
      select k.kind, search_text(k.names) as names
      from unnest(${sql.param(kinds.map((k) => k.kind))}::text[], ${sql.param(kinds.map((k) => k.names))}::text[])
        k(kind, names)),
    activity_words as materialized (
      select p.id, bit_or(w.bit) as words
      from word w
      join project p on p.published_at is not null and p.closed_at is null
      join organisation o on o.id = p.organisation_id
      join kind_name k on k.kind = p.kind
      where ${isIn(sql`concat_ws(' ', k.names, o.search, p.search)`)}
      group by p.id),
    district_words as materialized (
      select d.code, bit_or(w.bit) as words
      from word w join district d on ${isIn(sql`search_text(d.name)`)}
      group by d.code)`;
}

/** Every word found: 0 when none was asked for. */
export const allWords = (words: string[]): number => (1 << words.length) - 1;

function isIn(haystack: SQL): SQL {
  return sql`case when length(w.word) <= 3 then ' ' || ${haystack} like '% ' || w.word || '%'
    else ${haystack} like '%' || w.word || '%' or word_similarity(w.word, ${haystack}) > 0.5 end`;
}
