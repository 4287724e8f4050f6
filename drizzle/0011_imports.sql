CREATE TABLE "import_run" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"headers" text[] NOT NULL,
	"mapping" text[],
	"state" text DEFAULT 'uploaded' NOT NULL,
	"is_publishing" boolean DEFAULT false NOT NULL,
	"total_rows" integer NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"new_rows" integer DEFAULT 0 NOT NULL,
	"duplicate_rows" integer DEFAULT 0 NOT NULL,
	"bad_rows" integer DEFAULT 0 NOT NULL,
	"created_rows" integer DEFAULT 0 NOT NULL,
	"updated_rows" integer DEFAULT 0 NOT NULL,
	"kept_rows" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failed_row" integer,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"started_by" uuid,
	"started_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"applied_by" uuid,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	"swept_at" timestamp with time zone,
	CONSTRAINT "import_run_kind" CHECK ("import_run"."kind" in ('volunteers','shifts','groups')),
	CONSTRAINT "import_run_state" CHECK ("import_run"."state" in ('uploaded','checking','checked','applying','applied','undoing','undone')),
	CONSTRAINT "import_run_failure" CHECK ("import_run"."failure" in ('changed','unexpected')),
	CONSTRAINT "import_run_mapping" CHECK ("import_run"."mapping" is null or cardinality("import_run"."mapping") = cardinality("import_run"."headers")),
	CONSTRAINT "import_run_mapped" CHECK ("import_run"."mapping" is not null or "import_run"."state" = 'uploaded'),
	CONSTRAINT "import_run_applied" CHECK (("import_run"."applied_at" is null) = ("import_run"."state" not in ('applied','undoing','undone'))),
	CONSTRAINT "import_run_application" CHECK (("import_run"."applied_at" is null) = ("import_run"."applied_by" is null)),
	CONSTRAINT "import_run_undo" CHECK (("import_run"."undone_at" is null) = ("import_run"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cells" text[] NOT NULL,
	"verdict" text,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"duplicate_id" uuid,
	"duplicate_reason" text,
	"choice" text DEFAULT 'skip' NOT NULL,
	"created_id" uuid,
	"filled" jsonb,
	"is_kept" boolean DEFAULT false NOT NULL,
	CONSTRAINT "import_row_run_id_number_pk" PRIMARY KEY("run_id","number"),
	CONSTRAINT "import_row_verdict" CHECK ("import_row"."verdict" in ('new','duplicate','bad')),
	CONSTRAINT "import_row_duplicate" CHECK (("import_row"."verdict" = 'duplicate') = ("import_row"."duplicate_id" is not null)),
	CONSTRAINT "import_row_duplicate_reason" CHECK (("import_row"."duplicate_id" is null) = ("import_row"."duplicate_reason" is null)),
	CONSTRAINT "import_row_choice" CHECK ("import_row"."choice" in ('skip','update','create'))
);
--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_started_by_person_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_applied_by_person_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_undone_by_person_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_run_id_import_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_run_organisation" ON "import_run" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "import_run_at_work" ON "import_run" USING btree ("started_at") WHERE state in ('checking','applying','undoing');--> statement-breakpoint
CREATE INDEX "import_run_unswept" ON "import_run" USING btree ("created_at") WHERE swept_at is null;--> statement-breakpoint
CREATE INDEX "import_row_verdict" ON "import_row" USING btree ("run_id","verdict","number");
