import { type SQL, sql } from 'drizzle-orm';

/** The names of the kinds of activity in every language: searched beside the stored texts. */
export type KindNames = { kind: string; names: string }[];

/** Every word found, as `activity_words` and `district_words` say it together. */
export const allWords = (words: string[]): number => 2 ** words.length - 1;

/**
 * Common table expressions for a search in which each word must be found: in the activity's own texts, its office's,
 * its kind's or its district's. `activity_words (id, words)` and `district_words (code, words)` hold one bit for each
 * word. Only a word that is written nowhere as typed is taken for a typing error: then the words that are written
 * and share most of its trigrams stand for it. One wrong letter breaks up to three, which weighs less in a long word.
 */
export function textSearch(words: string[], kinds: KindNames): SQL {
  return sql`
    word as (
      select ${folded(sql`search_text(w)`)} as word, 1 << (i - 1)::int as bit
      from unnest(${sql.param(words)}::text[]) with ordinality t(w, i)),
    kind_name as (
      select kind, search_text(names) as names
      from unnest(${sql.param(kinds.map((k) => k.kind))}::text[], ${sql.param(kinds.map((k) => k.names))}::text[])
        k(kind, names)),
    activity_text as materialized (
      select p.id, ' ' || ${folded(sql`concat_ws(' ', k.names, o.search, p.search)`)} as content
      from project p join organisation o on o.id = p.organisation_id left join kind_name k on k.kind = p.kind
      where p.published_at is not null and p.closed_at is null and exists (select from word)),
    district_text as (select code, ' ' || ${folded(sql`search_text(name)`)} as content from district),
    activity_hit as materialized (
      select w.bit, t.id from word w join activity_text t on ${isWritten}),
    district_hit as materialized (
      select w.bit, t.code from word w join district_text t on ${isWritten}),
    misspelt as (
      select * from word where bit not in (select bit from activity_hit) and bit not in (select bit from district_hit)),
    vocabulary as materialized (
      select distinct unnest(string_to_array(content, ' ')) as known
      from (select content from activity_text union all select content from district_text) t
      where exists (select from misspelt)),
    candidate as (
      select bit, known, similarity, max(similarity) over (partition by bit) as best
      from misspelt cross join vocabulary cross join lateral word_similarity(word, known) as similarity
      where length(known) > 2 and similarity >= case when length(word) >= 7 then 0.5 else 0.59 end),
    meant as materialized (select bit, known from candidate where similarity > best - 0.1),
    activity_words as materialized (
      select id, bit_or(bit) as words
      from (select bit, id from activity_hit
        union all select m.bit, t.id from meant m join activity_text t on ${hasKnown}) h group by id),
    district_words as materialized (
      select code, bit_or(bit) as words
      from (select bit, code from district_hit
        union all select m.bit, t.code from meant m join district_text t on ${hasKnown}) h group by code)`;
}

/** "ue" and "u" are the same here, so that "Hörde" is found as "Hoerde" and by keyboards without umlauts. */
function folded(text: SQL): SQL {
  return sql`replace(replace(replace(${text}, 'ae', 'a'), 'oe', 'o'), 'ue', 'u')`;
}

/** Anywhere in a word, as German puts words together; up to three letters only at the beginning of one. */
const isWritten = sql`t.content like case when length(w.word) <= 3 then '% ' else '%' end || w.word || '%'`;

const hasKnown = sql`strpos(t.content, m.known) > 0`;
