CREATE INDEX "person_created_by" ON "person" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "notice_created_by" ON "notice" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "reading_session_recorded_by" ON "reading_session" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "event_created_by" ON "event" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "event_published_by" ON "event" USING btree ("published_by") WHERE published_by is not null;--> statement-breakpoint
CREATE INDEX "event_cancelled_by" ON "event" USING btree ("cancelled_by") WHERE cancelled_by is not null;--> statement-breakpoint
CREATE INDEX "shift_cancelled_by" ON "shift" USING btree ("cancelled_by") WHERE cancelled_by is not null;--> statement-breakpoint
CREATE INDEX "signup_signed_up_by" ON "signup" USING btree ("signed_up_by");--> statement-breakpoint
CREATE INDEX "signup_ended_by" ON "signup" USING btree ("ended_by") WHERE ended_by is not null;--> statement-breakpoint
CREATE INDEX "series_created_by" ON "series" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "series_published_by" ON "series" USING btree ("published_by") WHERE published_by is not null;--> statement-breakpoint
CREATE INDEX "qualification_confirmed_by" ON "qualification" USING btree ("confirmed_by") WHERE confirmed_by is not null;--> statement-breakpoint
CREATE INDEX "volunteer_welcomed_by" ON "volunteer" USING btree ("welcomed_by") WHERE welcomed_by is not null;