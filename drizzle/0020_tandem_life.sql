-- A series may pause --------------------------------------------------------------------------------
CREATE TABLE "series_pause" (
	"series_id" uuid PRIMARY KEY NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date,
	"reason" text NOT NULL,
	"paused_at" timestamp with time zone NOT NULL,
	"paused_by" uuid NOT NULL,
	CONSTRAINT "series_pause_order" CHECK ("series_pause"."last_on" is null or "series_pause"."first_on" <= "series_pause"."last_on")
);
--> statement-breakpoint
ALTER TABLE "series_pause" ADD CONSTRAINT "series_pause_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_pause" ADD CONSTRAINT "series_pause_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "series_pause_paused_by" ON "series_pause" USING btree ("paused_by");--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_day_off";--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_day_off" CHECK ("event"."day_off" in ('school_holiday','public_holiday','closing_day','pause'));--> statement-breakpoint
-- Tandems that pause already keep their pause.
SELECT set_config('miteinander.actor', 'system', true);--> statement-breakpoint
INSERT INTO series_pause (series_id, first_on, last_on, reason, paused_at, paused_by)
SELECT t.series_id, day.paused_on, CASE WHEN t.paused_until IS NOT NULL THEN greatest(t.paused_until, day.paused_on) END, 'Pause', t.paused_at, t.paused_by
FROM tandem t JOIN series s ON s.id = t.series_id
CROSS JOIN LATERAL (SELECT (t.paused_at AT TIME ZONE s.time_zone)::date AS paused_on) day
WHERE t.paused_at IS NOT NULL AND t.ended_at IS NULL;--> statement-breakpoint
UPDATE event e SET day_off = 'pause' FROM tandem t
WHERE e.series_id = t.series_id AND t.paused_at IS NOT NULL AND t.ended_at IS NULL AND e.cancelled_at >= t.paused_at
  AND e.day_off IS NULL;--> statement-breakpoint
