ALTER TABLE "project" ADD COLUMN "places_by" text DEFAULT 'asking' NOT NULL;
--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_places_by" CHECK ("project"."places_by" in ('asking','placing'));
--> statement-breakpoint
CREATE TABLE "roster_person" (
	"run_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"minutes_before" integer NOT NULL,
	"minutes_after" integer NOT NULL,
	"suited" integer NOT NULL,
	"obstacle" text,
	CONSTRAINT "roster_person_run_id_person_id_pk" PRIMARY KEY("run_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "roster_proposal" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"run_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"score" double precision NOT NULL,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_mended" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"step" integer,
	"refusal" text,
	"refusal_details" jsonb,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "roster_proposal_kind" CHECK ("roster_proposal"."kind" in ('place','release')),
	CONSTRAINT "roster_proposal_state" CHECK ("roster_proposal"."state" in ('proposed','left_out','placed','released','asked','agreed','declined','refused')),
	CONSTRAINT "roster_proposal_refusal" CHECK (("roster_proposal"."refusal" is not null) = ("roster_proposal"."state" = 'refused'))
);
--> statement-breakpoint
CREATE TABLE "roster_run" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"week_on" date NOT NULL,
	"may_move" boolean DEFAULT false NOT NULL,
	"seconds" smallint NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"started_at" timestamp with time zone,
	"reported_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"objective" double precision,
	"bound" double precision,
	"gap" double precision,
	"elapsed_seconds" double precision,
	"outcome" text,
	"eligible_pairs" integer,
	"step" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "roster_run_week" CHECK (extract(isodow from "roster_run"."week_on") = 1),
	CONSTRAINT "roster_run_seconds" CHECK ("roster_run"."seconds" between 0 and 600),
	CONSTRAINT "roster_run_state" CHECK ("roster_run"."state" in ('queued','running','done','cancelled','failed')),
	CONSTRAINT "roster_run_failure" CHECK (("roster_run"."failure" is null) = ("roster_run"."state" <> 'failed')),
	CONSTRAINT "roster_run_failure_code" CHECK ("roster_run"."failure" in ('nothing_open','nobody_eligible','no_time','contradiction','stopped','interrupted','unexpected')),
	CONSTRAINT "roster_run_outcome" CHECK ("roster_run"."outcome" in ('optimal','time-limit','feasible'))
);
--> statement-breakpoint
CREATE TABLE "roster_run_office" (
	"run_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"week_on" date NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	CONSTRAINT "roster_run_office_run_id_organisation_id_pk" PRIMARY KEY("run_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "roster_shift" (
	"run_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"price" double precision NOT NULL,
	"suited" integer NOT NULL,
	"lacking" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "roster_shift_run_id_shift_id_pk" PRIMARY KEY("run_id","shift_id")
);
--> statement-breakpoint
CREATE TABLE "shift_ask" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"proposal_id" uuid,
	"notice_key" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"answered_at" timestamp with time zone,
	"answer" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "shift_ask_answer" CHECK (("shift_ask"."answered_at" is null) = ("shift_ask"."answer" is null)),
	CONSTRAINT "shift_ask_answers" CHECK ("shift_ask"."answer" in ('yes','no'))
);
--> statement-breakpoint
ALTER TABLE "roster_person" ADD CONSTRAINT "roster_person_run_id_roster_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."roster_run"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_person" ADD CONSTRAINT "roster_person_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_run_id_roster_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."roster_run"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_shift_id_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shift"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_run" ADD CONSTRAINT "roster_run_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_run" ADD CONSTRAINT "roster_run_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_run_office" ADD CONSTRAINT "roster_run_office_run_id_roster_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."roster_run"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_run_office" ADD CONSTRAINT "roster_run_office_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_shift" ADD CONSTRAINT "roster_shift_run_id_roster_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."roster_run"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_shift" ADD CONSTRAINT "roster_shift_shift_id_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shift"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD CONSTRAINT "shift_ask_shift_id_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shift"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD CONSTRAINT "shift_ask_person_id_volunteer_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD CONSTRAINT "shift_ask_proposal_id_roster_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."roster_proposal"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD CONSTRAINT "shift_ask_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "roster_person_person" ON "roster_person" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "roster_proposal_once" ON "roster_proposal" USING btree ("run_id","shift_id","person_id","kind");
--> statement-breakpoint
CREATE INDEX "roster_proposal_shift" ON "roster_proposal" USING btree ("shift_id");
--> statement-breakpoint
CREATE INDEX "roster_proposal_person" ON "roster_proposal" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "roster_proposal_decided_by" ON "roster_proposal" USING btree ("decided_by") WHERE decided_by is not null;
--> statement-breakpoint
CREATE INDEX "roster_run_at_work" ON "roster_run" USING btree ("created_at") WHERE state in ('queued','running');
--> statement-breakpoint
CREATE INDEX "roster_run_created_by" ON "roster_run" USING btree ("created_by") WHERE created_by is not null;
--> statement-breakpoint
CREATE INDEX "roster_run_closed_by" ON "roster_run" USING btree ("closed_by") WHERE closed_by is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "roster_run_open" ON "roster_run_office" USING btree ("organisation_id","week_on") WHERE is_open;
--> statement-breakpoint
CREATE INDEX "roster_run_of_office" ON "roster_run_office" USING btree ("organisation_id","week_on");
--> statement-breakpoint
CREATE INDEX "roster_shift_shift" ON "roster_shift" USING btree ("shift_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "shift_ask_open" ON "shift_ask" USING btree ("shift_id","person_id") WHERE answered_at is null and withdrawn_at is null;
--> statement-breakpoint
CREATE INDEX "shift_ask_person" ON "shift_ask" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "shift_ask_proposal" ON "shift_ask" USING btree ("proposal_id");
--> statement-breakpoint
CREATE INDEX "shift_ask_asked_by" ON "shift_ask" USING btree ("asked_by") WHERE asked_by is not null;
