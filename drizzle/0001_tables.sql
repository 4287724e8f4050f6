CREATE TABLE "development_mail" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"email" text,
	"phone" text,
	"district_code" text,
	"locale" text DEFAULT 'de' NOT NULL,
	"password_hash" text,
	"email_confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"deactivated_at" timestamp with time zone,
	CONSTRAINT "person_email_lower" CHECK ("person"."email" = lower("person"."email")),
	CONSTRAINT "person_reachable" CHECK ("person"."email" is not null or "person"."phone" is not null)
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_code" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "district" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "membership_role" CHECK ("membership"."role" in ('coordinator','group_leader','facility_contact','department_head','data_protection_officer','administrator'))
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"provider_id" uuid,
	"district_code" text,
	"street" text,
	"postal_code" text,
	"city" text,
	"phone" text,
	"email" text,
	"website" text,
	"opening_hours" text,
	"latitude" double precision,
	"longitude" double precision,
	"is_step_free" boolean DEFAULT false NOT NULL,
	"access_note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"archived_at" timestamp with time zone,
	"archived_by" uuid,
	CONSTRAINT "organisation_kind" CHECK ("organisation"."kind" in ('city_department','central_unit','provider','senior_office','family_office','parish','meeting_place','school','kindergarten','care_home','partner')),
	CONSTRAINT "organisation_archive" CHECK (("organisation"."archived_at" is null) = ("organisation"."archived_by" is null))
);
--> statement-breakpoint
CREATE TABLE "postal_code" (
	"code" text PRIMARY KEY NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postal_code_district" (
	"postal_code" text NOT NULL,
	"district_code" text NOT NULL,
	"is_main" boolean DEFAULT false NOT NULL,
	CONSTRAINT "postal_code_district_postal_code_district_code_pk" PRIMARY KEY("postal_code","district_code")
);
--> statement-breakpoint
CREATE TABLE "town" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'Europe/Berlin' NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"travel_buffer_minutes" integer DEFAULT 20 NOT NULL,
	"disclaimer" text,
	CONSTRAINT "town_is_single" CHECK ("town"."id"),
	CONSTRAINT "town_travel_buffer" CHECK ("town"."travel_buffer_minutes" between 0 and 240)
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"languages" text[] DEFAULT '{de}' NOT NULL,
	"is_standing" boolean DEFAULT false NOT NULL,
	"insured_through" text DEFAULT '' NOT NULL,
	"contact_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "project_with_organisation" UNIQUE("id","organisation_id"),
	CONSTRAINT "project_kind" CHECK ("project"."kind" in ('visiting','accompanying','reading','history_week','group','other')),
	CONSTRAINT "project_publication" CHECK (("project"."published_at" is null) = ("project"."published_by" is null)),
	CONSTRAINT "project_closing" CHECK (("project"."closed_at" is null) = ("project"."closed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "project_partner" (
	"project_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "project_partner_project_id_organisation_id_pk" PRIMARY KEY("project_id","organisation_id"),
	CONSTRAINT "project_partner_role" CHECK ("project_partner"."role" in ('lead','contributes_room','contributes_volunteers','refers_people','reads_only'))
);
--> statement-breakpoint
CREATE TABLE "domain_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "domain_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"organisation_id" uuid,
	"project_id" uuid,
	"event_id" uuid,
	"shift_id" uuid,
	"person_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"project_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"title" text,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"time_zone" text DEFAULT 'Europe/Berlin' NOT NULL,
	"venue_id" uuid,
	"place_name" text DEFAULT '' NOT NULL,
	"street" text,
	"postal_code" text,
	"district_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"room" text,
	"is_step_free" boolean DEFAULT false NOT NULL,
	"access_note" text,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	"cancellation_reason" text,
	CONSTRAINT "event_order" CHECK ("event"."start_at" < "event"."end_at"),
	CONSTRAINT "event_length" CHECK ("event"."end_at" <= "event"."start_at" + interval '14 days'),
	CONSTRAINT "event_publication" CHECK (("event"."published_at" is null) = ("event"."published_by" is null)),
	CONSTRAINT "event_cancellation" CHECK (("event"."cancelled_at" is null) = ("event"."cancelled_by" is null) and ("event"."cancelled_at" is null) = ("event"."cancellation_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "shift" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"event_id" uuid NOT NULL,
	"role" text NOT NULL,
	"label" text,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"min_places" integer DEFAULT 1 NOT NULL,
	"max_places" integer DEFAULT 1 NOT NULL,
	"taken_places" integer DEFAULT 0 NOT NULL,
	"waiting_count" integer DEFAULT 0 NOT NULL,
	"requirements" text[] DEFAULT '{}' NOT NULL,
	"language" text,
	"note" text,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	"cancellation_reason" text,
	CONSTRAINT "shift_role" CHECK ("shift"."role" in ('visitor','companion','reader','witness','moderator','escort','driver','recorder','set_up','catering','first_aid','interpreter','group_helper','other')),
	CONSTRAINT "shift_order" CHECK ("shift"."start_at" < "shift"."end_at"),
	CONSTRAINT "shift_places" CHECK ("shift"."min_places" between 0 and "shift"."max_places" and "shift"."max_places" between 1 and 500),
	CONSTRAINT "shift_capacity" CHECK ("shift"."taken_places" between 0 and "shift"."max_places"),
	CONSTRAINT "shift_waiting" CHECK ("shift"."waiting_count" >= 0),
	CONSTRAINT "shift_cancellation" CHECK (("shift"."cancelled_at" is null) = ("shift"."cancelled_by" is null) and ("shift"."cancelled_at" is null) = ("shift"."cancellation_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "signup" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"during_with_travel" "tstzrange" NOT NULL,
	"place_key" text NOT NULL,
	"arrival" bigint GENERATED ALWAYS AS IDENTITY (sequence name "signup_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"signed_up_at" timestamp with time zone NOT NULL,
	"signed_up_by" uuid NOT NULL,
	"confirmed_at" timestamp with time zone,
	"moved_up_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"end_reason" text,
	CONSTRAINT "signup_end" CHECK (("signup"."ended_at" is null) = ("signup"."ended_by" is null) and ("signup"."ended_at" is null) = ("signup"."end_reason" is null)),
	CONSTRAINT "signup_end_reason" CHECK ("signup"."end_reason" in ('cancelled_by_person','removed_by_office','shift_cancelled','event_cancelled'))
);
--> statement-breakpoint
CREATE TABLE "absence" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "absence_order" CHECK ("absence"."first_on" <= "absence"."last_on")
);
--> statement-breakpoint
CREATE TABLE "availability" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time NOT NULL,
	CONSTRAINT "availability_weekday" CHECK ("availability"."weekday" between 1 and 7),
	CONSTRAINT "availability_order" CHECK ("availability"."start_time" < "availability"."end_time")
);
--> statement-breakpoint
CREATE TABLE "interest" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "interest_answer" CHECK (("interest"."answered_at" is null) = ("interest"."answered_by" is null))
);
--> statement-breakpoint
CREATE TABLE "qualification" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"granted_on" date NOT NULL,
	"expires_on" date,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"office_id" uuid,
	"postal_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"radius_km" integer,
	"max_hours_per_week" integer,
	"max_shifts_per_week" integer,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"needs_step_free" boolean DEFAULT false NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"welcomed_at" timestamp with time zone,
	"welcomed_by" uuid,
	"paused_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	CONSTRAINT "volunteer_radius" CHECK ("volunteer"."radius_km" between 1 and 100),
	CONSTRAINT "volunteer_hours" CHECK ("volunteer"."max_hours_per_week" between 1 and 60),
	CONSTRAINT "volunteer_shifts" CHECK ("volunteer"."max_shifts_per_week" between 1 and 30),
	CONSTRAINT "volunteer_welcome" CHECK (("volunteer"."welcomed_at" is null) = ("volunteer"."welcomed_by" is null))
);
--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_started_by_person_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_archived_by_person_id_fk" FOREIGN KEY ("archived_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postal_code_district" ADD CONSTRAINT "postal_code_district_postal_code_postal_code_code_fk" FOREIGN KEY ("postal_code") REFERENCES "public"."postal_code"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postal_code_district" ADD CONSTRAINT "postal_code_district_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_contact_id_person_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_partner" ADD CONSTRAINT "project_partner_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_partner" ADD CONSTRAINT "project_partner_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_venue_id_organisation_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_cancelled_by_person_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_project" FOREIGN KEY ("project_id","organisation_id") REFERENCES "public"."project"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."event"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_cancelled_by_person_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_shift_id_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shift"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_signed_up_by_person_id_fk" FOREIGN KEY ("signed_up_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signup" ADD CONSTRAINT "signup_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability" ADD CONSTRAINT "availability_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest" ADD CONSTRAINT "interest_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest" ADD CONSTRAINT "interest_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest" ADD CONSTRAINT "interest_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_office_id_organisation_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_welcomed_by_person_id_fk" FOREIGN KEY ("welcomed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "development_mail_sent" ON "development_mail" USING btree ("sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("email");--> statement-breakpoint
CREATE INDEX "person_phone" ON "person" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "person_district" ON "person" USING btree ("district_code");--> statement-breakpoint
CREATE INDEX "rate_limit_expire" ON "rate_limit" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_code_person" ON "sign_in_code" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_active" ON "membership" USING btree ("person_id","organisation_id","role") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "membership_organisation" ON "membership" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "organisation_kind_district" ON "organisation" USING btree ("kind","district_code");--> statement-breakpoint
CREATE INDEX "organisation_provider" ON "organisation" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "project_organisation" ON "project" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "project_open" ON "project" USING btree ("kind") WHERE published_at is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "project_partner_organisation" ON "project_partner" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "domain_event_organisation" ON "domain_event" USING btree ("organisation_id","occurred_at");--> statement-breakpoint
CREATE INDEX "domain_event_person" ON "domain_event" USING btree ("person_id","occurred_at");--> statement-breakpoint
CREATE INDEX "event_organisation_start" ON "event" USING btree ("organisation_id","start_at");--> statement-breakpoint
CREATE INDEX "event_project_start" ON "event" USING btree ("project_id","start_at");--> statement-breakpoint
CREATE INDEX "event_venue_start" ON "event" USING btree ("venue_id","start_at");--> statement-breakpoint
CREATE INDEX "shift_event" ON "shift" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "shift_open" ON "shift" USING btree ("start_at") WHERE cancelled_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signup_active" ON "signup" USING btree ("shift_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "signup_waiting" ON "signup" USING btree ("shift_id","arrival") WHERE ended_at is null and confirmed_at is null;--> statement-breakpoint
CREATE INDEX "signup_shift" ON "signup" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "signup_person" ON "signup" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "absence_person" ON "absence" USING btree ("person_id","last_on");--> statement-breakpoint
CREATE INDEX "availability_person" ON "availability" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interest_open" ON "interest" USING btree ("project_id","person_id") WHERE answered_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "interest_person" ON "interest" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "qualification_person_kind" ON "qualification" USING btree ("person_id","kind");--> statement-breakpoint
CREATE INDEX "volunteer_office" ON "volunteer" USING btree ("office_id","registered_at");