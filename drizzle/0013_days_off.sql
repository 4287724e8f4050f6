CREATE UNIQUE INDEX "school_holiday_once" ON "school_holiday" USING btree ("first_on","last_on");
