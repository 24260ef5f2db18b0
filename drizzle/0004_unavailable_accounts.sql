ALTER TABLE "accounts" ADD COLUMN "unavailable_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "unavailable_readings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "accounts_unavailable_idx" ON "accounts" USING btree ("unavailable_since") WHERE "accounts"."unavailable_since" is not null;