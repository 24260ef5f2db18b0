ALTER TABLE "media" ADD COLUMN "missed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "media_missed_idx" ON "media" USING btree ("account_id") WHERE "media"."missed_at" is not null;--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "removal_doubted_at";