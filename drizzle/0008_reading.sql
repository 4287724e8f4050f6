CREATE TABLE "reading_child" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"school_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"nickname" text NOT NULL,
	"class_name" text NOT NULL,
	"needs" text[] DEFAULT '{}' NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"consent_on" date NOT NULL,
	"consent_scope" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"left_at" timestamp with time zone,
	"left_by" uuid,
	"erased_at" timestamp with time zone,
	CONSTRAINT "reading_child_of_school" UNIQUE("id","school_id"),
	CONSTRAINT "reading_child_nickname" CHECK ("reading_child"."nickname" ~ '^\S{1,20}$' or "reading_child"."erased_at" is not null),
	CONSTRAINT "reading_child_erasure" CHECK ("reading_child"."erased_at" is null or ("reading_child"."nickname" = '' and "reading_child"."class_name" = '' and "reading_child"."needs" = '{}' and "reading_child"."interests" = '{}')),
	CONSTRAINT "reading_child_consent" CHECK ('reading' = any ("reading_child"."consent_scope")),
	CONSTRAINT "reading_child_end" CHECK (("reading_child"."left_at" is null) = ("reading_child"."left_by" is null))
);
--> statement-breakpoint
CREATE TABLE "reading_pair" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"school_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"child_id" uuid NOT NULL,
	"mentor_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"measles_checked_at" timestamp with time zone,
	"measles_checked_by" uuid,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" uuid,
	"rollover_asked_at" timestamp with time zone,
	"mentor_answer" text,
	"mentor_answered_at" timestamp with time zone,
	"school_answer" text,
	"school_answered_at" timestamp with time zone,
	"school_answered_by" uuid,
	"last_on" date,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"end_reason" text,
	CONSTRAINT "reading_pair_measles" CHECK (("reading_pair"."measles_checked_at" is null) = ("reading_pair"."measles_checked_by" is null)),
	CONSTRAINT "reading_pair_confirmation" CHECK (("reading_pair"."confirmed_at" is null) = ("reading_pair"."confirmed_by" is null)),
	CONSTRAINT "reading_pair_answers" CHECK ("reading_pair"."mentor_answer" in ('continue','stop','talk') and "reading_pair"."school_answer" in ('continue','stop','talk')),
	CONSTRAINT "reading_pair_end_reason" CHECK ("reading_pair"."end_reason" in ('trial_not_continued','mentor_stops','child_stops','left_school','goal_reached','other')),
	CONSTRAINT "reading_pair_end" CHECK (("reading_pair"."ended_at" is null) = ("reading_pair"."ended_by" is null) and ("reading_pair"."ended_at" is null) = ("reading_pair"."end_reason" is null) and ("reading_pair"."ended_at" is null) = ("reading_pair"."last_on" is null))
);
--> statement-breakpoint
CREATE TABLE "reading_school" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"contact_name" text NOT NULL,
	"contact_phone" text NOT NULL,
	"absence_until" time DEFAULT '08:30' NOT NULL,
	"emergency" text DEFAULT '' NOT NULL,
	"agreed_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "reading_school_office" UNIQUE("school_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "reading_session" (
	"pair_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"school_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "reading_session_pair_id_on_date_pk" PRIMARY KEY("pair_id","on_date"),
	CONSTRAINT "reading_session_outcome" CHECK ("reading_session"."outcome" in ('held','cancelled_school','cancelled_mentor'))
);
--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "is_internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_child" ADD CONSTRAINT "reading_child_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_child" ADD CONSTRAINT "reading_child_left_by_person_id_fk" FOREIGN KEY ("left_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_child" ADD CONSTRAINT "reading_child_school" FOREIGN KEY ("school_id","organisation_id") REFERENCES "public"."reading_school"("school_id","organisation_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_mentor_id_person_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_measles_checked_by_person_id_fk" FOREIGN KEY ("measles_checked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_school_answered_by_person_id_fk" FOREIGN KEY ("school_answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_school" FOREIGN KEY ("school_id","organisation_id") REFERENCES "public"."reading_school"("school_id","organisation_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_child" FOREIGN KEY ("child_id","school_id") REFERENCES "public"."reading_child"("id","school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_school" ADD CONSTRAINT "reading_school_school_id_organisation_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_school" ADD CONSTRAINT "reading_school_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_school" ADD CONSTRAINT "reading_school_project" FOREIGN KEY ("project_id","organisation_id") REFERENCES "public"."project"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_session" ADD CONSTRAINT "reading_session_pair_id_reading_pair_id_fk" FOREIGN KEY ("pair_id") REFERENCES "public"."reading_pair"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_session" ADD CONSTRAINT "reading_session_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reading_child_list" ON "reading_child" USING btree ("school_id","created_at");--> statement-breakpoint
CREATE INDEX "reading_child_organisation" ON "reading_child" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reading_pair_of_child" ON "reading_pair" USING btree ("child_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reading_pair_series" ON "reading_pair" USING btree ("series_id");--> statement-breakpoint
CREATE INDEX "reading_pair_mentor" ON "reading_pair" USING btree ("mentor_id");--> statement-breakpoint
CREATE INDEX "reading_pair_school_list" ON "reading_pair" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "reading_pair_organisation" ON "reading_pair" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reading_school_of_project" ON "reading_school" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "reading_school_organisation" ON "reading_school" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "reading_session_school" ON "reading_session" USING btree ("school_id","on_date");--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_internal" CHECK (not ("project"."is_internal" and "project"."published_at" is not null));--> statement-breakpoint
-- Every date of every pair with what became of it. What somebody recorded counts; else what the calendar says:
-- called off because of a day off, called off otherwise, or nobody there to read. Null: still to come, or to be told.
CREATE VIEW reading_date AS
SELECT DISTINCT ON (p.id, e.series_on)
  p.id AS pair_id, e.series_on AS on_date, e.id AS event_id, s.id AS shift_id, e.start_at, e.end_at, e.time_zone,
  e.room_id, e.cancelled_at, e.day_off,
  coalesce(x.outcome, CASE
    WHEN e.cancelled_at IS NOT NULL AND e.day_off IS NOT NULL THEN 'holiday'
    WHEN e.cancelled_at IS NOT NULL THEN 'cancelled_school'
    WHEN s.taken_places = 0 THEN 'cancelled_mentor'
  END) AS outcome,
  x.outcome IS NOT NULL AS is_recorded
FROM reading_pair p
JOIN event e ON e.series_id = p.series_id
JOIN shift s ON s.event_id = e.id
LEFT JOIN reading_session x ON x.pair_id = p.id AND x.on_date = e.series_on
ORDER BY p.id, e.series_on, e.cancelled_at DESC NULLS FIRST, s.id;
--> statement-breakpoint
-- However a mentor's place comes free or is hers again, the school is told, once the time is over in which that may
-- be taken back; what falls into that time is told together.
CREATE FUNCTION reading_place_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job('tell_mentor_changes', json_build_object('pairId', p.id),
    run_at => now() + interval '30 seconds', max_attempts => 12, job_key => 'mentor changes ' || p.id,
    job_key_mode => 'preserve_run_at')
  FROM shift s JOIN event e ON e.id = s.event_id JOIN reading_pair p ON p.series_id = e.series_id
  WHERE s.id = NEW.shift_id AND p.mentor_id = NEW.person_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reading_place_changed AFTER UPDATE OF ended_at ON signup
  FOR EACH ROW WHEN ((OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL) AND coalesce(NEW.end_reason, OLD.end_reason)
    IN ('cancelled_by_person', 'removed_by_office', 'absent', 'commitment_ended'))
  EXECUTE FUNCTION reading_place_changed();
--> statement-breakpoint
-- A school year of places at once -----------------------------------------------------------------
-- The facts of many places in one statement; signup_facts asks for one of them, so the formula stands here alone.
CREATE FUNCTION signup_facts_of(p_shifts uuid[])
RETURNS TABLE (shift_id uuid, during tstzrange, during_with_travel tstzrange, place_key text) LANGUAGE sql STABLE AS $$
  SELECT s.id,
         tstzrange(s.start_at, s.end_at),
         tstzrange(s.start_at - t.half, s.end_at + t.half),
         coalesce(e.venue_id::text, nullif(search_text(concat_ws(' ', e.street, e.postal_code)), ''), e.id::text)
  FROM unnest(p_shifts) asked(id)
  JOIN shift s ON s.id = asked.id
  JOIN event e ON e.id = s.event_id
  CROSS JOIN (SELECT make_interval(secs => 30 * coalesce((SELECT travel_buffer_minutes FROM town), 0)) AS half) t
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION signup_facts(p_shift uuid, OUT during tstzrange, OUT during_with_travel tstzrange, OUT place_key text)
LANGUAGE sql STABLE AS $$
  SELECT f.during, f.during_with_travel, f.place_key FROM signup_facts_of(ARRAY[p_shift]) f
$$;
--> statement-breakpoint
-- Only keep_promises brings the facts itself and says so; whatever anybody else writes there is overwritten.
DROP TRIGGER signup_takes_facts ON signup;
--> statement-breakpoint
CREATE TRIGGER signup_takes_facts BEFORE INSERT ON signup
  FOR EACH ROW WHEN (current_setting('miteinander.brings_facts', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION signup_takes_facts();
--> statement-breakpoint
-- New places are counted once for each statement, whatever their number; changed ones one by one, as before.
CREATE FUNCTION shift_counts_new_signups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE shift s SET taken_places = s.taken_places + n.taken, waiting_count = s.waiting_count + n.waiting
  FROM (SELECT shift_id, (count(*) FILTER (WHERE confirmed_at IS NOT NULL))::integer AS taken,
          (count(*) FILTER (WHERE confirmed_at IS NULL))::integer AS waiting
        FROM arrived WHERE ended_at IS NULL GROUP BY shift_id) n
  WHERE s.id = n.shift_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER shift_counts_signups ON signup;
--> statement-breakpoint
CREATE TRIGGER shift_counts_signups AFTER DELETE OR UPDATE OF confirmed_at, ended_at ON signup
  FOR EACH ROW EXECUTE FUNCTION shift_counts_signups();
--> statement-breakpoint
CREATE TRIGGER shift_counts_new_signups AFTER INSERT ON signup REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION shift_counts_new_signups();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_promises(p_shifts uuid[], p_now timestamptz)
RETURNS TABLE (shift_id uuid, person_id uuid, obstacle text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  promised record;
BEGIN
  PERFORM FROM shift WHERE id = ANY (p_shifts) ORDER BY id FOR UPDATE;
  CREATE TEMP TABLE IF NOT EXISTS promise (shift_id uuid, commitment_id uuid, person_id uuid, promised_by uuid, obstacle text)
    ON COMMIT DELETE ROWS;
  DELETE FROM promise;
  INSERT INTO promise SELECT * FROM promised_places(p_shifts, p_now);
  BEGIN
    PERFORM set_config('miteinander.brings_facts', 'on', true);
    INSERT INTO signup (shift_id, person_id, during, during_with_travel, place_key, signed_up_at, signed_up_by,
      confirmed_at, commitment_id)
    SELECT p.shift_id, p.person_id, f.during, f.during_with_travel, f.place_key, p_now, p.promised_by, p_now,
      p.commitment_id
    FROM promise p JOIN signup_facts_of(p_shifts) f ON f.shift_id = p.shift_id WHERE p.obstacle IS NULL;
    PERFORM set_config('miteinander.brings_facts', 'off', true);
  EXCEPTION WHEN exclusion_violation THEN
    -- The setting is undone with the rest: from here on each place is given its facts.
    FOR promised IN SELECT * FROM promise p JOIN shift s ON s.id = p.shift_id WHERE p.obstacle IS NULL ORDER BY s.start_at LOOP
      BEGIN
        INSERT INTO signup (shift_id, person_id, signed_up_at, signed_up_by, confirmed_at, commitment_id)
        VALUES (promised.shift_id, promised.person_id, p_now, promised.promised_by, p_now, promised.commitment_id);
      EXCEPTION WHEN exclusion_violation THEN
        UPDATE promise p SET obstacle = 'overlapping'
        WHERE p.shift_id = promised.shift_id AND p.person_id = promised.person_id;
      END;
    END LOOP;
  END;
  RETURN QUERY SELECT p.shift_id, p.person_id, p.obstacle FROM promise p WHERE p.obstacle IS NOT NULL;
END $$;
