-- Extensions, identifiers and text rules that the tables of the next migration need.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- Sorting as in a German telephone list, also where the database's own locale is C.
CREATE COLLATION IF NOT EXISTS german (provider = icu, locale = 'de');
--> statement-breakpoint
-- UUID version 7 (RFC 9562): time-ordered, made here because PostgreSQL has uuidv7() only from 18 on.
CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
--> statement-breakpoint
-- How text is compared in searches: "Müller", "Mueller" and "muller" find each other.
-- unaccent() is only STABLE because its dictionary may change; ours is named, so this is IMMUTABLE in effect.
CREATE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT public.unaccent('public.unaccent'::regdictionary,
    replace(replace(replace(replace(lower(value), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'))
$$;
