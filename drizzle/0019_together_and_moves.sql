CREATE TABLE "volunteer_pair" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "volunteer_pair_two" CHECK ("volunteer_pair"."one_id" <> "volunteer_pair"."other_id"),
	CONSTRAINT "volunteer_pair_kind" CHECK ("volunteer_pair"."kind" in ('together','apart'))
);
--> statement-breakpoint
ALTER TABLE "volunteer_pair" ADD CONSTRAINT "volunteer_pair_one_id_volunteer_person_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "volunteer_pair" ADD CONSTRAINT "volunteer_pair_other_id_volunteer_person_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."volunteer"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "volunteer_pair" ADD CONSTRAINT "volunteer_pair_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "volunteer_pair_once" ON "volunteer_pair" USING btree (least("one_id", "other_id"),greatest("one_id", "other_id"));
--> statement-breakpoint
CREATE INDEX "volunteer_pair_one" ON "volunteer_pair" USING btree ("one_id");
--> statement-breakpoint
CREATE INDEX "volunteer_pair_other" ON "volunteer_pair" USING btree ("other_id");
--> statement-breakpoint
CREATE INDEX "volunteer_pair_created_by" ON "volunteer_pair" USING btree ("created_by") WHERE created_by is not null;
--> statement-breakpoint
-- Both ways round, so that nobody asks in one way only.
CREATE VIEW volunteer_with AS
  SELECT one_id AS person_id, other_id, kind FROM volunteer_pair
  UNION ALL SELECT other_id, one_id, kind FROM volunteer_pair;
--> statement-breakpoint
ALTER TABLE "roster_run" ADD COLUMN "moves" text DEFAULT 'none' NOT NULL;
--> statement-breakpoint
UPDATE "roster_run" SET "moves" = 'given' WHERE "may_move";
--> statement-breakpoint
ALTER TABLE "roster_run" DROP COLUMN "may_move";
--> statement-breakpoint
ALTER TABLE "roster_run" ADD CONSTRAINT "roster_run_moves" CHECK ("roster_run"."moves" in ('none','given','all'));
--> statement-breakpoint
ALTER TABLE "roster_person" DROP COLUMN "minutes_after";
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD COLUMN "instead_of" uuid;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_instead_of_shift_id_fk" FOREIGN KEY ("instead_of") REFERENCES "public"."shift"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "roster_proposal" ADD CONSTRAINT "roster_proposal_instead_of" CHECK ("roster_proposal"."instead_of" is null or "roster_proposal"."kind" = 'place');
--> statement-breakpoint
CREATE INDEX "roster_proposal_instead" ON "roster_proposal" USING btree ("instead_of") WHERE instead_of is not null;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD COLUMN "instead_of" uuid;
--> statement-breakpoint
ALTER TABLE "shift_ask" ADD CONSTRAINT "shift_ask_instead_of_shift_id_fk" FOREIGN KEY ("instead_of") REFERENCES "public"."shift"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "shift_ask_instead" ON "shift_ask" USING btree ("instead_of") WHERE instead_of is not null;
