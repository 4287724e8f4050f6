CREATE UNIQUE INDEX "school_holiday_once" ON "school_holiday" USING btree ("first_on","last_on");
--> statement-breakpoint
-- A house is closed once on a day, for one reason.
ALTER TABLE closing_day ADD CONSTRAINT closing_day_once
  EXCLUDE USING gist (organisation_id WITH =, daterange(first_on, last_on, '[]') WITH &&) WHERE (removed_at IS NULL);