SELECT set_config('miteinander.actor', '', true);
--> statement-breakpoint
-- The first meeting is a date in both calendars -----------------------------------------------------
ALTER TABLE "tandem" ADD COLUMN "meeting_event_id" uuid;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_meeting_event_id_event_id_fk" FOREIGN KEY ("meeting_event_id") REFERENCES "public"."event"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tandem_meeting_event" ON "tandem" USING btree ("meeting_event_id");
--> statement-breakpoint
-- Somebody else comes to a single visit -------------------------------------------------------------
CREATE TABLE "visit_stand_in" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"tandem_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"volunteer_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "visit_stand_in_answer" CHECK ("visit_stand_in"."answer" in ('yes','no')),
	CONSTRAINT "visit_stand_in_answered" CHECK (("visit_stand_in"."answer" is null) = ("visit_stand_in"."answered_at" is null))
);
--> statement-breakpoint
ALTER TABLE "visit_stand_in" ADD CONSTRAINT "visit_stand_in_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."event"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_stand_in" ADD CONSTRAINT "visit_stand_in_volunteer_id_volunteer_person_id_fk" FOREIGN KEY ("volunteer_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_stand_in" ADD CONSTRAINT "visit_stand_in_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_stand_in" ADD CONSTRAINT "visit_stand_in_tandem" FOREIGN KEY ("tandem_id","organisation_id") REFERENCES "public"."tandem"("id","organisation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_stand_in_open" ON "visit_stand_in" USING btree ("event_id") WHERE answer is distinct from 'no' and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "visit_stand_in_of_tandem" ON "visit_stand_in" USING btree ("tandem_id");--> statement-breakpoint
CREATE INDEX "visit_stand_in_volunteer" ON "visit_stand_in" USING btree ("volunteer_id");--> statement-breakpoint
CREATE INDEX "visit_stand_in_asked_by" ON "visit_stand_in" USING btree ("asked_by");--> statement-breakpoint
ALTER TABLE visit_stand_in ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE visit_stand_in FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY visit_stand_in_of_office ON visit_stand_in
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY visit_stand_in_of_volunteer ON visit_stand_in FOR SELECT USING (volunteer_id = acting_person());--> statement-breakpoint
CREATE POLICY visit_stand_in_answered_by_volunteer ON visit_stand_in FOR UPDATE
  USING (volunteer_id = acting_person() AND answer IS NULL AND withdrawn_at IS NULL)
  WITH CHECK (volunteer_id = acting_person());--> statement-breakpoint
-- Who came says how it was, of that day only.
CREATE POLICY visit_of_stand_in ON visit USING (EXISTS (
  SELECT FROM visit_stand_in a JOIN event e ON e.id = a.event_id
  WHERE a.tandem_id = visit.tandem_id AND e.series_on = visit.on_date AND a.volunteer_id = acting_person()
    AND a.answer = 'yes' AND a.withdrawn_at IS NULL));
--> statement-breakpoint
-- Nobody is asked whom the person has not agreed to, whichever way the row is written.
CREATE FUNCTION visit_stand_in_is_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  PERFORM FROM tandem t JOIN client c ON c.id = t.client_id JOIN event e ON e.series_id = t.series_id
    WHERE t.id = NEW.tandem_id AND e.id = NEW.event_id AND t.ended_at IS NULL AND t.volunteer_id <> NEW.volunteer_id
      AND c.stand_ins_agreed_on IS NOT NULL
      AND NOT EXISTS (SELECT FROM client_apart a WHERE a.client_id = c.id AND a.volunteer_id = NEW.volunteer_id);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no stand-in agreed' USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_stand_in_agreed';
  END IF;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_stand_in_is_agreed BEFORE INSERT ON visit_stand_in
  FOR EACH ROW EXECUTE FUNCTION visit_stand_in_is_agreed();
--> statement-breakpoint
-- What somebody is told who is asked to come once: the same as for a tandem, no name, no address. `is_hers`: she has
-- the place.
CREATE FUNCTION stand_in_question(p_stand_in uuid, p_volunteer uuid)
RETURNS TABLE (service text, district_name text, birth_year smallint, interests text[], languages text[], is_hers boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT c.service, d.name, c.birth_year, c.interests, c.languages, EXISTS (
      SELECT FROM shift s JOIN signup g ON g.shift_id = s.id AND g.person_id = p_volunteer
        AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL WHERE s.event_id = a.event_id)
    FROM visit_stand_in a JOIN tandem t ON t.id = a.tandem_id JOIN client c ON c.id = t.client_id
    LEFT JOIN district d ON d.code = c.district_code
    WHERE a.id = p_stand_in AND a.volunteer_id = p_volunteer AND a.withdrawn_at IS NULL
      AND a.answer IS DISTINCT FROM 'no' AND t.ended_at IS NULL;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- Name and address of the person, for who comes once: from the day before the visit to the end of its day, as long as
-- she has the place and the person agrees.
CREATE FUNCTION stand_in_person(p_stand_in uuid, p_volunteer uuid, p_now timestamptz)
RETURNS TABLE (name text, phone text, street text, postal_code text, about text)
LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT c.given_name || ' ' || c.family_name, c.phone, c.street, c.postal_code, c.about
    FROM visit_stand_in a JOIN tandem t ON t.id = a.tandem_id JOIN client c ON c.id = t.client_id
    JOIN event e ON e.id = a.event_id AND e.cancelled_at IS NULL
    JOIN shift s ON s.event_id = e.id
    JOIN signup g ON g.shift_id = s.id AND g.person_id = p_volunteer AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL
    WHERE a.id = p_stand_in AND a.volunteer_id = p_volunteer AND a.answer = 'yes' AND a.withdrawn_at IS NULL
      AND t.ended_at IS NULL AND c.stand_ins_agreed_on IS NOT NULL AND c.death_recorded_at IS NULL
      AND (p_now AT TIME ZONE e.time_zone)::date
        BETWEEN (e.start_at AT TIME ZONE e.time_zone)::date - 1 AND (e.start_at AT TIME ZONE e.time_zone)::date;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- However a visitor's place comes free or is hers again, the office looks after it, once the time is over in which that
-- may be taken back; what falls into that time is looked at together.
CREATE FUNCTION visit_place_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_series uuid;
  v_before text;
BEGIN
  SELECT e.series_id INTO v_series FROM shift s JOIN event e ON e.id = s.event_id WHERE s.id = NEW.shift_id;
  IF v_series IS NULL THEN RETURN NULL; END IF;
  v_before := act_as_system_for_now();
  PERFORM graphile_worker.add_job('look_after_visits', json_build_object('tandemId', t.id),
    run_at => now() + interval '30 seconds', max_attempts => 12, job_key => 'visits ' || t.id,
    job_key_mode => 'preserve_run_at')
  FROM tandem t WHERE t.series_id = v_series AND t.ended_at IS NULL;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_place_changed AFTER UPDATE OF ended_at ON signup
  FOR EACH ROW WHEN ((OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL) AND coalesce(NEW.end_reason, OLD.end_reason)
    IN ('cancelled_by_person', 'removed_by_office', 'absent', 'commitment_ended', 'series_changed'))
  EXECUTE FUNCTION visit_place_changed();
--> statement-breakpoint
-- An application moves by itself when a check ends, and back when it is renewed ----------------------
ALTER TABLE "application_move" ALTER COLUMN "moved_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "application_move" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "application_move" ADD CONSTRAINT "application_move_cause" CHECK ("application_move"."cause" in ('expired','renewed') and ("application_move"."moved_by" is null) = ("application_move"."cause" is not null));
--> statement-breakpoint
-- A declaration counts for the controller to whom it was given ----------------------------------------
ALTER TABLE "qualification" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_given_to" CHECK ("qualification"."organisation_id" is null or "qualification"."kind" in ('volunteer_agreement','secrecy_declaration','self_commitment'));--> statement-breakpoint
CREATE INDEX "qualification_organisation" ON "qualification" USING btree ("organisation_id") WHERE organisation_id is not null;--> statement-breakpoint
DROP INDEX "qualification_person_kind";--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_person_kind" UNIQUE NULLS NOT DISTINCT("person_id","kind","organisation_id");--> statement-breakpoint
-- The legal body that answers for what an office knows: its provider (Träger), or the office where there is none.
CREATE FUNCTION controller_of(p_organisation uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(o.provider_id, o.id) FROM organisation o WHERE o.id = p_organisation
$$;
--> statement-breakpoint
-- Until now a declaration was the office's whose words were signed, or the one that looks after the person.
UPDATE qualification q SET organisation_id = controller_of(coalesce(
  (SELECT t.organisation_id FROM declaration_text t WHERE t.id = q.text_id), v.office_id))
FROM volunteer v
WHERE v.person_id = q.person_id AND q.kind IN ('volunteer_agreement','secrecy_declaration','self_commitment');
--> statement-breakpoint
DROP FUNCTION lacking(text[], uuid, date);
--> statement-breakpoint
-- As before; and of declarations count those that were given to the controller of `p_organisation`, or of which is not
-- known to whom.
CREATE FUNCTION lacking(p_kinds text[], p_person uuid, p_on date, p_organisation uuid) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_controller uuid := controller_of(p_organisation);
BEGIN
  RETURN array(
    SELECT r.kind FROM unnest(p_kinds) WITH ORDINALITY AS r(kind, position)
    WHERE NOT EXISTS (
      SELECT FROM qualification q WHERE q.person_id = p_person AND q.kind = r.kind
        AND (q.organisation_id IS NULL OR q.organisation_id = v_controller)
        AND p_on BETWEEN q.granted_on AND coalesce(q.expires_on, 'infinity'))
    AND NOT (r.kind = 'measles_confirmation' AND EXISTS (
      SELECT FROM volunteer v WHERE v.person_id = p_person AND v.birth_year < 1971))
    ORDER BY r.position);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION missing_requirements(p_shift uuid, p_person uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT lacking(s.requirements, p_person, (s.start_at AT TIME ZONE e.time_zone)::date, e.organisation_id)
    FROM shift s JOIN event e ON e.id = s.event_id WHERE s.id = p_shift), '{}')
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION application_stage_holds() RETURNS trigger LANGUAGE plpgsql AS $$
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
      (NEW.stage_at AT TIME ZONE coalesce((SELECT time_zone FROM town), 'Europe/Berlin'))::date, a.organisation_id);
    IF cardinality(missing) > 0 THEN
      RAISE EXCEPTION 'not ready without %', missing USING ERRCODE = 'check_violation', CONSTRAINT = 'application_ready';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Of two records of one person, declarations to different controllers are different ones.
DO $$
DECLARE
  v_before text := pg_get_functiondef('merge_people'::regproc);
  v_after text := replace(v_before, 'o.kind = k.kind AND o.person_id = p_merged',
    'o.kind = k.kind AND o.organisation_id IS NOT DISTINCT FROM k.organisation_id AND o.person_id = p_merged');
BEGIN
  ASSERT v_after <> v_before;
  EXECUTE v_after;
END $$;
