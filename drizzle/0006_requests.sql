CREATE TABLE "request" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"reference" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"facility_id" uuid,
	"contact_name" text NOT NULL,
	"contact_phone" text,
	"contact_email" text,
	"locale" text DEFAULT 'de' NOT NULL,
	"is_plain" boolean DEFAULT false NOT NULL,
	"relation" text,
	"person_name" text DEFAULT '' NOT NULL,
	"person_born_on" date,
	"person_knows" text,
	"place" text DEFAULT '' NOT NULL,
	"district_code" text,
	"wish" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"assignee_id" uuid,
	"taken_at" timestamp with time zone,
	"taken_by" uuid,
	"project_id" uuid,
	"planned_at" timestamp with time zone,
	"planned_by" uuid,
	"started_at" timestamp with time zone,
	"started_by" uuid,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"declined_at" timestamp with time zone,
	"declined_by" uuid,
	"decline_reason" text,
	"decline_text" text,
	"withdrawn_at" timestamp with time zone,
	"merged_into_id" uuid,
	"merged_at" timestamp with time zone,
	"merged_by" uuid,
	"news_at" timestamp with time zone,
	CONSTRAINT "request_channel" CHECK ("request"."channel" in ('web','facility','office')),
	CONSTRAINT "request_kind" CHECK ("request"."kind" in ('visiting','accompanying','reading','history_week','group','impulse','other')),
	CONSTRAINT "request_relation" CHECK ("request"."relation" in ('self','child','partner','family','neighbour','professional','other')),
	CONSTRAINT "request_person_knows" CHECK ("request"."person_knows" in ('yes','not_yet','unsure')),
	CONSTRAINT "request_decline_reason" CHECK ("request"."decline_reason" in ('nobody_free','not_our_task','outside','not_wanted','not_reached','other')),
	CONSTRAINT "request_from_facility" CHECK (("request"."channel" = 'facility') = ("request"."facility_id" is not null)),
	CONSTRAINT "request_can_be_reached" CHECK ("request"."facility_id" is not null or "request"."contact_phone" is not null or "request"."contact_email" is not null),
	CONSTRAINT "request_taken" CHECK (("request"."taken_at" is null) = ("request"."taken_by" is null)),
	CONSTRAINT "request_planned" CHECK (("request"."planned_at" is null) = ("request"."planned_by" is null)),
	CONSTRAINT "request_started" CHECK (("request"."started_at" is null) = ("request"."started_by" is null)),
	CONSTRAINT "request_done" CHECK (("request"."done_at" is null) = ("request"."done_by" is null)),
	CONSTRAINT "request_declined" CHECK (("request"."declined_at" is null) = ("request"."declined_by" is null) and ("request"."declined_at" is null) = ("request"."decline_reason" is null)),
	CONSTRAINT "request_merged" CHECK (("request"."merged_at" is null) = ("request"."merged_by" is null) and ("request"."merged_at" is null) = ("request"."merged_into_id" is null)
        and "request"."merged_into_id" is distinct from "request"."id")
);
--> statement-breakpoint
CREATE TABLE "request_date" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"request_id" uuid NOT NULL,
	"is_from_office" boolean NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"event_id" uuid,
	"instead_of_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "request_date_order" CHECK ("request_date"."end_at" > "request_date"."start_at"),
	CONSTRAINT "request_date_called_off" CHECK ("request_date"."withdrawn_at" >= "request_date"."confirmed_at")
);
--> statement-breakpoint
CREATE TABLE "request_handover" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"request_id" uuid NOT NULL,
	"from_organisation_id" uuid NOT NULL,
	"to_organisation_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "request_handover_away" CHECK ("request_handover"."from_organisation_id" <> "request_handover"."to_organisation_id")
);
--> statement-breakpoint
CREATE TABLE "request_message" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"request_id" uuid NOT NULL,
	"is_from_office" boolean NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "request_note" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"request_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_facility_id_organisation_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_district_code_district_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."district"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_assignee_id_person_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_planned_by_person_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_started_by_person_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_done_by_person_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_declined_by_person_id_fk" FOREIGN KEY ("declined_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_merged_into_id_request_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_merged_by_person_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_project_of_office" FOREIGN KEY ("project_id","organisation_id") REFERENCES "public"."project"("id","organisation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_date" ADD CONSTRAINT "request_date_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_date" ADD CONSTRAINT "request_date_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."event"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_date" ADD CONSTRAINT "request_date_instead_of_id_request_date_id_fk" FOREIGN KEY ("instead_of_id") REFERENCES "public"."request_date"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_date" ADD CONSTRAINT "request_date_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handover" ADD CONSTRAINT "request_handover_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handover" ADD CONSTRAINT "request_handover_from_organisation_id_organisation_id_fk" FOREIGN KEY ("from_organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handover" ADD CONSTRAINT "request_handover_to_organisation_id_organisation_id_fk" FOREIGN KEY ("to_organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handover" ADD CONSTRAINT "request_handover_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_message" ADD CONSTRAINT "request_message_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_message" ADD CONSTRAINT "request_message_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "request_reference" ON "request" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "request_of_facility" ON "request" USING btree ("facility_id","created_at");--> statement-breakpoint
CREATE INDEX "request_phone" ON "request" USING btree ("organisation_id","contact_phone");--> statement-breakpoint
CREATE INDEX "request_merged_into" ON "request" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "request_project" ON "request" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "request_date_instead" ON "request_date" USING btree ("instead_of_id");--> statement-breakpoint
CREATE INDEX "request_date_request" ON "request_date" USING btree ("request_id","start_at");--> statement-breakpoint
CREATE INDEX "request_date_event" ON "request_date" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "request_handover_request" ON "request_handover" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE INDEX "request_message_request" ON "request_message" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE INDEX "request_note_request" ON "request_note" USING btree ("request_id","created_at");--> statement-breakpoint

-- A request's state follows from what happened to it ---------------------------------------------
ALTER TABLE request ADD COLUMN state text NOT NULL GENERATED ALWAYS AS (
  CASE
    WHEN merged_into_id IS NOT NULL THEN 'merged'
    WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
    WHEN declined_at IS NOT NULL THEN 'declined'
    WHEN done_at IS NOT NULL THEN 'done'
    WHEN started_at IS NOT NULL THEN 'running'
    WHEN planned_at IS NOT NULL THEN 'planned'
    WHEN taken_at IS NOT NULL THEN 'in_talk'
    ELSE 'new'
  END) STORED;
--> statement-breakpoint
CREATE INDEX request_inbox ON request (organisation_id, state, created_at);
--> statement-breakpoint

-- Searching, and finding what was asked twice ---------------------------------------------------
ALTER TABLE request ADD COLUMN search text GENERATED ALWAYS AS
  (search_text(reference || ' ' || contact_name || ' ' || person_name || ' ' || place || ' ' || wish)) STORED;
--> statement-breakpoint
CREATE INDEX request_search ON request USING gin (search gin_trgm_ops);
--> statement-breakpoint
ALTER TABLE request ADD COLUMN names text GENERATED ALWAYS AS (search_text(contact_name || ' ' || person_name)) STORED;
--> statement-breakpoint
CREATE INDEX request_names ON request USING gin (names gin_trgm_ops);
