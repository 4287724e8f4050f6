-- Links to the own calendar. The link itself is not stored: it is made of the id and the installation's key.
CREATE TABLE "calendar_feed" (
	"id" uuid PRIMARY KEY DEFAULT new_id() NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_read_on" date
);
--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_active" ON "calendar_feed" USING btree ("person_id") WHERE revoked_at is null;
--> statement-breakpoint
CREATE INDEX "calendar_feed_person" ON "calendar_feed" USING btree ("person_id");
