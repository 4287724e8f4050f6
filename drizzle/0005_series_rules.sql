-- What series, rooms and standing promises guarantee, whoever writes.

-- One rule at a time for each day of a series ---------------------------------------------------
ALTER TABLE series_phase ADD CONSTRAINT series_phase_one_at_a_time
  EXCLUDE USING gist (series_id WITH =, daterange(first_on, last_on, '[]') WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint

-- A room holds one date at a time. Deferrable, so that a series may move as a whole ---------------
ALTER TABLE event ADD CONSTRAINT event_room_is_free
  EXCLUDE USING gist (room_id WITH =, tstzrange(start_at, end_at) WITH &&)
  WHERE (room_id IS NOT NULL AND cancelled_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint

-- "I come every Tuesday" --------------------------------------------------------------------------
-- For each of these shifts who has promised to come and has no place yet, with what stands in the way, if anything:
-- check_missing, absent, full, overlapping. Whoever gave up the place of one date does not get it back.
CREATE FUNCTION promised_places(p_shifts uuid[], p_now timestamptz)
RETURNS TABLE (shift_id uuid, commitment_id uuid, person_id uuid, promised_by uuid, obstacle text)
LANGUAGE sql STABLE AS $$
  SELECT s.id, c.id, c.person_id, c.created_by,
    CASE
      WHEN EXISTS (SELECT FROM unnest(s.requirements) r(kind) WHERE NOT EXISTS (
        SELECT FROM qualification q WHERE q.person_id = c.person_id AND q.kind = r.kind
          AND (s.start_at AT TIME ZONE e.time_zone)::date BETWEEN q.granted_on AND coalesce(q.expires_on, 'infinity')))
        THEN 'check_missing'
      WHEN EXISTS (SELECT FROM absence a WHERE a.person_id = c.person_id
        AND (s.start_at AT TIME ZONE e.time_zone)::date BETWEEN a.first_on AND a.last_on) THEN 'absent'
      WHEN row_number() OVER (PARTITION BY s.id ORDER BY c.created_at, c.id) > s.max_places - s.taken_places THEN 'full'
      WHEN EXISTS (SELECT FROM signup g WHERE g.person_id = c.person_id AND g.confirmed_at IS NOT NULL
        AND g.ended_at IS NULL AND g.during && tstzrange(s.start_at, s.end_at)) THEN 'overlapping'
    END
  FROM unnest(p_shifts) asked(id)
  JOIN shift s ON s.id = asked.id
  JOIN event e ON e.id = s.event_id
  -- OFFSET 0: by index for each shift, also while the planner does not know yet how many promises there are.
  CROSS JOIN LATERAL (SELECT x.* FROM commitment x WHERE x.series_role_id = s.series_role_id AND x.ended_at IS NULL
    AND e.series_on BETWEEN x.first_on AND coalesce(x.last_on, 'infinity') OFFSET 0) c
  WHERE s.cancelled_at IS NULL AND e.cancelled_at IS NULL AND s.start_at > p_now
    AND NOT EXISTS (SELECT FROM signup g WHERE g.shift_id = s.id AND g.person_id = c.person_id
      AND (g.ended_at IS NULL OR g.commitment_id = c.id))
$$;
--> statement-breakpoint
-- Gives everybody who promised to come a place at these shifts, and says for whom it was not possible and why.
-- All at once; only when two of the new places stand in each other's way one by one.
CREATE FUNCTION keep_promises(p_shifts uuid[], p_now timestamptz)
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
    INSERT INTO signup (shift_id, person_id, signed_up_at, signed_up_by, confirmed_at, commitment_id)
    SELECT p.shift_id, p.person_id, p_now, p.promised_by, p_now, p.commitment_id FROM promise p WHERE p.obstacle IS NULL;
  EXCEPTION WHEN exclusion_violation THEN
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
--> statement-breakpoint
-- Brings cancelled dates back, with everybody who had a place until then and still can come. A date whose room
-- somebody else has by now stays cancelled. Returns the dates that are back.
CREATE FUNCTION restore_dates(p_events uuid[], p_now timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  e event;
  g signup;
BEGIN
  FOR e IN SELECT * FROM event WHERE id = ANY (p_events) AND cancelled_at IS NOT NULL AND start_at > p_now
    ORDER BY id FOR UPDATE
  LOOP
    BEGIN
      UPDATE event SET cancelled_at = NULL, cancelled_by = NULL, cancellation_reason = NULL, day_off = NULL,
        changed_at = p_now, version = version + 1 WHERE id = e.id;
    EXCEPTION WHEN exclusion_violation OR unique_violation THEN CONTINUE;
    END;
    PERFORM FROM shift WHERE event_id = e.id ORDER BY id FOR UPDATE;
    FOR g IN SELECT x.* FROM signup x JOIN shift s ON s.id = x.shift_id
      WHERE s.event_id = e.id AND x.end_reason = 'event_cancelled' AND x.ended_at = e.cancelled_at ORDER BY x.arrival
    LOOP
      BEGIN
        UPDATE signup SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = g.id;
      EXCEPTION WHEN exclusion_violation OR unique_violation OR check_violation THEN NULL;
      END;
    END LOOP;
    RETURN NEXT e.id;
  END LOOP;
END $$;
--> statement-breakpoint
-- Ends the places that come from a promise, from one day of the series on; whoever waits moves up.
-- Returns how many dates are without the person now.
CREATE FUNCTION end_promised_places(p_commitment uuid, p_from date, p_actor uuid, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  place record;
  ended integer := 0;
BEGIN
  FOR place IN SELECT g.id, g.shift_id, g.person_id FROM signup g JOIN shift s ON s.id = g.shift_id
    JOIN event e ON e.id = s.event_id
    WHERE g.commitment_id = p_commitment AND g.ended_at IS NULL AND e.series_on >= p_from AND s.start_at > p_now
    ORDER BY g.shift_id
  LOOP
    PERFORM FROM shift WHERE id = place.shift_id FOR UPDATE;
    UPDATE signup SET ended_at = p_now, ended_by = p_actor, end_reason = 'commitment_ended'
      WHERE id = place.id AND ended_at IS NULL;
    IF FOUND THEN
      ended := ended + 1;
      PERFORM move_up(place.shift_id, place.id, p_actor, p_now);
    END IF;
  END LOOP;
  RETURN ended;
END $$;
