-- What people rely on is guaranteed here, whoever writes: capacity, no double booking, order of the
-- waiting list. The application calls sign_up(), cancel_signup() and their kin in one round trip each.

-- Searching -------------------------------------------------------------------------------------
ALTER TABLE organisation ADD COLUMN search text GENERATED ALWAYS AS (search_text(name || ' ' || coalesce(city, ''))) STORED;
--> statement-breakpoint
CREATE INDEX organisation_search ON organisation USING gin (search gin_trgm_ops);
--> statement-breakpoint
ALTER TABLE project ADD COLUMN search text GENERATED ALWAYS AS (search_text(title || ' ' || summary || ' ' || description)) STORED;
--> statement-breakpoint
CREATE INDEX project_search ON project USING gin (search gin_trgm_ops);
--> statement-breakpoint
ALTER TABLE person ADD COLUMN search text GENERATED ALWAYS AS (search_text(given_name || ' ' || family_name || ' ' || coalesce(email, ''))) STORED;
--> statement-breakpoint
CREATE INDEX person_search ON person USING gin (search gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX person_sorted ON person (family_name COLLATE german, given_name COLLATE german, id);
--> statement-breakpoint

-- Events feed live updates ----------------------------------------------------------------------
-- Without persons: whoever listens on the channel learns where to look again, not who did what.
CREATE FUNCTION announce_domain_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('domain_event', json_build_object('type', NEW.type, 'organisationId', NEW.organisation_id,
    'projectId', NEW.project_id, 'eventId', NEW.event_id, 'shiftId', NEW.shift_id)::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER domain_event_announced AFTER INSERT ON domain_event
  FOR EACH ROW EXECUTE FUNCTION announce_domain_event();
--> statement-breakpoint

-- A place takes its time and house from its shift -----------------------------------------------
CREATE FUNCTION signup_facts(p_shift uuid, OUT during tstzrange, OUT during_with_travel tstzrange, OUT place_key text)
LANGUAGE sql STABLE AS $$
  SELECT tstzrange(s.start_at, s.end_at),
         tstzrange(s.start_at - t.half, s.end_at + t.half),
         coalesce(e.venue_id::text, nullif(search_text(concat_ws(' ', e.street, e.postal_code)), ''), e.id::text)
  FROM shift s
  JOIN event e ON e.id = s.event_id
  CROSS JOIN LATERAL (SELECT make_interval(secs => 30 * coalesce(
    (SELECT travel_buffer_minutes FROM town), 0)) AS half) t
  WHERE s.id = p_shift
$$;
--> statement-breakpoint
CREATE FUNCTION signup_takes_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT f.during, f.during_with_travel, f.place_key
    INTO NEW.during, NEW.during_with_travel, NEW.place_key FROM signup_facts(NEW.shift_id) f;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER signup_takes_facts BEFORE INSERT ON signup
  FOR EACH ROW EXECUTE FUNCTION signup_takes_facts();
--> statement-breakpoint
CREATE FUNCTION signup_follows_shift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE signup SET (during, during_with_travel, place_key) =
    (SELECT f.during, f.during_with_travel, f.place_key FROM signup_facts(NEW.id) f)
  WHERE shift_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER signup_follows_shift AFTER UPDATE OF start_at, end_at ON shift
  FOR EACH ROW WHEN (OLD.start_at <> NEW.start_at OR OLD.end_at <> NEW.end_at)
  EXECUTE FUNCTION signup_follows_shift();
--> statement-breakpoint
CREATE FUNCTION signup_follows_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE signup g SET place_key = f.place_key
  FROM shift s CROSS JOIN LATERAL signup_facts(s.id) f
  WHERE s.event_id = NEW.id AND g.shift_id = s.id AND g.ended_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER signup_follows_event AFTER UPDATE OF venue_id, street, postal_code ON event
  FOR EACH ROW WHEN ((OLD.venue_id, OLD.street, OLD.postal_code) IS DISTINCT FROM (NEW.venue_id, NEW.street, NEW.postal_code))
  EXECUTE FUNCTION signup_follows_event();
--> statement-breakpoint

-- Nobody is in two places at once ---------------------------------------------------------------
-- Deferrable, so that moving an event with several shifts of one person is judged at the end.
ALTER TABLE signup ADD CONSTRAINT signup_no_overlap
  EXCLUDE USING gist (person_id WITH =, during WITH &&)
  WHERE (confirmed_at IS NOT NULL AND ended_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
ALTER TABLE signup ADD CONSTRAINT signup_time_to_travel
  EXCLUDE USING gist (person_id WITH =, place_key WITH <>, during_with_travel WITH &&)
  WHERE (confirmed_at IS NOT NULL AND ended_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint

-- The counters of a shift follow its rows; the check shift_capacity makes overbooking impossible --
CREATE FUNCTION shift_counts_signups() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken integer := 0;
  waiting integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.ended_at IS NULL THEN
    IF OLD.confirmed_at IS NULL THEN waiting := waiting - 1; ELSE taken := taken - 1; END IF;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.ended_at IS NULL THEN
    IF NEW.confirmed_at IS NULL THEN waiting := waiting + 1; ELSE taken := taken + 1; END IF;
  END IF;
  IF taken <> 0 OR waiting <> 0 THEN
    UPDATE shift SET taken_places = taken_places + taken, waiting_count = waiting_count + waiting
    WHERE id = coalesce(NEW.shift_id, OLD.shift_id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER shift_counts_signups AFTER INSERT OR DELETE OR UPDATE OF confirmed_at, ended_at ON signup
  FOR EACH ROW EXECUTE FUNCTION shift_counts_signups();
--> statement-breakpoint

-- Verbs -----------------------------------------------------------------------------------------
CREATE FUNCTION record_shift_event(p_type text, p_shift uuid, p_person uuid, p_actor uuid, p_now timestamptz,
  p_details jsonb DEFAULT '{}') RETURNS void LANGUAGE sql AS $$
  INSERT INTO domain_event (type, occurred_at, actor_id, organisation_id, project_id, event_id, shift_id, person_id, details)
  SELECT p_type, p_now, p_actor, e.organisation_id, e.project_id, e.id, s.id, p_person, p_details
  FROM shift s JOIN event e ON e.id = s.event_id WHERE s.id = p_shift
$$;
--> statement-breakpoint
-- Which required qualifications the person does not hold on the day of the shift.
CREATE FUNCTION missing_requirements(p_shift uuid, p_person uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(
    SELECT r.kind FROM shift s JOIN event e ON e.id = s.event_id, unnest(s.requirements) AS r(kind)
    WHERE s.id = p_shift AND NOT EXISTS (
      SELECT FROM qualification q WHERE q.person_id = p_person AND q.kind = r.kind
        AND (s.start_at AT TIME ZONE e.time_zone)::date BETWEEN q.granted_on AND coalesce(q.expires_on, 'infinity')))
$$;
--> statement-breakpoint
-- The confirmed place that stands in the way, if any: overlapping, or too near to travel.
CREATE FUNCTION conflicting_shift(p_shift uuid, p_person uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT g.shift_id FROM signup_facts(p_shift) f
  JOIN signup g ON g.person_id = p_person AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL AND g.shift_id <> p_shift
    AND (g.during && f.during OR (g.during_with_travel && f.during_with_travel AND g.place_key <> f.place_key))
  ORDER BY lower(g.during) LIMIT 1
$$;
--> statement-breakpoint
-- Takes a place, or one on the waiting list, in one statement and one round trip.
-- The shift's row lock puts everybody who wants this shift in a line, on however many instances they are;
-- its event is read after the lock is held, so that a cancellation that came first is seen.
-- By hand (an office places somebody) drafts are allowed and nobody is put on the waiting list unasked.
-- Outcomes: confirmed, waiting, not_found, cancelled, past, closed, full, check_missing, overlapping.
CREATE FUNCTION sign_up(p_shift uuid, p_person uuid, p_actor uuid, p_now timestamptz, p_by_hand boolean DEFAULT false,
  OUT outcome text, OUT place integer, OUT missing text[], OUT conflict uuid)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  e record;
  mine signup;
BEGIN
  SELECT * INTO s FROM shift WHERE id = p_shift FOR UPDATE;
  IF NOT FOUND THEN outcome := 'not_found'; RETURN; END IF;
  SELECT ev.published_at IS NOT NULL AND p.published_at IS NOT NULL AS is_published,
         ev.cancelled_at IS NOT NULL AS is_cancelled, p.closed_at IS NOT NULL AS is_closed
    INTO e FROM event ev JOIN project p ON p.id = ev.project_id WHERE ev.id = s.event_id;

  SELECT * INTO mine FROM signup WHERE shift_id = p_shift AND person_id = p_person AND ended_at IS NULL;
  IF FOUND THEN
    IF mine.confirmed_at IS NOT NULL THEN outcome := 'confirmed'; RETURN; END IF;
    outcome := 'waiting';
    SELECT count(*) INTO place FROM signup
      WHERE shift_id = p_shift AND ended_at IS NULL AND confirmed_at IS NULL AND arrival <= mine.arrival;
    RETURN;
  END IF;

  IF NOT e.is_published AND NOT p_by_hand THEN outcome := 'not_found'; RETURN; END IF;
  IF s.cancelled_at IS NOT NULL OR e.is_cancelled THEN outcome := 'cancelled'; RETURN; END IF;
  IF e.is_closed THEN outcome := 'closed'; RETURN; END IF;
  IF (CASE WHEN p_by_hand THEN s.end_at ELSE s.start_at END) <= p_now THEN outcome := 'past'; RETURN; END IF;
  IF cardinality(s.requirements) > 0 THEN
    missing := missing_requirements(p_shift, p_person);
    IF cardinality(missing) > 0 THEN outcome := 'check_missing'; RETURN; END IF;
  END IF;

  IF s.taken_places >= s.max_places THEN
    IF p_by_hand THEN outcome := 'full'; RETURN; END IF;
    conflict := conflicting_shift(p_shift, p_person);
    IF conflict IS NOT NULL THEN outcome := 'overlapping'; RETURN; END IF;
    INSERT INTO signup (shift_id, person_id, signed_up_at, signed_up_by) VALUES (p_shift, p_person, p_now, p_actor);
    outcome := 'waiting';
    place := s.waiting_count + 1;
  ELSE
    BEGIN
      INSERT INTO signup (shift_id, person_id, signed_up_at, signed_up_by, confirmed_at)
      VALUES (p_shift, p_person, p_now, p_actor, p_now);
    EXCEPTION WHEN exclusion_violation THEN
      outcome := 'overlapping';
      conflict := conflicting_shift(p_shift, p_person);
      RETURN;
    END;
    outcome := 'confirmed';
  END IF;
  PERFORM record_shift_event('signup_' || outcome, p_shift, p_person, p_actor, p_now);
END $$;
--> statement-breakpoint
-- Fills free places from the waiting list in order of arrival; returns how many moved up.
-- Who meanwhile has another date at that time is passed over and keeps waiting. The caller holds the shift's lock.
CREATE FUNCTION move_up(p_shift uuid, p_freed_by uuid, p_actor uuid, p_now timestamptz) RETURNS integer
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
    EXCEPTION WHEN exclusion_violation THEN NULL;
    END;
  END LOOP;
  RETURN moved;
END $$;
--> statement-breakpoint
-- Gives a place back and moves the waiting list up. Outcomes: cancelled, none (was not signed up), past.
CREATE FUNCTION cancel_signup(p_shift uuid, p_person uuid, p_actor uuid, p_reason text, p_now timestamptz,
  OUT outcome text, OUT moved_up integer)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  mine signup;
BEGIN
  moved_up := 0;
  SELECT * INTO s FROM shift WHERE id = p_shift FOR UPDATE;
  SELECT * INTO mine FROM signup WHERE shift_id = p_shift AND person_id = p_person AND ended_at IS NULL;
  IF NOT FOUND THEN outcome := 'none'; RETURN; END IF;
  IF s.start_at <= p_now AND p_reason = 'cancelled_by_person' THEN outcome := 'past'; RETURN; END IF;
  UPDATE signup SET ended_at = p_now, ended_by = p_actor, end_reason = p_reason WHERE id = mine.id;
  PERFORM record_shift_event(
    CASE p_reason WHEN 'removed_by_office' THEN 'signup_removed' ELSE 'signup_cancelled' END,
    p_shift, p_person, p_actor, p_now, jsonb_build_object('wasConfirmed', mine.confirmed_at IS NOT NULL));
  IF mine.confirmed_at IS NOT NULL THEN moved_up := move_up(p_shift, mine.id, p_actor, p_now); END IF;
  outcome := 'cancelled';
END $$;
--> statement-breakpoint
-- Takes back a cancellation not older than p_grace, exactly: the place returns, and whoever moved up because of
-- it waits again at the old position. Outcomes: confirmed, waiting, none, too_late, overlapping, full.
CREATE FUNCTION undo_cancellation(p_shift uuid, p_person uuid, p_actor uuid, p_grace interval, p_now timestamptz,
  OUT outcome text)
LANGUAGE plpgsql AS $$
DECLARE
  s shift;
  mine signup;
BEGIN
  SELECT * INTO s FROM shift WHERE id = p_shift FOR UPDATE;
  SELECT * INTO mine FROM signup WHERE shift_id = p_shift AND person_id = p_person
    ORDER BY ended_at DESC NULLS FIRST LIMIT 1;
  IF NOT FOUND THEN outcome := 'none'; RETURN; END IF;
  IF mine.ended_at IS NULL THEN
    outcome := CASE WHEN mine.confirmed_at IS NULL THEN 'waiting' ELSE 'confirmed' END;
    RETURN;
  END IF;
  IF mine.end_reason NOT IN ('cancelled_by_person', 'removed_by_office') OR mine.ended_by <> p_actor
    OR mine.ended_at < p_now - p_grace OR s.cancelled_at IS NOT NULL THEN
    outcome := 'too_late';
    RETURN;
  END IF;
  IF mine.confirmed_at IS NOT NULL AND s.taken_places >= s.max_places THEN
    UPDATE signup SET confirmed_at = NULL, moved_up_by = NULL
      WHERE shift_id = p_shift AND moved_up_by = mine.id AND ended_at IS NULL AND confirmed_at IS NOT NULL;
    IF NOT FOUND THEN outcome := 'full'; RETURN; END IF;
  END IF;
  BEGIN
    UPDATE signup SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = mine.id;
  EXCEPTION WHEN exclusion_violation THEN
    PERFORM move_up(p_shift, mine.id, p_actor, p_now);
    outcome := 'overlapping';
    RETURN;
  END;
  outcome := CASE WHEN mine.confirmed_at IS NULL THEN 'waiting' ELSE 'confirmed' END;
  PERFORM record_shift_event('signup_restored', p_shift, p_person, p_actor, p_now);
END $$;
--> statement-breakpoint
-- Ends every place at the given shifts. The shifts are locked first, in one order, so that two offices never
-- wait for each other and nobody slips in between.
CREATE FUNCTION end_signups(p_shifts uuid[], p_actor uuid, p_reason text, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  ended integer;
BEGIN
  PERFORM FROM shift WHERE id = ANY (p_shifts) ORDER BY id FOR UPDATE;
  UPDATE signup SET ended_at = p_now, ended_by = p_actor, end_reason = p_reason
  WHERE shift_id = ANY (p_shifts) AND ended_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
