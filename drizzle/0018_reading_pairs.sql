-- A pair goes the way of a tandem: asked, yes, first meeting, trial, active, paused, ended -------------
ALTER TABLE "volunteer" ADD COLUMN "max_children" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_max_children" CHECK ("volunteer"."max_children" between 0 and 6);--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME COLUMN "created_at" TO "asked_at";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME COLUMN "created_by" TO "asked_by";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME COLUMN "confirmed_at" TO "active_at";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME COLUMN "confirmed_by" TO "active_by";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME CONSTRAINT "reading_pair_created_by_person_id_fk" TO "reading_pair_asked_by_person_id_fk";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME CONSTRAINT "reading_pair_confirmed_by_person_id_fk" TO "reading_pair_active_by_person_id_fk";--> statement-breakpoint
ALTER TABLE "reading_pair" RENAME CONSTRAINT "reading_pair_confirmation" TO "reading_pair_active";--> statement-breakpoint
ALTER TABLE "reading_pair" ALTER COLUMN "series_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "weekday" smallint;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "start_time" time;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "end_time" time;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "room_id" uuid;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "meeting_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "trial_on" date;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "paused_by" uuid;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "pause_reason" text;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "paused_until" date;--> statement-breakpoint
-- Pairs from before were placed at once.
UPDATE reading_pair p SET answer = 'yes', answered_at = p.asked_at, meeting_at = p.asked_at, trial_on = f.first_on,
  weekday = f.weekdays[1], start_time = f.start_time, end_time = f.end_time, room_id = f.room_id
FROM (SELECT DISTINCT ON (series_id) * FROM series_phase ORDER BY series_id, first_on) f WHERE f.series_id = p.series_id;--> statement-breakpoint
ALTER TABLE "reading_pair" ALTER COLUMN "weekday" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_pair" ALTER COLUMN "start_time" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_pair" ALTER COLUMN "end_time" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD COLUMN "state" text GENERATED ALWAYS AS (case when ended_at is not null then 'ended' when paused_at is not null then 'paused'
        when active_at is not null then 'active' when trial_on is not null then 'trial'
        when meeting_at is not null then 'meeting' when answer = 'yes' then 'accepted' else 'asked' end) STORED;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_slot" CHECK ("reading_pair"."weekday" between 1 and 7 and "reading_pair"."start_time" < "reading_pair"."end_time");--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_answer" CHECK ("reading_pair"."answer" in ('yes','no','call') and ("reading_pair"."answer" is null) = ("reading_pair"."answered_at" is null));--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_meeting" CHECK ("reading_pair"."meeting_at" is null or "reading_pair"."answer" = 'yes');--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_trial" CHECK (("reading_pair"."trial_on" is null) = ("reading_pair"."series_id" is null) and ("reading_pair"."trial_on" is null or "reading_pair"."meeting_at" is not null) and ("reading_pair"."active_at" is null or "reading_pair"."trial_on" is not null));--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_pause" CHECK (("reading_pair"."paused_at" is null) = ("reading_pair"."paused_by" is null) and ("reading_pair"."paused_at" is null) = ("reading_pair"."pause_reason" is null)
        and "reading_pair"."pause_reason" in ('hospital','holiday','illness','other') and ("reading_pair"."paused_at" is null or "reading_pair"."trial_on" is not null));--> statement-breakpoint
ALTER TABLE "reading_pair" DROP CONSTRAINT "reading_pair_end_reason";--> statement-breakpoint
ALTER TABLE "reading_pair" ADD CONSTRAINT "reading_pair_end_reason" CHECK ("reading_pair"."end_reason" in ('mentor_declined','withdrawn','no_match','trial_not_continued','mentor_stops','child_stops','left_school','goal_reached','other'));--> statement-breakpoint
CREATE UNIQUE INDEX "reading_pair_open_of_mentor" ON "reading_pair" USING btree ("mentor_id") WHERE ended_at is null and trial_on is null;--> statement-breakpoint
CREATE INDEX "reading_pair_room" ON "reading_pair" USING btree ("room_id") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "reading_pair_paused_by" ON "reading_pair" USING btree ("paused_by") WHERE paused_by is not null;
--> statement-breakpoint
-- Children who read, their pairs and hours are shown as clients and tandems are (0016, decision 022).
-- The schools and other houses in whose name the actor speaks.
CREATE FUNCTION acting_houses() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT organisation_id FROM membership WHERE person_id = acting_person() AND role = 'facility_contact' AND ended_at IS NULL
$$;
--> statement-breakpoint
-- The day on which the actor acts, as the application says it: a pair may go on until a day to come.
CREATE FUNCTION acting_day() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('miteinander.today', true), '')::date, current_date)
$$;
--> statement-breakpoint
ALTER TABLE reading_child ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE reading_child FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE reading_pair ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE reading_pair FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE reading_session ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE reading_session FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Whoever asks the view is bound, not its owner.
ALTER VIEW reading_date SET (security_invoker = true);--> statement-breakpoint
CREATE POLICY reading_child_of_office ON reading_child
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY reading_child_of_school ON reading_child USING (school_id IN (SELECT acting_houses()));--> statement-breakpoint
-- Nickname and class are the mentor's from the agreed first meeting, and as long as the two read together.
CREATE POLICY reading_child_of_mentor ON reading_child FOR SELECT USING (EXISTS (
  SELECT FROM reading_pair p WHERE p.child_id = reading_child.id AND p.mentor_id = acting_person()
    AND p.meeting_at IS NOT NULL AND (p.last_on IS NULL OR p.last_on >= acting_day())));--> statement-breakpoint
