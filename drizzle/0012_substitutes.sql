CREATE TABLE "substitute_offer" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"shift_id" uuid NOT NULL,
	"signup_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"offered_by" uuid NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	CONSTRAINT "substitute_offer_closing" CHECK (("substitute_offer"."closed_at" is null) = ("substitute_offer"."closed_by" is null) and ("substitute_offer"."closed_at" is null) = ("substitute_offer"."outcome" is null)),
	CONSTRAINT "substitute_offer_acceptance" CHECK (("substitute_offer"."accepted_at" is null) = ("substitute_offer"."accepted_by" is null) and ("substitute_offer"."outcome" is distinct from 'taken' or "substitute_offer"."accepted_by" is not null)),
	CONSTRAINT "substitute_offer_outcome" CHECK ("substitute_offer"."outcome" in ('taken','withdrawn','place_ended'))
);
--> statement-breakpoint
CREATE TABLE "substitute_ask" (
	"offer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"declined_at" timestamp with time zone,
	CONSTRAINT "substitute_ask_offer_id_person_id_pk" PRIMARY KEY("offer_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "kept_place" (
	"absence_id" uuid NOT NULL,
	"signup_id" uuid NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	"kept_by" uuid NOT NULL,
	CONSTRAINT "kept_place_absence_id_signup_id_pk" PRIMARY KEY("absence_id","signup_id")
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "mailed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_shift_id_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shift"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_signup_id_signup_id_fk" FOREIGN KEY ("signup_id") REFERENCES "public"."signup"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_offered_by_person_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_accepted_by_person_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_offer" ADD CONSTRAINT "substitute_offer_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_ask" ADD CONSTRAINT "substitute_ask_offer_id_substitute_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."substitute_offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_ask" ADD CONSTRAINT "substitute_ask_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_place" ADD CONSTRAINT "kept_place_absence_id_absence_id_fk" FOREIGN KEY ("absence_id") REFERENCES "public"."absence"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_place" ADD CONSTRAINT "kept_place_signup_id_signup_id_fk" FOREIGN KEY ("signup_id") REFERENCES "public"."signup"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_place" ADD CONSTRAINT "kept_place_kept_by_person_id_fk" FOREIGN KEY ("kept_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "substitute_offer_of_place" ON "substitute_offer" USING btree ("signup_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "substitute_offer_shift" ON "substitute_offer" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "substitute_offer_person" ON "substitute_offer" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "substitute_ask_person" ON "substitute_ask" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_task_notice" ON "call_task" USING btree ("notice_id") WHERE done_at is null;--> statement-breakpoint

-- An offer lives no longer than the place that is offered, however that ends -----------------------
CREATE FUNCTION offer_ends_with_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE substitute_offer SET closed_at = NEW.ended_at, closed_by = NEW.ended_by, outcome = 'place_ended'
  WHERE signup_id = NEW.id AND closed_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER offer_ends_with_place AFTER UPDATE OF ended_at ON signup
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION offer_ends_with_place();
--> statement-breakpoint

-- Verbs -----------------------------------------------------------------------------------------
-- Looks for a substitute for somebody's place. Outcomes: offered, open (did so before), not_found (no such place),
-- past, somebody_waits (giving the place back is enough: the waiting list moves up).
CREATE FUNCTION offer_place(p_shift uuid, p_person uuid, p_actor uuid, p_note text, p_now timestamptz,
  OUT outcome text, OUT offer uuid)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  place uuid;
BEGIN
  SELECT * INTO s FROM shift WHERE id = p_shift FOR UPDATE;
  SELECT id INTO place FROM signup
    WHERE shift_id = p_shift AND person_id = p_person AND ended_at IS NULL AND confirmed_at IS NOT NULL;
  IF NOT FOUND THEN outcome := 'not_found'; RETURN; END IF;
  IF s.start_at <= p_now THEN outcome := 'past'; RETURN; END IF;
  SELECT id INTO offer FROM substitute_offer WHERE signup_id = place AND closed_at IS NULL;
  IF FOUND THEN outcome := 'open'; RETURN; END IF;
  IF s.waiting_count > 0 THEN outcome := 'somebody_waits'; RETURN; END IF;
  INSERT INTO substitute_offer (shift_id, signup_id, person_id, note, offered_at, offered_by)
    VALUES (p_shift, place, p_person, p_note, p_now, p_actor) RETURNING id INTO offer;
  PERFORM record_shift_event('substitute_wanted', p_shift, p_person, p_actor, p_now);
  outcome := 'offered';
END $$;
--> statement-breakpoint
-- Hands an offered place over: the first who says yes gets it. The shift's row lock puts them in a line; capacity and
-- double booking are judged by the same rules as for sign_up(); the waiting list stays as it is.
-- Where the project wants the office's word, a yes of the person's own (actor = person) is kept until it agrees; the
-- office may choose somebody else. Asking again changes nothing (is_new false).
-- Outcomes: confirmed, proposed, taken, withdrawn, past, check_missing, overlapping, already_there, not_found.
CREATE FUNCTION take_over(p_offer uuid, p_person uuid, p_actor uuid, p_now timestamptz,
  OUT outcome text, OUT is_new boolean, OUT missing text[], OUT conflict uuid)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  o substitute_offer;
  theirs signup;
BEGIN
  is_new := false;
  SELECT shift.* INTO s FROM shift JOIN substitute_offer f ON f.shift_id = shift.id
    WHERE f.id = p_offer FOR UPDATE OF shift;
  IF NOT FOUND THEN outcome := 'not_found'; RETURN; END IF;
  SELECT * INTO o FROM substitute_offer WHERE id = p_offer FOR UPDATE;
  IF o.person_id = p_person THEN outcome := 'not_found'; RETURN; END IF;
  IF o.closed_at IS NOT NULL THEN
    outcome := CASE WHEN o.outcome = 'taken' AND o.accepted_by = p_person THEN 'confirmed'
      WHEN o.outcome = 'taken' THEN 'taken' ELSE 'withdrawn' END;
    RETURN;
  END IF;
  IF s.start_at <= p_now THEN outcome := 'past'; RETURN; END IF;
  IF o.accepted_by <> p_person AND p_actor = p_person THEN outcome := 'taken'; RETURN; END IF;
  SELECT * INTO theirs FROM signup WHERE shift_id = s.id AND person_id = p_person AND ended_at IS NULL;
  IF theirs.confirmed_at IS NOT NULL THEN outcome := 'already_there'; RETURN; END IF;
  missing := missing_requirements(s.id, p_person);
  IF cardinality(missing) > 0 THEN outcome := 'check_missing'; RETURN; END IF;
  conflict := conflicting_shift(s.id, p_person);
  IF conflict IS NOT NULL THEN outcome := 'overlapping'; RETURN; END IF;

  IF p_actor = p_person AND (SELECT p.substitutes_need_approval FROM event e JOIN project p ON p.id = e.project_id
    WHERE e.id = s.event_id) THEN
    outcome := 'proposed';
    is_new := o.accepted_by IS NULL;
    IF is_new THEN
      UPDATE substitute_offer SET accepted_at = p_now, accepted_by = p_person WHERE id = p_offer;
      PERFORM record_shift_event('substitute_proposed', s.id, p_person, p_actor, p_now);
    END IF;
    RETURN;
  END IF;

  BEGIN
    UPDATE substitute_offer SET accepted_at = CASE WHEN accepted_by = p_person THEN accepted_at ELSE p_now END,
      accepted_by = p_person, closed_at = p_now, closed_by = p_actor, outcome = 'taken' WHERE id = p_offer;
    UPDATE signup SET ended_at = p_now, ended_by = p_actor, end_reason = 'substituted' WHERE id = o.signup_id;
    IF theirs.id IS NULL THEN
      INSERT INTO signup (shift_id, person_id, signed_up_at, signed_up_by, confirmed_at)
      VALUES (s.id, p_person, p_now, p_actor, p_now);
    ELSE
      UPDATE signup SET confirmed_at = p_now WHERE id = theirs.id;
    END IF;
  EXCEPTION WHEN exclusion_violation THEN
    outcome := 'overlapping';
    conflict := conflicting_shift(s.id, p_person);
    RETURN;
  END;
  outcome := 'confirmed';
  is_new := true;
  PERFORM record_shift_event('signup_substituted', s.id, o.person_id, p_actor, p_now);
  PERFORM record_shift_event('signup_confirmed', s.id, p_person, p_actor, p_now);
END $$;
--> statement-breakpoint
-- Takes back that somebody took over, by whoever did it (the person or the office) within p_grace: everything is as
-- before. A yes that waited for the office waits again; else the offer is open again. One's own yes may be taken back
-- as long as it waits. Outcomes: reopened (who had the place has it again), withdrawn (it had only been a yes),
-- too_late.
CREATE FUNCTION undo_take_over(p_offer uuid, p_person uuid, p_actor uuid, p_grace interval, p_now timestamptz, OUT outcome text)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  o substitute_offer;
  was_waiting boolean;
BEGIN
  outcome := 'too_late';
  SELECT shift.* INTO s FROM shift JOIN substitute_offer f ON f.shift_id = shift.id
    WHERE f.id = p_offer FOR UPDATE OF shift;
  SELECT * INTO o FROM substitute_offer WHERE id = p_offer FOR UPDATE;
  IF o.accepted_by IS DISTINCT FROM p_person THEN RETURN; END IF;
  IF o.closed_at IS NULL AND p_actor <> p_person THEN RETURN; END IF;
  was_waiting := o.accepted_at < o.closed_at;
  IF o.closed_at IS NOT NULL THEN
    IF o.outcome <> 'taken' OR o.closed_by <> p_actor OR o.closed_at < p_now - p_grace OR s.start_at <= p_now THEN RETURN; END IF;
    -- Who had waited in the list waits again; who came anew was never here.
    UPDATE signup SET confirmed_at = NULL WHERE shift_id = s.id AND person_id = p_person AND ended_at IS NULL
      AND signed_up_at < o.closed_at;
    DELETE FROM signup WHERE shift_id = s.id AND person_id = p_person AND ended_at IS NULL AND confirmed_at = o.closed_at;
    UPDATE signup SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = o.signup_id;
    PERFORM record_shift_event('signup_restored', s.id, o.person_id, p_actor, p_now);
  END IF;
  UPDATE substitute_offer SET accepted_at = CASE WHEN was_waiting THEN accepted_at END,
    accepted_by = CASE WHEN was_waiting THEN accepted_by END, closed_at = NULL, closed_by = NULL, outcome = NULL
    WHERE id = p_offer;
  PERFORM record_shift_event(CASE WHEN was_waiting THEN 'substitute_proposed' ELSE 'substitute_wanted' END, s.id,
    o.person_id, p_actor, p_now);
  outcome := CASE WHEN o.closed_at IS NULL THEN 'withdrawn' ELSE 'reopened' END;
EXCEPTION WHEN exclusion_violation THEN
  outcome := 'too_late';
END $$;
--> statement-breakpoint
-- Gives back a place, or one on the waiting list, that somebody gave up because of an absence, if it is still free.
-- Outcomes: confirmed, waiting, none, cancelled, past, full, check_missing, overlapping.
CREATE FUNCTION take_back_place(p_shift uuid, p_person uuid, p_actor uuid, p_now timestamptz,
  OUT outcome text, OUT conflict uuid)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  mine signup;
BEGIN
  SELECT * INTO s FROM shift WHERE id = p_shift FOR UPDATE;
  SELECT * INTO mine FROM signup WHERE shift_id = p_shift AND person_id = p_person
    ORDER BY ended_at DESC NULLS FIRST LIMIT 1;
  IF NOT FOUND OR (mine.ended_at IS NOT NULL AND mine.end_reason <> 'absent') THEN outcome := 'none'; RETURN; END IF;
  outcome := CASE WHEN mine.confirmed_at IS NULL THEN 'waiting' ELSE 'confirmed' END;
  IF mine.ended_at IS NULL THEN RETURN; END IF;
  IF s.cancelled_at IS NOT NULL OR (SELECT e.cancelled_at FROM event e WHERE e.id = s.event_id) IS NOT NULL THEN
    outcome := 'cancelled';
  ELSIF s.start_at <= p_now THEN outcome := 'past';
  ELSIF cardinality(missing_requirements(p_shift, p_person)) > 0 THEN outcome := 'check_missing';
  ELSIF mine.confirmed_at IS NOT NULL AND s.taken_places >= s.max_places THEN outcome := 'full';
  ELSE
    BEGIN
      UPDATE signup SET ended_at = NULL, ended_by = NULL, end_reason = NULL, moved_up_by = NULL WHERE id = mine.id;
      PERFORM record_shift_event('signup_restored', p_shift, p_person, p_actor, p_now);
    EXCEPTION WHEN exclusion_violation THEN
      outcome := 'overlapping';
      conflict := conflicting_shift(p_shift, p_person);
    END;
  END IF;
END $$;
--> statement-breakpoint
-- As before; and whoever moved up is told, once the time is over in which the cancellation may be taken back.
CREATE OR REPLACE FUNCTION move_up(p_shift uuid, p_freed_by uuid, p_actor uuid, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  next signup;
  moved integer := 0;
BEGIN
  SELECT * INTO s FROM shift WHERE id = p_shift;
  IF s.start_at <= p_now OR s.cancelled_at IS NOT NULL THEN RETURN 0; END IF;
  FOR next IN SELECT * FROM signup
    WHERE shift_id = p_shift AND ended_at IS NULL AND confirmed_at IS NULL ORDER BY arrival
  LOOP
    EXIT WHEN s.taken_places + moved >= s.max_places;
    IF cardinality(missing_requirements(p_shift, next.person_id)) > 0 THEN CONTINUE; END IF;
    BEGIN
      UPDATE signup SET confirmed_at = p_now, moved_up_by = p_freed_by WHERE id = next.id;
      moved := moved + 1;
      PERFORM record_shift_event('signup_moved_up', p_shift, next.person_id, p_actor, p_now);
      PERFORM graphile_worker.add_job('tell_moved_up', json_build_object('signupId', next.id),
        run_at => now() + interval '30 seconds', max_attempts => 12, job_key => 'moved up ' || next.id);
    EXCEPTION WHEN exclusion_violation THEN NULL;
    END;
  END LOOP;
  RETURN moved;
END $$;
