CREATE TABLE "account_states" (
	"account_id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"app_id" text NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"snoozed_until" timestamp (3) with time zone,
	"followers_count" integer,
	"follows_count" integer,
	"media_count" integer,
	"synced_at" timestamp (3) with time zone,
	"fully_synced_at" timestamp (3) with time zone,
	"next_sync_at" timestamp (3) with time zone,
	"next_full_sync_at" timestamp (3) with time zone,
	"sync_failure_cause" text,
	"sync_failed_at" timestamp (3) with time zone,
	"sync_attempts" integer DEFAULT 0 NOT NULL,
	"unavailable_since" timestamp (3) with time zone,
	"unavailable_readings" integer DEFAULT 0 NOT NULL,
	"sync_lease_until" timestamp (3) with time zone,
	"sync_fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
INSERT INTO "account_states" ("account_id", "sandbox", "app_id", "paused", "snoozed_until", "followers_count", "follows_count", "media_count", "synced_at", "fully_synced_at", "next_sync_at", "next_full_sync_at", "sync_failure_cause", "sync_failed_at", "sync_attempts", "unavailable_since", "unavailable_readings", "sync_lease_until", "sync_fence")
	SELECT "id", "sandbox", "app_id", "paused", "snoozed_until", "followers_count", "follows_count", "media_count", "synced_at", "fully_synced_at", "next_sync_at", "next_full_sync_at", "sync_failure_cause", "sync_failed_at", "sync_attempts", "unavailable_since", "unavailable_readings", "sync_lease_until", "sync_fence" FROM "accounts";
--> statement-breakpoint
DROP INDEX "accounts_synced_idx";--> statement-breakpoint
DROP INDEX "accounts_unavailable_idx";--> statement-breakpoint
DROP INDEX "accounts_sync_due_idx";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "named_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "accounts" SET "named_at" = "synced_at";--> statement-breakpoint
ALTER TABLE "account_states" ADD CONSTRAINT "account_states_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_states_synced_idx" ON "account_states" USING btree ("synced_at" NULLS FIRST,"account_id");--> statement-breakpoint
CREATE INDEX "account_states_unavailable_idx" ON "account_states" USING btree ("unavailable_since") WHERE "account_states"."unavailable_since" is not null;--> statement-breakpoint
CREATE INDEX "account_states_due_idx" ON "account_states" USING btree ("sandbox","app_id","next_sync_at") WHERE "account_states"."next_sync_at" is not null and not "account_states"."paused";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "followers_count";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "follows_count";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "media_count";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "paused";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "snoozed_until";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "synced_at";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "fully_synced_at";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "next_sync_at";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "next_full_sync_at";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "sync_failure_cause";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "sync_failed_at";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "sync_attempts";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "unavailable_since";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "unavailable_readings";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "sync_lease_until";--> statement-breakpoint
ALTER TABLE "accounts" DROP COLUMN "sync_fence";