CREATE POLICY reading_pair_of_office ON reading_pair
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY reading_pair_of_school ON reading_pair USING (school_id IN (SELECT acting_houses()));--> statement-breakpoint
CREATE POLICY reading_pair_of_mentor ON reading_pair FOR SELECT USING (mentor_id = acting_person());--> statement-breakpoint
CREATE POLICY reading_pair_answered_by_mentor ON reading_pair FOR UPDATE
  USING (mentor_id = acting_person() AND ended_at IS NULL) WITH CHECK (mentor_id = acting_person());--> statement-breakpoint
CREATE POLICY reading_session_of_office ON reading_session
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY reading_session_of_school ON reading_session USING (school_id IN (SELECT acting_houses()));--> statement-breakpoint
CREATE POLICY reading_session_of_mentor ON reading_session USING (EXISTS (
  SELECT FROM reading_pair p WHERE p.id = reading_session.pair_id AND p.mentor_id = acting_person()
    AND (p.last_on IS NULL OR p.last_on >= acting_day())));
--> statement-breakpoint
-- Whoever gives the place back, the pair behind it is looked up.
CREATE OR REPLACE FUNCTION reading_place_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  PERFORM graphile_worker.add_job('tell_mentor_changes', json_build_object('pairId', p.id),
    run_at => now() + interval '30 seconds', max_attempts => 12, job_key => 'mentor changes ' || p.id,
    job_key_mode => 'preserve_run_at')
  FROM shift s JOIN event e ON e.id = s.event_id JOIN reading_pair p ON p.series_id = e.series_id
  WHERE s.id = NEW.shift_id AND p.mentor_id = NEW.person_id;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What a mentor is told when she is asked: where about, which class, what the child likes, and when. No nickname.
CREATE FUNCTION reading_question(p_pair uuid, p_mentor uuid)
RETURNS TABLE (district_name text, level text, interests text[]) LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT d.name, substring(c.class_name from '\d+'), c.interests
    FROM reading_pair p JOIN reading_child c ON c.id = p.child_id JOIN organisation o ON o.id = p.school_id
    LEFT JOIN district d ON d.code = o.district_code
    WHERE p.id = p_pair AND p.mentor_id = p_mentor AND p.ended_at IS NULL;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- How many people volunteers visit, with how many children they read, and whether they are being asked about somebody,
-- whichever office it is: numbers only.
DROP FUNCTION tandem_load(uuid[]);
--> statement-breakpoint
CREATE FUNCTION volunteer_load(p_volunteers uuid[])
RETURNS TABLE (volunteer_id uuid, tandems int, children int, open int) LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT pairs.person_id, count(*) FILTER (WHERE NOT is_child)::int, count(*) FILTER (WHERE is_child)::int,
      count(*) FILTER (WHERE pairs.trial_on IS NULL)::int
    FROM (
      SELECT t.volunteer_id AS person_id, false AS is_child, t.trial_on FROM tandem t
      WHERE t.volunteer_id = ANY (p_volunteers) AND t.ended_at IS NULL
      UNION ALL
      SELECT p.mentor_id, true, p.trial_on FROM reading_pair p
      WHERE p.mentor_id = ANY (p_volunteers) AND p.ended_at IS NULL) pairs
    GROUP BY pairs.person_id;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- One open question at a time, whether it is about a visit or about reading: both take the volunteer's row first.
CREATE OR REPLACE FUNCTION tandem_may_begin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
  v_max int;
BEGIN
  PERFORM FROM client c WHERE c.id = NEW.client_id AND (c.closed_at IS NOT NULL OR c.death_recorded_at IS NOT NULL);
  IF FOUND THEN
    RAISE EXCEPTION 'client is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'tandem_client_open';
  END IF;
  PERFORM FROM client_apart a WHERE a.client_id = NEW.client_id AND a.volunteer_id = NEW.volunteer_id;
  IF FOUND THEN
    RAISE EXCEPTION 'not with' USING ERRCODE = 'check_violation', CONSTRAINT = 'tandem_not_apart';
  END IF;
  SELECT max_tandems INTO v_max FROM volunteer WHERE person_id = NEW.volunteer_id FOR UPDATE;
  PERFORM FROM reading_pair p WHERE p.mentor_id = NEW.volunteer_id AND p.ended_at IS NULL AND p.trial_on IS NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'asked about a child' USING ERRCODE = 'check_violation', CONSTRAINT = 'tandem_open_of_volunteer';
  END IF;
  IF (SELECT count(*) FROM tandem t WHERE t.volunteer_id = NEW.volunteer_id AND t.ended_at IS NULL) >= v_max THEN
    RAISE EXCEPTION 'enough tandems' USING ERRCODE = 'check_violation', CONSTRAINT = 'tandem_capacity';
  END IF;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION reading_pair_may_begin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
  v_max int;
BEGIN
  PERFORM FROM reading_child c WHERE c.id = NEW.child_id AND (c.left_at IS NOT NULL OR c.erased_at IS NOT NULL);
  IF FOUND THEN
    RAISE EXCEPTION 'child reads no more' USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_pair_child_there';
  END IF;
  SELECT max_children INTO v_max FROM volunteer WHERE person_id = NEW.mentor_id FOR UPDATE;
  PERFORM FROM tandem t WHERE t.volunteer_id = NEW.mentor_id AND t.ended_at IS NULL AND t.trial_on IS NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'asked about a person' USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_pair_open_of_mentor';
  END IF;
  IF (SELECT count(*) FROM reading_pair p WHERE p.mentor_id = NEW.mentor_id AND p.ended_at IS NULL) >= v_max THEN
    RAISE EXCEPTION 'enough children' USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_pair_capacity';
  END IF;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER reading_pair_may_begin BEFORE INSERT ON reading_pair FOR EACH ROW EXECUTE FUNCTION reading_pair_may_begin();
