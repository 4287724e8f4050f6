CREATE TABLE "client" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"request_id" uuid,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"phone" text,
	"street" text DEFAULT '' NOT NULL,
	"postal_code" text,
	"district_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"birth_year" smallint,
	"gender" text,
	"wishes_gender" text,
	"service" text DEFAULT 'visiting' NOT NULL,
	"languages" text[] DEFAULT '{de}' NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"requires" text[] DEFAULT '{}' NOT NULL,
	"traits" text[] DEFAULT '{}' NOT NULL,
	"minutes" smallint DEFAULT 90 NOT NULL,
	"every_weeks" smallint DEFAULT 1 NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"read_back_on" date,
	"stand_ins_agreed_on" date,
	"contact_name" text DEFAULT '' NOT NULL,
	"contact_phone" text,
	"contact_relation" text,
	"waiting_since" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"died_on" date,
	"death_recorded_at" timestamp with time zone,
	"death_recorded_by" uuid,
	CONSTRAINT "client_of_office" UNIQUE("id","organisation_id"),
	CONSTRAINT "client_gender" CHECK ("client"."gender" in ('female','male','diverse')),
	CONSTRAINT "client_wishes_gender" CHECK ("client"."wishes_gender" in ('female','male','diverse')),
	CONSTRAINT "client_service" CHECK ("client"."service" in ('visiting','accompanying')),
	CONSTRAINT "client_requires" CHECK ("client"."requires" <@ '{dementia,hearing,mobility}'),
	CONSTRAINT "client_traits" CHECK ("client"."traits" <@ '{smoking,dogs,cats,stairs}'),
	CONSTRAINT "client_minutes" CHECK ("client"."minutes" between 15 and 480),
	CONSTRAINT "client_every_weeks" CHECK ("client"."every_weeks" between 1 and 8),
	CONSTRAINT "client_birth_year" CHECK ("client"."birth_year" between 1900 and 2100),
	CONSTRAINT "client_closing" CHECK (("client"."closed_at" is null) = ("client"."closed_by" is null)),
	CONSTRAINT "client_death" CHECK (("client"."death_recorded_at" is null) = ("client"."death_recorded_by" is null) and ("client"."died_on" is null or "client"."death_recorded_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "client_apart" (
	"client_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"volunteer_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "client_apart_client_id_volunteer_id_pk" PRIMARY KEY("client_id","volunteer_id")
);
--> statement-breakpoint
CREATE TABLE "client_window" (
	"client_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time NOT NULL,
	CONSTRAINT "client_window_client_id_weekday_start_time_pk" PRIMARY KEY("client_id","weekday","start_time"),
	CONSTRAINT "client_window_weekday" CHECK ("client_window"."weekday" between 1 and 7),
	CONSTRAINT "client_window_order" CHECK ("client_window"."start_time" < "client_window"."end_time")
);
--> statement-breakpoint
CREATE TABLE "tandem" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"volunteer_id" uuid NOT NULL,
	"state" text GENERATED ALWAYS AS (case when ended_at is not null then 'ended' when paused_at is not null then 'paused'
        when active_at is not null then 'active' when trial_on is not null then 'trial'
        when meeting_at is not null then 'meeting' when client_answer = 'yes' then 'agreed'
        when volunteer_answer = 'yes' then 'accepted' else 'asked' end) STORED,
	"note" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"volunteer_answer" text,
	"volunteer_answered_at" timestamp with time zone,
	"client_answer" text,
	"client_answered_at" timestamp with time zone,
	"meeting_at" timestamp with time zone,
	"meeting_with" uuid,
	"trial_on" date,
	"series_id" uuid,
	"active_at" timestamp with time zone,
	"active_by" uuid,
	"paused_at" timestamp with time zone,
	"paused_by" uuid,
	"pause_reason" text,
	"paused_until" date,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"end_reason" text,
	CONSTRAINT "tandem_of_office" UNIQUE("id","organisation_id"),
	CONSTRAINT "tandem_volunteer_answer" CHECK ("tandem"."volunteer_answer" in ('yes','no','call')),
	CONSTRAINT "tandem_client_answer" CHECK ("tandem"."client_answer" in ('yes','no')),
	CONSTRAINT "tandem_volunteer_answered" CHECK (("tandem"."volunteer_answer" is null) = ("tandem"."volunteer_answered_at" is null)),
	CONSTRAINT "tandem_client_answered" CHECK (("tandem"."client_answer" is null) = ("tandem"."client_answered_at" is null)),
	CONSTRAINT "tandem_client_after_volunteer" CHECK ("tandem"."client_answer" is null or "tandem"."volunteer_answer" = 'yes'),
	CONSTRAINT "tandem_meeting_after_both" CHECK ("tandem"."meeting_at" is null or "tandem"."client_answer" = 'yes'),
	CONSTRAINT "tandem_meeting" CHECK (("tandem"."meeting_at" is null) = ("tandem"."meeting_with" is null)),
	CONSTRAINT "tandem_trial" CHECK ("tandem"."trial_on" is null or ("tandem"."meeting_at" is not null and "tandem"."series_id" is not null)),
	CONSTRAINT "tandem_active" CHECK (("tandem"."active_at" is null) = ("tandem"."active_by" is null) and ("tandem"."active_at" is null or "tandem"."trial_on" is not null)),
	CONSTRAINT "tandem_pause" CHECK (("tandem"."paused_at" is null) = ("tandem"."paused_by" is null) and ("tandem"."paused_at" is null) = ("tandem"."pause_reason" is null)
        and "tandem"."pause_reason" in ('hospital','holiday','illness','other') and ("tandem"."paused_at" is null or "tandem"."trial_on" is not null)),
	CONSTRAINT "tandem_end" CHECK (("tandem"."ended_at" is null) = ("tandem"."ended_by" is null) and ("tandem"."ended_at" is null) = ("tandem"."end_reason" is null)
        and "tandem"."end_reason" in ('volunteer_declined','client_declined','withdrawn','no_match','trial_not_continued',
          'volunteer_stops','client_stops','moved','care_home','death','conflict','safety'))
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"tandem_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"outcome" text NOT NULL,
	"minutes" smallint DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"is_concern" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "visit_tandem_id_on_date_pk" PRIMARY KEY("tandem_id","on_date"),
	CONSTRAINT "visit_outcome" CHECK ("visit"."outcome" in ('held','cancelled_client','cancelled_volunteer')),
	CONSTRAINT "visit_minutes" CHECK ("visit"."minutes" between 0 and 720 and ("visit"."outcome" = 'held') = ("visit"."minutes" > 0)),
	CONSTRAINT "visit_note" CHECK (length("visit"."note") <= 200)
);
--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "birth_year" smallint;--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "wishes_gender" text;--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "excludes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "max_tandems" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "volunteer" ADD COLUMN "rests_until" date;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_death_recorded_by_person_id_fk" FOREIGN KEY ("death_recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_volunteer_id_volunteer_person_id_fk" FOREIGN KEY ("volunteer_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_client" FOREIGN KEY ("client_id","organisation_id") REFERENCES "public"."client"("id","organisation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_window" ADD CONSTRAINT "client_window_client" FOREIGN KEY ("client_id","organisation_id") REFERENCES "public"."client"("id","organisation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_volunteer_id_volunteer_person_id_fk" FOREIGN KEY ("volunteer_id") REFERENCES "public"."volunteer"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_meeting_with_person_id_fk" FOREIGN KEY ("meeting_with") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_active_by_person_id_fk" FOREIGN KEY ("active_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_client" FOREIGN KEY ("client_id","organisation_id") REFERENCES "public"."client"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_tandem" FOREIGN KEY ("tandem_id","organisation_id") REFERENCES "public"."tandem"("id","organisation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_list" ON "client" USING btree ("organisation_id","waiting_since");--> statement-breakpoint
CREATE INDEX "client_request" ON "client" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "client_apart_volunteer" ON "client_apart" USING btree ("volunteer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tandem_running_of_client" ON "tandem" USING btree ("client_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tandem_open_of_volunteer" ON "tandem" USING btree ("volunteer_id") WHERE ended_at is null and trial_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tandem_series" ON "tandem" USING btree ("series_id");--> statement-breakpoint
CREATE INDEX "tandem_list" ON "tandem" USING btree ("organisation_id","asked_at");--> statement-breakpoint
CREATE INDEX "tandem_volunteer" ON "tandem" USING btree ("volunteer_id");--> statement-breakpoint
CREATE INDEX "visit_office" ON "visit" USING btree ("organisation_id","on_date");--> statement-breakpoint
CREATE INDEX "visit_recorded_by" ON "visit" USING btree ("recorded_by");--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_gender" CHECK ("volunteer"."gender" in ('female','male','diverse'));--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_wishes_gender" CHECK ("volunteer"."wishes_gender" in ('female','male','diverse'));--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_birth_year" CHECK ("volunteer"."birth_year" between 1900 and 2100);--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_excludes" CHECK ("volunteer"."excludes" <@ '{smoking,dogs,cats,stairs}');--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_max_tandems" CHECK ("volunteer"."max_tandems" between 0 and 6);--> statement-breakpoint
-- Who acts ----------------------------------------------------------------------------------------
-- Sensitive tables show their rows only to whoever the transaction acts for (decision 022). `act_as` says so: a
-- person's id, or 'system' for the night's work. Who says nothing sees nothing: a query that forgets it finds no row.
CREATE FUNCTION acting_as_system() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('miteinander.actor', true), '') = 'system'
$$;
--> statement-breakpoint
CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(nullif(current_setting('miteinander.actor', true), ''), 'system')::uuid
$$;
--> statement-breakpoint
-- The offices in whose name the actor cares for people.
CREATE FUNCTION acting_offices() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT organisation_id FROM membership WHERE person_id = acting_person() AND role = 'coordinator' AND ended_at IS NULL
$$;
--> statement-breakpoint
-- Row security does not bind superusers and whoever has BYPASSRLS: they act through a role that has neither. An
-- ordinary owner is bound by FORCE ROW LEVEL SECURITY and needs no second role.
DO $$
BEGIN
  IF (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
    BEGIN
      CREATE ROLE miteinander_actor NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    EXECUTE format('GRANT %I TO miteinander_actor', current_user);
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION act_as(p_actor text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('miteinander.actor', p_actor, true);
  IF p_actor <> 'system' AND (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
    PERFORM set_config('role', 'miteinander_actor', true);
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE client ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE client FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE client_window ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE client_window FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE client_apart ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE client_apart FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE tandem ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE tandem FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE visit ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE visit FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY client_of_office ON client USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
-- Name and address are the volunteer's from the agreed first meeting until the pair ends.
CREATE POLICY client_of_volunteer ON client FOR SELECT USING (EXISTS (
  SELECT FROM tandem t WHERE t.client_id = client.id AND t.volunteer_id = acting_person()
    AND t.meeting_at IS NOT NULL AND t.ended_at IS NULL));--> statement-breakpoint
CREATE POLICY client_window_of_office ON client_window
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY client_apart_of_office ON client_apart
  USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY tandem_of_office ON tandem USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY tandem_of_volunteer ON tandem FOR SELECT USING (volunteer_id = acting_person());--> statement-breakpoint
-- She may answer as long as the person has not been asked.
CREATE POLICY tandem_answered_by_volunteer ON tandem FOR UPDATE
  USING (volunteer_id = acting_person() AND ended_at IS NULL AND client_answer IS NULL)
  WITH CHECK (volunteer_id = acting_person());--> statement-breakpoint
CREATE POLICY visit_of_office ON visit USING (acting_as_system() OR organisation_id IN (SELECT acting_offices()));--> statement-breakpoint
CREATE POLICY visit_of_volunteer ON visit USING (EXISTS (
  SELECT FROM tandem t WHERE t.id = visit.tandem_id AND t.volunteer_id = acting_person() AND t.ended_at IS NULL
    AND t.trial_on IS NOT NULL));
--> statement-breakpoint
-- Functions that look beyond the actor say 'system' for as long as they run, and answer with no more than they should.
CREATE FUNCTION act_as_system_for_now() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_before text := coalesce(current_setting('miteinander.actor', true), '');
BEGIN
  PERFORM set_config('miteinander.actor', 'system', true);
  RETURN v_before;
END $$;
--> statement-breakpoint
-- What a volunteer is told when she is asked: where about, how old about, which interests. No name, no address.
CREATE FUNCTION tandem_question(p_tandem uuid, p_volunteer uuid)
RETURNS TABLE (service text, district_name text, birth_year smallint, interests text[], languages text[], minutes smallint,
  every_weeks smallint)
LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT c.service, d.name, c.birth_year, c.interests, c.languages, c.minutes, c.every_weeks
    FROM tandem t JOIN client c ON c.id = t.client_id LEFT JOIN district d ON d.code = c.district_code
    WHERE t.id = p_tandem AND t.volunteer_id = p_volunteer AND t.ended_at IS NULL;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- How many people volunteers visit or are asked about, whichever office it is: numbers only.
CREATE FUNCTION tandem_load(p_volunteers uuid[]) RETURNS TABLE (volunteer_id uuid, running int, open int)
LANGUAGE plpgsql AS $$
DECLARE
  v_before text := act_as_system_for_now();
BEGIN
  RETURN QUERY SELECT t.volunteer_id, count(*)::int, count(*) FILTER (WHERE t.trial_on IS NULL)::int
    FROM tandem t WHERE t.volunteer_id = ANY (p_volunteers) AND t.ended_at IS NULL GROUP BY t.volunteer_id;
  PERFORM set_config('miteinander.actor', v_before, true);
END $$;
--> statement-breakpoint
-- A tandem begins only with somebody who lives, waits, and within what the volunteer wants; "not with" holds.
CREATE FUNCTION tandem_may_begin() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF (SELECT count(*) FROM tandem t WHERE t.volunteer_id = NEW.volunteer_id AND t.ended_at IS NULL) >= v_max THEN
    RAISE EXCEPTION 'enough tandems' USING ERRCODE = 'check_violation', CONSTRAINT = 'tandem_capacity';
  END IF;
  PERFORM set_config('miteinander.actor', v_before, true);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER tandem_may_begin BEFORE INSERT ON tandem FOR EACH ROW EXECUTE FUNCTION tandem_may_begin();
--> statement-breakpoint
-- After a death the record is read only: nothing but its deletion is left to do.
CREATE FUNCTION client_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'client is read only' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_read_only';
END $$;
--> statement-breakpoint
CREATE TRIGGER client_read_only BEFORE UPDATE ON client FOR EACH ROW
  WHEN (OLD.death_recorded_at IS NOT NULL AND NEW.request_id IS NOT DISTINCT FROM OLD.request_id)
  EXECUTE FUNCTION client_is_closed();
