DROP INDEX "events_people_idx";--> statement-breakpoint
UPDATE "events" SET "actor" = 'system' WHERE "actor" = 'machine';--> statement-breakpoint
UPDATE "erasures" SET "actor" = 'system' WHERE "actor" = 'machine';--> statement-breakpoint
CREATE INDEX "events_people_idx" ON "events" USING btree ("at","id") WHERE "events"."actor" <> 'system';
