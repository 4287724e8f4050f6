-- History weeks: days of a project, residents who take part, their escorts, and who would stand in.

CREATE TABLE history_week (
  project_id uuid PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
  first_on date NOT NULL,
  last_on date NOT NULL,
  witness_sessions_per_day smallint NOT NULL DEFAULT 1,
  copied_from uuid REFERENCES project (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES person (id),
  thanked_at timestamptz,
  thanked_by uuid REFERENCES person (id),
  participants_deleted_at timestamptz,
  participants_deleted_by uuid REFERENCES person (id),
  CONSTRAINT history_week_days CHECK (last_on BETWEEN first_on AND first_on + 13),
  CONSTRAINT history_week_witness CHECK (witness_sessions_per_day BETWEEN 1 AND 9),
  CONSTRAINT history_week_thanks CHECK ((thanked_at IS NULL) = (thanked_by IS NULL)),
  CONSTRAINT history_week_deletion CHECK (participants_deleted_at IS NOT NULL OR participants_deleted_by IS NULL)
);
--> statement-breakpoint
CREATE INDEX history_week_lists ON history_week (last_on) WHERE participants_deleted_at IS NULL;
--> statement-breakpoint
CREATE TABLE participant (
  id uuid PRIMARY KEY DEFAULT new_id(),
  project_id uuid NOT NULL REFERENCES history_week (project_id) ON DELETE CASCADE,
  given_name text NOT NULL,
  initial text NOT NULL DEFAULT '',
  house text NOT NULL DEFAULT '',
  needs_escort boolean NOT NULL DEFAULT false,
  photo_consent text NOT NULL DEFAULT 'unknown',
  consent_on date,
  consent_by uuid REFERENCES person (id),
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES person (id),
  CONSTRAINT participant_given_name CHECK (char_length(given_name) BETWEEN 1 AND 40),
  CONSTRAINT participant_initial CHECK (char_length(initial) <= 1),
  CONSTRAINT participant_consent CHECK (photo_consent IN ('unknown', 'none', 'photo', 'photo_and_sound')),
  CONSTRAINT participant_consent_taken CHECK ((photo_consent = 'unknown') = (consent_on IS NULL)
    AND (photo_consent = 'unknown') = (consent_by IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX participant_name ON participant (project_id, lower(given_name), lower(initial), lower(house));
--> statement-breakpoint
CREATE TABLE session_participant (
  event_id uuid NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  participant_id uuid NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  during tstzrange NOT NULL,
  is_witness boolean NOT NULL DEFAULT false,
  escort_id uuid REFERENCES person (id),
  added_at timestamptz NOT NULL,
  added_by uuid REFERENCES person (id),
  PRIMARY KEY (event_id, participant_id)
);
--> statement-breakpoint
-- One escort accompanies one person.
CREATE UNIQUE INDEX session_participant_escort ON session_participant (event_id, escort_id);
--> statement-breakpoint
CREATE INDEX session_participant_participant ON session_participant (participant_id);
--> statement-breakpoint
-- Nobody is at two sessions at once. Deferrable, so that two sessions may change places.
ALTER TABLE session_participant ADD CONSTRAINT session_participant_no_overlap
  EXCLUDE USING gist (participant_id WITH =, during WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
CREATE TABLE witness_exception (
  id uuid PRIMARY KEY DEFAULT new_id(),
  project_id uuid NOT NULL REFERENCES history_week (project_id) ON DELETE CASCADE,
  on_date date NOT NULL,
  person_id uuid REFERENCES person (id),
  participant_id uuid REFERENCES participant (id) ON DELETE CASCADE,
  note text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES person (id),
  CONSTRAINT witness_exception_one CHECK (num_nonnulls(person_id, participant_id) = 1),
  CONSTRAINT witness_exception_note CHECK (note <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX witness_exception_person ON witness_exception (project_id, on_date, person_id);
--> statement-breakpoint
CREATE UNIQUE INDEX witness_exception_participant ON witness_exception (project_id, on_date, participant_id);
--> statement-breakpoint
CREATE TABLE stand_in (
  id uuid PRIMARY KEY DEFAULT new_id(),
  project_id uuid NOT NULL REFERENCES history_week (project_id) ON DELETE CASCADE,
  person_id uuid REFERENCES person (id),
  name text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  roles text[] NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES person (id),
  CONSTRAINT stand_in_who CHECK ((person_id IS NULL) = (name <> '' AND phone <> ''))
);
--> statement-breakpoint
CREATE UNIQUE INDEX stand_in_person ON stand_in (project_id, person_id);
--> statement-breakpoint
CREATE INDEX stand_in_project ON stand_in (project_id);
--> statement-breakpoint

-- A resident's place has the time of its session, and none once that is called off --------------------
-- The session's row is locked, so that moving it and adding somebody never pass each other unseen.
CREATE FUNCTION session_participant_takes_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT CASE WHEN e.cancelled_at IS NULL THEN tstzrange(e.start_at, e.end_at) ELSE 'empty' END
    INTO NEW.during FROM event e WHERE e.id = NEW.event_id FOR SHARE;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_participant_takes_time BEFORE INSERT ON session_participant
  FOR EACH ROW EXECUTE FUNCTION session_participant_takes_time();
--> statement-breakpoint
CREATE FUNCTION session_participant_follows_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session_participant
  SET during = CASE WHEN NEW.cancelled_at IS NULL THEN tstzrange(NEW.start_at, NEW.end_at) ELSE 'empty' END
  WHERE event_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_participant_follows_event AFTER UPDATE OF start_at, end_at, cancelled_at ON event
  FOR EACH ROW WHEN ((OLD.start_at, OLD.end_at, OLD.cancelled_at) IS DISTINCT FROM (NEW.start_at, NEW.end_at, NEW.cancelled_at))
  EXECUTE FUNCTION session_participant_follows_event();
--> statement-breakpoint

-- Whoever gives up the place as escort accompanies nobody any more ------------------------------------
CREATE FUNCTION escort_leaves_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session_participant p SET escort_id = NULL
  FROM shift s
  WHERE s.id = NEW.shift_id AND s.role = 'escort' AND p.event_id = s.event_id AND p.escort_id = NEW.person_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER escort_leaves_participant AFTER UPDATE OF ended_at ON signup
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION escort_leaves_participant();
