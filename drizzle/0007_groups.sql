-- What guests of a group want to know.
CREATE TABLE "group_profile" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"capacity" integer,
	"cost" text DEFAULT '' NOT NULL,
	"registration" text DEFAULT 'open' NOT NULL,
	"directions" text DEFAULT '' NOT NULL,
	"has_hearing_loop" boolean DEFAULT false NOT NULL,
	"shows_contact" boolean DEFAULT true NOT NULL,
	"is_listed" boolean DEFAULT false NOT NULL,
	"is_discreet" boolean DEFAULT false NOT NULL,
	"neutral_title" text DEFAULT '' NOT NULL,
	"meets_with_project_id" uuid,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "group_profile_capacity" CHECK ("group_profile"."capacity" between 1 and 1000),
	CONSTRAINT "group_profile_registration" CHECK ("group_profile"."registration" in ('open','call')),
	CONSTRAINT "group_profile_discreet" CHECK (not "group_profile"."is_discreet" or "group_profile"."neutral_title" <> ''),
	CONSTRAINT "group_profile_meets_with" CHECK ("group_profile"."meets_with_project_id" <> "group_profile"."project_id")
);
--> statement-breakpoint
ALTER TABLE "group_profile" ADD CONSTRAINT "group_profile_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_profile" ADD CONSTRAINT "group_profile_meets_with_project_id_project_id_fk" FOREIGN KEY ("meets_with_project_id") REFERENCES "public"."project"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_profile" ADD CONSTRAINT "group_profile_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "group_profile_meets_with_project" ON "group_profile" USING btree ("meets_with_project_id");
--> statement-breakpoint
CREATE INDEX "group_profile_listed" ON "group_profile" USING btree ("project_id") WHERE is_listed;
