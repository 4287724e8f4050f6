CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"stages" text[] DEFAULT '{interested,talk,training,checks,ready,paused,left}' NOT NULL,
	"requirements" text[] DEFAULT '{volunteer_agreement,secrecy_declaration}' NOT NULL,
	"weights" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"archived_at" timestamp with time zone,
	"archived_by" uuid,
	CONSTRAINT "activity_with_organisation" UNIQUE("id","organisation_id"),
	CONSTRAINT "activity_kind" CHECK ("activity"."kind" in ('visiting','accompanying','reading','history_week','group','other')),
	CONSTRAINT "activity_stages" CHECK ("activity"."stages" <@ '{interested,talk,training,checks,ready,paused,left}'
        and "activity"."stages"[1] = 'interested' and "activity"."stages"[cardinality("activity"."stages") - 2:] = '{ready,paused,left}'
        and cardinality("activity"."stages") = 4 + ('talk' = any ("activity"."stages"))::int
          + ('training' = any ("activity"."stages"))::int + ('checks' = any ("activity"."stages"))::int),
	CONSTRAINT "activity_requirements" CHECK ("activity"."requirements" @> '{volunteer_agreement,secrecy_declaration}'),
	CONSTRAINT "activity_archive" CHECK (("activity"."archived_at" is null) = ("activity"."archived_by" is null))
);
--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"activity_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"stage" text DEFAULT 'interested' NOT NULL,
	"stage_at" timestamp with time zone NOT NULL,
	"interest_id" uuid,
	"assignee_id" uuid,
	"next_step" text DEFAULT '' NOT NULL,
	"next_on" date,
	"note" text DEFAULT '' NOT NULL,
	"paused_until" date,
	"left_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "application_pause" CHECK ("application"."paused_until" is null or "application"."stage" = 'paused'),
	CONSTRAINT "application_left" CHECK (("application"."left_reason" is null) = ("application"."stage" <> 'left')),
	CONSTRAINT "application_left_reason" CHECK ("application"."left_reason" in ('no_time','health','moved','other_engagement','not_reached','not_possible','merged','other'))
);
--> statement-breakpoint
CREATE TABLE "application_move" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"application_id" uuid NOT NULL,
	"from_stage" text,
	"to_stage" text NOT NULL,
	"from_stage_at" timestamp with time zone,
	"from_paused_until" date,
	"from_left_reason" text,
	"moved_at" timestamp with time zone NOT NULL,
	"moved_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "application_move_undo" CHECK (("application_move"."undone_at" is null) = ("application_move"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "merged_row" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "merged_row_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merge_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"key" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "merged_row_outcome" CHECK ("merged_row"."outcome" in ('moved','changed','clash'))
);
--> statement-breakpoint
CREATE TABLE "not_same_person" (
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" uuid NOT NULL,
	CONSTRAINT "not_same_person_first_id_second_id_pk" PRIMARY KEY("first_id","second_id"),
	CONSTRAINT "not_same_person_order" CHECK ("not_same_person"."first_id" < "not_same_person"."second_id")
);
--> statement-breakpoint
CREATE TABLE "person_merge" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"merged_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "person_merge_two" CHECK ("person_merge"."kept_id" <> "person_merge"."merged_id"),
	CONSTRAINT "person_merge_undo" CHECK (("person_merge"."undone_at" is null) = ("person_merge"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "recruiting_event" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"qualification_kind" text NOT NULL,
	"activity_id" uuid,
	"host_id" uuid,
	CONSTRAINT "recruiting_event_kind" CHECK ("recruiting_event"."kind" in ('talk','training')),
	CONSTRAINT "recruiting_event_talk" CHECK (("recruiting_event"."kind" = 'talk') = ("recruiting_event"."qualification_kind" = 'intake_talk'))
);
--> statement-breakpoint
CREATE TABLE "declaration_text" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "declaration_text_kind" CHECK ("declaration_text"."kind" in ('volunteer_agreement','secrecy_declaration','self_commitment')),
	CONSTRAINT "declaration_text_number" CHECK ("declaration_text"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "person" DROP CONSTRAINT "person_reachable";--> statement-breakpoint
ALTER TABLE "shift" DROP CONSTRAINT "shift_role";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "qualification" ADD COLUMN "text_id" uuid;--> statement-breakpoint
ALTER TABLE "qualification" ADD COLUMN "signed_how" text;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_archived_by_person_id_fk" FOREIGN KEY ("archived_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_interest_id_interest_id_fk" FOREIGN KEY ("interest_id") REFERENCES "public"."interest"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_assignee_id_person_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_activity" FOREIGN KEY ("activity_id","organisation_id") REFERENCES "public"."activity"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_move" ADD CONSTRAINT "application_move_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_move" ADD CONSTRAINT "application_move_moved_by_person_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_move" ADD CONSTRAINT "application_move_undone_by_person_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merged_row" ADD CONSTRAINT "merged_row_merge_id_person_merge_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."person_merge"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_same_person" ADD CONSTRAINT "not_same_person_first_id_person_id_fk" FOREIGN KEY ("first_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_same_person" ADD CONSTRAINT "not_same_person_second_id_person_id_fk" FOREIGN KEY ("second_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_same_person" ADD CONSTRAINT "not_same_person_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_kept_id_person_id_fk" FOREIGN KEY ("kept_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_merged_id_person_id_fk" FOREIGN KEY ("merged_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_merged_by_person_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_undone_by_person_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruiting_event" ADD CONSTRAINT "recruiting_event_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."event"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruiting_event" ADD CONSTRAINT "recruiting_event_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruiting_event" ADD CONSTRAINT "recruiting_event_activity_id_activity_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruiting_event" ADD CONSTRAINT "recruiting_event_host_id_person_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_text" ADD CONSTRAINT "declaration_text_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_text" ADD CONSTRAINT "declaration_text_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "activity_name" ON "activity" USING btree ("organisation_id",lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "activity_created_by" ON "activity" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "activity_archived_by" ON "activity" USING btree ("archived_by") WHERE archived_by is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "application_open" ON "application" USING btree ("activity_id","person_id") WHERE stage <> 'left';--> statement-breakpoint
CREATE INDEX "application_board" ON "application" USING btree ("organisation_id","stage","stage_at");--> statement-breakpoint
CREATE INDEX "application_person" ON "application" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_interest" ON "application" USING btree ("interest_id") WHERE interest_id is not null;--> statement-breakpoint
CREATE INDEX "application_assignee" ON "application" USING btree ("assignee_id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "application_created_by" ON "application" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "application_move_application" ON "application_move" USING btree ("application_id","moved_at");--> statement-breakpoint
CREATE INDEX "application_move_moved_by" ON "application_move" USING btree ("moved_by");--> statement-breakpoint
CREATE INDEX "application_move_undone_by" ON "application_move" USING btree ("undone_by") WHERE undone_by is not null;--> statement-breakpoint
CREATE INDEX "merged_row_merge" ON "merged_row" USING btree ("merge_id","id");--> statement-breakpoint
CREATE INDEX "not_same_person_second" ON "not_same_person" USING btree ("second_id");--> statement-breakpoint
CREATE INDEX "not_same_person_decided_by" ON "not_same_person" USING btree ("decided_by");--> statement-breakpoint
CREATE UNIQUE INDEX "person_merge_of" ON "person_merge" USING btree ("merged_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "person_merge_kept" ON "person_merge" USING btree ("kept_id");--> statement-breakpoint
CREATE INDEX "person_merge_organisation" ON "person_merge" USING btree ("organisation_id","merged_at");--> statement-breakpoint
CREATE INDEX "person_merge_merged_by" ON "person_merge" USING btree ("merged_by");--> statement-breakpoint
CREATE INDEX "person_merge_undone_by" ON "person_merge" USING btree ("undone_by") WHERE undone_by is not null;--> statement-breakpoint
CREATE INDEX "recruiting_event_organisation" ON "recruiting_event" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "recruiting_event_activity" ON "recruiting_event" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "recruiting_event_host" ON "recruiting_event" USING btree ("host_id");--> statement-breakpoint
CREATE UNIQUE INDEX "declaration_text_version" ON "declaration_text" USING btree ("organisation_id","kind","version");--> statement-breakpoint
CREATE INDEX "declaration_text_published_by" ON "declaration_text" USING btree ("published_by") WHERE published_by is not null;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_id_person_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_text_id_declaration_text_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."declaration_text"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "person_merged_into" ON "person" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "qualification_text" ON "qualification" USING btree ("text_id") WHERE text_id is not null;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_reachable" CHECK ("person"."email" is not null or "person"."phone" is not null or "person"."merged_into_id" is not null);--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_role" CHECK ("shift"."role" in ('visitor','companion','reader','witness','moderator','escort','driver','recorder','set_up','catering','first_aid','interpreter','group_helper','participant','other'));--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_signed_how" CHECK ("qualification"."signed_how" in ('paper','online'));--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_signed" CHECK (("qualification"."text_id" is null) = ("qualification"."signed_how" is null));--> statement-breakpoint

-- What somebody lacks ---------------------------------------------------------------------------
-- Of these kinds of qualification, those that the person does not hold on that day. Measles confirmations are asked
-- of people born in 1971 or later only (§ 20 (8) IfSG); who has not told a year is asked. (The year is a column that
-- comes with 0016: this language looks it up when it is asked, not before.)
CREATE FUNCTION lacking(p_kinds text[], p_person uuid, p_on date) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN array(
    SELECT r.kind FROM unnest(p_kinds) WITH ORDINALITY AS r(kind, position)
    WHERE NOT EXISTS (
      SELECT FROM qualification q WHERE q.person_id = p_person AND q.kind = r.kind
        AND p_on BETWEEN q.granted_on AND coalesce(q.expires_on, 'infinity'))
    AND NOT (r.kind = 'measles_confirmation' AND EXISTS (
      SELECT FROM volunteer v WHERE v.person_id = p_person AND v.birth_year < 1971))
    ORDER BY r.position);
END $$;
--> statement-breakpoint
-- A shift asks the same question.
CREATE OR REPLACE FUNCTION missing_requirements(p_shift uuid, p_person uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT lacking(s.requirements, p_person, (s.start_at AT TIME ZONE e.time_zone)::date)
    FROM shift s JOIN event e ON e.id = s.event_id WHERE s.id = p_shift), '{}')
$$;
--> statement-breakpoint
-- Nobody is called ready who is not, whichever way the row is written; and no application stands in a stage that its
-- activity does not have. `stage_at` says when, so which day counts.
CREATE FUNCTION application_stage_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  a activity;
  missing text[];
BEGIN
  SELECT * INTO a FROM activity WHERE id = NEW.activity_id;
  IF NOT NEW.stage = ANY (a.stages) THEN
    RAISE EXCEPTION 'the activity has no stage %', NEW.stage USING ERRCODE = 'check_violation', CONSTRAINT = 'application_stage';
  END IF;
  IF NEW.stage = 'ready' THEN
    -- Whoever removes a confirmation at the same moment waits, or is waited for.
    PERFORM FROM qualification WHERE person_id = NEW.person_id FOR SHARE;
    missing := lacking(a.requirements, NEW.person_id,
      (NEW.stage_at AT TIME ZONE coalesce((SELECT time_zone FROM town), 'Europe/Berlin'))::date);
    IF cardinality(missing) > 0 THEN
      RAISE EXCEPTION 'not ready without %', missing USING ERRCODE = 'check_violation', CONSTRAINT = 'application_ready';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_stage_holds BEFORE INSERT OR UPDATE OF stage, activity_id ON application
  FOR EACH ROW EXECUTE FUNCTION application_stage_holds();
--> statement-breakpoint

-- One person, recorded twice ----------------------------------------------------------------------
-- Notes a row as it was and as it is now.
CREATE FUNCTION note_merged_row(p_merge uuid, p_relation text, p_key jsonb, p_before jsonb, p_after jsonb, p_outcome text)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO merged_row (merge_id, relation, key, before, after, outcome)
  VALUES (p_merge, p_relation, p_key, p_before, p_after, p_outcome)
$$;
--> statement-breakpoint
-- "a = '…' AND b = '…'" for a key; empty columns compare as such.
CREATE FUNCTION key_condition(p_key jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(format('%I = %L', name, value), ' AND ') FROM jsonb_each_text(p_key) AS k(name, value)
$$;
--> statement-breakpoint
-- Sets some columns of one row to what `p_values` says.
CREATE FUNCTION set_columns(p_relation text, p_key jsonb, p_values jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  names text;
  rows integer;
BEGIN
  SELECT string_agg(format('%I', name), ', ') INTO names FROM jsonb_object_keys(p_values) AS k(name);
  EXECUTE format('UPDATE %s SET (%s) = (SELECT %s FROM jsonb_populate_record(NULL::%s, $1)) WHERE %s',
    p_relation, names, names, p_relation, key_condition(p_key)) USING p_values;
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows > 0;
END $$;
--> statement-breakpoint
-- Makes two records of one volunteer one: everything that points to `p_merged` points to `p_kept` afterwards, by
-- whatever foreign keys the database has today. What both have stays with the alias and is noted as a clash; the alias
-- is deactivated and signed out. Both must be looked after by `p_organisation`: never across controllers; and the alias
-- is nobody's staff. Returns null when that is not so.
CREATE FUNCTION merge_people(p_kept uuid, p_merged uuid, p_organisation uuid, p_actor uuid, p_now timestamptz)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  merge uuid;
  kept jsonb;
  merged jsonb;
  changes jsonb;
  fk record;
  r record;
  row_key jsonb;
  condition text;
  outcome text;
BEGIN
  PERFORM FROM person WHERE id IN (p_kept, p_merged) ORDER BY id FOR UPDATE;
  PERFORM FROM volunteer WHERE person_id IN (p_kept, p_merged) ORDER BY person_id FOR UPDATE;
  IF (SELECT count(*) FROM volunteer v JOIN person p ON p.id = v.person_id
      WHERE v.person_id IN (p_kept, p_merged) AND v.office_id = p_organisation
        AND p.merged_into_id IS NULL AND p.deactivated_at IS NULL) <> 2
    OR EXISTS (SELECT FROM membership WHERE person_id = p_merged AND ended_at IS NULL) THEN RETURN NULL;
  END IF;
  INSERT INTO person_merge (organisation_id, kept_id, merged_id, merged_at, merged_by)
  VALUES (p_organisation, p_kept, p_merged, p_now, p_actor) RETURNING id INTO merge;

  -- Where both hold the same confirmation, the one that counts longer stands.
  FOR r IN SELECT k.id, to_jsonb(k) AS ours, to_jsonb(o) AS theirs FROM qualification k
    JOIN qualification o ON o.kind = k.kind AND o.person_id = p_merged
    WHERE k.person_id = p_kept AND coalesce(o.expires_on, 'infinity') > coalesce(k.expires_on, 'infinity')
  LOOP
    changes := r.theirs - '{id,person_id,kind}'::text[];
    PERFORM set_columns('qualification', jsonb_build_object('id', r.id), changes);
    PERFORM note_merged_row(merge, 'qualification', jsonb_build_object('id', r.id),
      r.ours - '{id,person_id,kind}'::text[], changes, 'changed');
  END LOOP;
  -- Of two open applications for the same, the one that has come further goes on.
  FOR r IN SELECT CASE WHEN array_position(a.stages, k.stage) < array_position(a.stages, o.stage)
      AND o.stage <> 'paused' THEN k.id ELSE o.id END AS id
    FROM application k JOIN application o ON o.activity_id = k.activity_id AND o.person_id = p_merged AND o.stage <> 'left'
    JOIN activity a ON a.id = k.activity_id WHERE k.person_id = p_kept AND k.stage <> 'left'
  LOOP
    SELECT jsonb_build_object('stage', stage, 'stage_at', stage_at, 'paused_until', paused_until, 'left_reason', left_reason)
      INTO changes FROM application WHERE id = r.id;
    UPDATE application SET stage = 'left', stage_at = p_now, paused_until = NULL, left_reason = 'merged' WHERE id = r.id;
    PERFORM note_merged_row(merge, 'application', jsonb_build_object('id', r.id), changes,
      (SELECT jsonb_build_object('stage', stage, 'stage_at', stage_at, 'paused_until', paused_until, 'left_reason', left_reason)
        FROM application WHERE id = r.id), 'changed');
  END LOOP;

  -- Hours of the week that both name become one stretch; the alias keeps its own, so that nothing is there twice.
  FOR r IN SELECT k.id, o.id AS theirs, jsonb_build_object('start_time', k.start_time, 'end_time', k.end_time) AS was,
      jsonb_build_object('start_time', least(k.start_time, o.start_time), 'end_time', greatest(k.end_time, o.end_time)) AS joined
    FROM availability k JOIN availability o ON o.person_id = p_merged AND o.weekday = k.weekday
      AND o.start_time <= k.end_time AND k.start_time <= o.end_time
    WHERE k.person_id = p_kept
  LOOP
    PERFORM set_columns('availability', jsonb_build_object('id', r.id), r.joined);
    PERFORM note_merged_row(merge, 'availability', jsonb_build_object('id', r.id), r.was, r.joined, 'changed');
    PERFORM note_merged_row(merge, 'availability', jsonb_build_object('id', r.theirs), '{}', '{}', 'clash');
  END LOOP;

  -- Everything that points to the alias.
  FOR fk IN
    SELECT c.conrelid::regclass::text AS relation, a.attname::text AS name,
      array(SELECT k.attname::text FROM pg_index i JOIN pg_attribute k
        ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey) WHERE i.indrelid = c.conrelid AND i.indisprimary) AS keys
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND cardinality(c.conkey) = 1
      AND c.confrelid IN ('person'::regclass, 'volunteer'::regclass)
      AND c.conrelid NOT IN ('volunteer'::regclass, 'session'::regclass, 'sign_in_code'::regclass,
        'person_merge'::regclass, 'not_same_person'::regclass)
    ORDER BY 1, 2
  LOOP
    FOR r IN EXECUTE format('SELECT to_jsonb(t) AS line FROM %s t WHERE %I = $1', fk.relation, fk.name) USING p_merged
    LOOP
      SELECT jsonb_object_agg(name, r.line -> name) INTO row_key FROM unnest(fk.keys) AS k(name);
      CONTINUE WHEN EXISTS (SELECT FROM merged_row d WHERE d.merge_id = merge AND d.relation = fk.relation
        AND d.key = row_key AND d.outcome = 'clash' AND d.before = '{}');
      condition := key_condition(row_key);
      BEGIN
        EXECUTE format('UPDATE %s SET %I = $1 WHERE %s', fk.relation, fk.name, condition) USING p_kept;
        outcome := 'moved';
        IF row_key ? fk.name THEN row_key := row_key || jsonb_build_object(fk.name, p_kept); END IF;
      EXCEPTION WHEN unique_violation OR exclusion_violation OR check_violation THEN
        outcome := 'clash';
      END;
      PERFORM note_merged_row(merge, fk.relation, row_key, jsonb_build_object(fk.name, p_merged),
        jsonb_build_object(fk.name, p_kept), outcome);
    END LOOP;
  END LOOP;

  -- What one record says and the other leaves open; lists are joined, a limit that is named counts.
  SELECT to_jsonb(v) INTO kept FROM volunteer v WHERE person_id = p_kept;
  SELECT to_jsonb(v) INTO merged FROM volunteer v WHERE person_id = p_merged;
  SELECT jsonb_object_agg(name, value) INTO changes FROM (
    SELECT k.name, CASE
      WHEN jsonb_typeof(k.value) = 'array' THEN (SELECT jsonb_agg(DISTINCT item) FROM jsonb_array_elements(k.value || o.value) item)
      ELSE o.value END AS value, k.value AS was
    FROM jsonb_each(kept) AS k(name, value) JOIN jsonb_each(merged) AS o(name, value) USING (name)
    WHERE k.name NOT IN ('person_id', 'office_id', 'registered_at', 'paused_at', 'left_at')
      AND NOT (k.name IN ('latitude', 'longitude') AND kept ->> 'postal_code' IS NOT NULL)
      AND (k.value IN ('null', '""', 'false') OR (jsonb_typeof(k.value) = 'array' AND jsonb_typeof(o.value) = 'array'))
      AND o.value NOT IN ('null', '""', 'false', '[]')) AS gain
  WHERE value IS DISTINCT FROM was AND NOT (jsonb_typeof(was) = 'array' AND was @> value);
  IF changes IS NOT NULL THEN
    PERFORM set_columns('volunteer', jsonb_build_object('person_id', p_kept), changes);
    PERFORM note_merged_row(merge, 'volunteer', jsonb_build_object('person_id', p_kept),
      (SELECT jsonb_object_agg(name, kept -> name) FROM jsonb_object_keys(changes) AS c(name)), changes, 'changed');
  END IF;
  UPDATE volunteer SET left_at = coalesce(left_at, p_now) WHERE person_id = p_merged;
  PERFORM note_merged_row(merge, 'volunteer', jsonb_build_object('person_id', p_merged),
    jsonb_build_object('left_at', merged -> 'left_at'),
    (SELECT jsonb_build_object('left_at', to_jsonb(left_at)) FROM volunteer WHERE person_id = p_merged), 'changed');

  -- The alias cannot sign in; who had no address gets the other's.
  DELETE FROM session WHERE person_id = p_merged;
  DELETE FROM sign_in_code WHERE person_id = p_merged;
  SELECT to_jsonb(p) - 'search' INTO kept FROM person p WHERE id = p_kept;
  SELECT to_jsonb(p) - 'search' INTO merged FROM person p WHERE id = p_merged;
  changes := jsonb_build_object('deactivated_at', p_now, 'merged_into_id', p_kept);
  IF kept ->> 'email' IS NULL AND merged ->> 'email' IS NOT NULL THEN
    changes := changes || '{"email": null, "email_confirmed_at": null, "password_hash": null}';
  END IF;
  PERFORM set_columns('person', jsonb_build_object('id', p_merged), changes);
  PERFORM note_merged_row(merge, 'person', jsonb_build_object('id', p_merged),
    (SELECT jsonb_object_agg(name, merged -> name) FROM jsonb_object_keys(changes) AS c(name)),
    (SELECT jsonb_object_agg(name, to_jsonb(p) -> name) FROM person p, jsonb_object_keys(changes) AS c(name)
      WHERE p.id = p_merged), 'changed');
  SELECT jsonb_object_agg(name, merged -> name) INTO changes FROM unnest(
    CASE WHEN kept ->> 'email' IS NULL THEN '{email,email_confirmed_at,password_hash}'::text[] ELSE '{}' END
    || '{phone,district_code}'::text[]) AS c(name)
  WHERE kept ->> name IS NULL AND merged ->> name IS NOT NULL;
  IF changes IS NOT NULL THEN
    PERFORM set_columns('person', jsonb_build_object('id', p_kept), changes);
    PERFORM note_merged_row(merge, 'person', jsonb_build_object('id', p_kept),
      (SELECT jsonb_object_agg(name, kept -> name) FROM jsonb_object_keys(changes) AS c(name)), changes, 'changed');
  END IF;
  INSERT INTO domain_event (type, occurred_at, actor_id, organisation_id, person_id)
  VALUES ('people_merged', p_now, p_actor, p_organisation, p_kept);
  RETURN merge;
END $$;
--> statement-breakpoint
-- Takes a merge back: every row that still is as the merge left it becomes what it was; what has been changed since
-- stays. Outcomes: undone, not_found, too_late (one of the two has been merged again since).
CREATE FUNCTION undo_merge(p_merge uuid, p_actor uuid, p_now timestamptz, OUT outcome text, OUT left_alone integer)
LANGUAGE plpgsql AS $$
DECLARE
  m person_merge;
  r merged_row;
  current boolean;
BEGIN
  left_alone := 0;
  SELECT * INTO m FROM person_merge WHERE id = p_merge FOR UPDATE;
  IF NOT FOUND OR m.undone_at IS NOT NULL THEN outcome := 'not_found'; RETURN; END IF;
  PERFORM FROM person WHERE id IN (m.kept_id, m.merged_id) ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT FROM person_merge l WHERE l.undone_at IS NULL AND l.id <> m.id AND l.merged_at >= m.merged_at
    AND (l.kept_id IN (m.kept_id, m.merged_id) OR l.merged_id IN (m.kept_id, m.merged_id))) THEN
    outcome := 'too_late';
    RETURN;
  END IF;
  FOR r IN SELECT * FROM merged_row WHERE merge_id = p_merge AND merged_row.outcome <> 'clash' ORDER BY id DESC LOOP
    BEGIN
      EXECUTE format('SELECT to_jsonb(t) @> $1 FROM %s t WHERE %s', r.relation, key_condition(r.key))
        INTO current USING r.after;
      IF current THEN
        PERFORM set_columns(r.relation, r.key, r.before);
      ELSE
        left_alone := left_alone + 1;
      END IF;
    EXCEPTION WHEN unique_violation OR exclusion_violation OR check_violation THEN
      -- The two people themselves must be as before, or nothing is undone.
      IF r.relation = 'person' THEN RAISE; END IF;
      left_alone := left_alone + 1;
    END;
  END LOOP;
  UPDATE person_merge SET undone_at = p_now, undone_by = p_actor WHERE id = p_merge;
  INSERT INTO domain_event (type, occurred_at, actor_id, organisation_id, person_id)
  VALUES ('people_merge_undone', p_now, p_actor, m.organisation_id, m.kept_id);
  outcome := 'undone';
END $$;
