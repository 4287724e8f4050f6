-- A series may pause --------------------------------------------------------------------------------
CREATE TABLE "series_pause" (
	"series_id" uuid PRIMARY KEY NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date,
	"reason" text NOT NULL,
	"paused_at" timestamp with time zone NOT NULL,
	"paused_by" uuid NOT NULL,
	CONSTRAINT "series_pause_order" CHECK ("series_pause"."last_on" is null or "series_pause"."first_on" <= "series_pause"."last_on")
);
--> statement-breakpoint
ALTER TABLE "series_pause" ADD CONSTRAINT "series_pause_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_pause" ADD CONSTRAINT "series_pause_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "series_pause_paused_by" ON "series_pause" USING btree ("paused_by");--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_day_off";--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_day_off" CHECK ("event"."day_off" in ('school_holiday','public_holiday','closing_day','pause'));--> statement-breakpoint
-- Tandems that pause already keep their pause.
SELECT set_config('miteinander.actor', 'system', true);--> statement-breakpoint
INSERT INTO series_pause (series_id, first_on, last_on, reason, paused_at, paused_by)
SELECT t.series_id, day.paused_on, CASE WHEN t.paused_until IS NOT NULL THEN greatest(t.paused_until, day.paused_on) END, 'Pause', t.paused_at, t.paused_by
FROM tandem t JOIN series s ON s.id = t.series_id
CROSS JOIN LATERAL (SELECT (t.paused_at AT TIME ZONE s.time_zone)::date AS paused_on) day
WHERE t.paused_at IS NOT NULL AND t.ended_at IS NULL;--> statement-breakpoint
UPDATE event e SET day_off = 'pause' FROM tandem t
WHERE e.series_id = t.series_id AND t.paused_at IS NOT NULL AND t.ended_at IS NULL AND e.cancelled_at >= t.paused_at
  AND e.day_off IS NULL;--> statement-breakpoint
SELECT set_config('miteinander.actor', '', true);
--> statement-breakpoint
-- The first meeting is a date in both calendars -----------------------------------------------------
ALTER TABLE "tandem" ADD COLUMN "meeting_event_id" uuid;--> statement-breakpoint
ALTER TABLE "tandem" ADD CONSTRAINT "tandem_meeting_event_id_event_id_fk" FOREIGN KEY ("meeting_event_id") REFERENCES "public"."event"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tandem_meeting_event" ON "tandem" USING btree ("meeting_event_id");
