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
-- Nickname and class are the mentor's as long as the two read together.
CREATE POLICY reading_child_of_mentor ON reading_child FOR SELECT USING (EXISTS (
  SELECT FROM reading_pair p WHERE p.child_id = reading_child.id AND p.mentor_id = acting_person()
    AND (p.last_on IS NULL OR p.last_on >= acting_day())));--> statement-breakpoint
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
