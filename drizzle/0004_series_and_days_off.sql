CREATE TABLE "closing_day" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"removed_at" timestamp with time zone,
	"removed_by" uuid,
	CONSTRAINT "closing_day_order" CHECK ("closing_day"."first_on" <= "closing_day"."last_on"),
	CONSTRAINT "closing_day_kind" CHECK ("closing_day"."kind" in ('movable_holiday','project_week','trip','staff_day','weather','strike','closed','other')),
	CONSTRAINT "closing_day_removal" CHECK (("closing_day"."removed_at" is null) = ("closing_day"."removed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "school_holiday" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"name" text NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "school_holiday_order" CHECK ("school_holiday"."first_on" <= "school_holiday"."last_on")
);
--> statement-breakpoint
CREATE TABLE "call_task" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text,
	"person_id" uuid,
	"request_id" uuid,
	"event_id" uuid,
	"notice_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"due_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"outcome" text,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "call_task_done" CHECK (("call_task"."done_at" is null) = ("call_task"."done_by" is null) and ("call_task"."done_at" is null) = ("call_task"."outcome" is null)),
	CONSTRAINT "call_task_outcome" CHECK ("call_task"."outcome" in ('reached','settled','gave_up'))
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text,
	"organisation_id" uuid,
	"project_id" uuid,
	"event_id" uuid,
	"shift_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "lesson_time" (
	"organisation_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time NOT NULL,
	CONSTRAINT "lesson_time_organisation_id_number_pk" PRIMARY KEY("organisation_id","number"),
	CONSTRAINT "lesson_time_number" CHECK ("lesson_time"."number" between 0 and 12),
	CONSTRAINT "lesson_time_order" CHECK ("lesson_time"."start_time" < "lesson_time"."end_time")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"seats" integer,
	"is_step_free" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"archived_at" timestamp with time zone,
	"archived_by" uuid,
	CONSTRAINT "room_archive" CHECK (("room"."archived_at" is null) = ("room"."archived_by" is null))
);
--> statement-breakpoint
CREATE TABLE "room_window" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"room_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time NOT NULL,
	CONSTRAINT "room_window_weekday" CHECK ("room_window"."weekday" between 1 and 7),
	CONSTRAINT "room_window_order" CHECK ("room_window"."start_time" < "room_window"."end_time")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"people" integer NOT NULL,
	"children" integer,
	"note" text DEFAULT '' NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "attendance_people" CHECK ("attendance"."people" between 0 and 10000),
	CONSTRAINT "attendance_children" CHECK ("attendance"."children" between 0 and "attendance"."people")
);
--> statement-breakpoint
CREATE TABLE "commitment" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"series_role_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "commitment_order" CHECK ("commitment"."last_on" is null or "commitment"."first_on" <= "commitment"."last_on"),
	CONSTRAINT "commitment_end" CHECK (("commitment"."ended_at" is null) = ("commitment"."ended_by" is null))
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"project_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"title" text,
	"time_zone" text DEFAULT 'Europe/Berlin' NOT NULL,
	"on_school_holidays" text DEFAULT 'keep' NOT NULL,
	"on_public_holidays" text DEFAULT 'ask' NOT NULL,
	"on_closing_days" text DEFAULT 'skip' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"made_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "series_handling" CHECK ("series"."on_school_holidays" in ('skip','ask','keep') and "series"."on_public_holidays" in ('skip','ask','keep') and "series"."on_closing_days" in ('skip','ask','keep')),
	CONSTRAINT "series_publication" CHECK (("series"."published_at" is null) = ("series"."published_by" is null))
);
--> statement-breakpoint
CREATE TABLE "series_decision" (
	"series_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"takes_place" boolean NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" uuid NOT NULL,
	CONSTRAINT "series_decision_series_id_on_date_pk" PRIMARY KEY("series_id","on_date")
);
--> statement-breakpoint
CREATE TABLE "series_phase" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"series_id" uuid NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date,
	"frequency" text NOT NULL,
	"every" smallint DEFAULT 1 NOT NULL,
	"weekdays" smallint[] NOT NULL,
	"ordinals" smallint[] DEFAULT '{}' NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time NOT NULL,
	"venue_id" uuid,
	"place_name" text DEFAULT '' NOT NULL,
	"street" text,
	"postal_code" text,
	"district_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"room_id" uuid,
	"room" text,
	"is_step_free" boolean DEFAULT false NOT NULL,
	"access_note" text,
	"note" text,
	CONSTRAINT "series_phase_order" CHECK ("series_phase"."last_on" is null or "series_phase"."first_on" <= "series_phase"."last_on"),
	CONSTRAINT "series_phase_frequency" CHECK ("series_phase"."frequency" in ('weekly','monthly')),
	CONSTRAINT "series_phase_every" CHECK ("series_phase"."every" between 1 and 12),
	CONSTRAINT "series_phase_weekdays" CHECK (cardinality("series_phase"."weekdays") between 1 and 7 and "series_phase"."weekdays" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "series_phase_ordinals" CHECK (("series_phase"."frequency" = 'monthly') = (cardinality("series_phase"."ordinals") > 0) and "series_phase"."ordinals" <@ '{1,2,3,4,5,-1}'::smallint[])
);
--> statement-breakpoint
CREATE TABLE "series_role" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"series_id" uuid NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	"role" text NOT NULL,
	"label" text,
	"min_places" integer DEFAULT 1 NOT NULL,
	"max_places" integer DEFAULT 1 NOT NULL,
	"requirements" text[] DEFAULT '{}' NOT NULL,
	"language" text,
	"note" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "series_role_places" CHECK ("series_role"."min_places" between 0 and "series_role"."max_places" and "series_role"."max_places" between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "signup" DROP CONSTRAINT "signup_end_reason";--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "substitutes_need_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "room_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "day_off" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "series_on" date;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "detached_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shift" ADD COLUMN "series_role_id" uuid;--> statement-breakpoint
ALTER TABLE "signup" ADD COLUMN "commitment_id" uuid;--> statement-breakpoint
ALTER TABLE "closing_day" ADD CONSTRAINT "closing_day_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_day" ADD CONSTRAINT "closing_day_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_day" ADD CONSTRAINT "closing_day_removed_by_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_holiday" ADD CONSTRAINT "school_holiday_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_done_by_person_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_time" ADD CONSTRAINT "lesson_time_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_archived_by_person_id_fk" FOREIGN KEY ("archived_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_window" ADD CONSTRAINT "room_window_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."event"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_series_role_id_series_role_id_fk" FOREIGN KEY ("series_role_id") REFERENCES "public"."series_role"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_project" FOREIGN KEY ("project_id","organisation_id") REFERENCES "public"."project"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_decision" ADD CONSTRAINT "series_decision_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_decision" ADD CONSTRAINT "series_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_phase" ADD CONSTRAINT "series_phase_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_phase" ADD CONSTRAINT "series_phase_venue_id_organisation_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_phase" ADD CONSTRAINT "series_phase_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_phase" ADD CONSTRAINT "series_phase_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_role" ADD CONSTRAINT "series_role_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "closing_day_organisation" ON "closing_day" USING btree ("organisation_id","last_on");--> statement-breakpoint
CREATE INDEX "school_holiday_days" ON "school_holiday" USING btree ("last_on");--> statement-breakpoint
CREATE UNIQUE INDEX "call_task_key" ON "call_task" USING btree ("organisation_id","key");--> statement-breakpoint
CREATE INDEX "call_task_open" ON "call_task" USING btree ("organisation_id","due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "call_task_person" ON "call_task" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_key" ON "notice" USING btree ("person_id","key");--> statement-breakpoint
CREATE INDEX "notice_of_person" ON "notice" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "notice_unread" ON "notice" USING btree ("person_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notice_event" ON "notice" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "room_name" ON "room" USING btree ("organisation_id",lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "room_window_room" ON "room_window" USING btree ("room_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_running" ON "commitment" USING btree ("series_role_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "commitment_person" ON "commitment" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "series_of_project" ON "series" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "series_of_organisation" ON "series" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "series_made_until" ON "series" USING btree ("made_until");--> statement-breakpoint
CREATE INDEX "series_phase_series" ON "series_phase" USING btree ("series_id","first_on");--> statement-breakpoint
CREATE INDEX "series_phase_venue" ON "series_phase" USING btree ("venue_id");--> statement-breakpoint
CREATE INDEX "series_phase_room" ON "series_phase" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "series_role_series" ON "series_role" USING btree ("series_id");--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_series_role_id_series_role_id_fk" FOREIGN KEY ("series_role_id") REFERENCES "public"."series_role"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_commitment_id_commitment_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "event_of_series" ON "event" USING btree ("series_id","series_on") WHERE cancelled_at is null;--> statement-breakpoint
CREATE INDEX "event_series_on" ON "event" USING btree ("series_id","series_on");--> statement-breakpoint
CREATE INDEX "shift_series_role" ON "shift" USING btree ("series_role_id","start_at");--> statement-breakpoint
CREATE INDEX "signup_commitment" ON "signup" USING btree ("commitment_id");--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_series" CHECK (("event"."series_id" is null) = ("event"."series_on" is null));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_day_off" CHECK ("event"."day_off" in ('school_holiday','public_holiday','closing_day'));--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_end_reason" CHECK ("signup"."end_reason" in ('cancelled_by_person','removed_by_office','shift_cancelled','event_cancelled','absent','substituted','commitment_ended','series_changed'));