DROP INDEX "pictures_failed_idx";--> statement-breakpoint
DROP INDEX "pictures_dormant_idx";--> statement-breakpoint
ALTER TABLE "pictures" DROP CONSTRAINT "pictures_pkey";--> statement-breakpoint
ALTER TABLE "sync_runs" DROP CONSTRAINT "sync_runs_pkey";--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_account_id_key_pk" PRIMARY KEY("account_id","key");--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_account_id_id_pk" PRIMARY KEY("account_id","id");--> statement-breakpoint
ALTER TABLE "account_states" ADD COLUMN "bucket" smallint GENERATED ALWAYS AS (((hashtext(account_id) >> 22) + 512)::smallint) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "bucket" smallint GENERATED ALWAYS AS (((hashtext(account_id) >> 22) + 512)::smallint) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "pictures_key_idx" ON "pictures" USING btree ("key");--> statement-breakpoint
CREATE INDEX "pictures_failed_idx" ON "pictures" USING btree ("account_id","key") WHERE "pictures"."hash" is null and "pictures"."failure_cause" is not null;--> statement-breakpoint
CREATE INDEX "pictures_dormant_idx" ON "pictures" USING btree ("account_id","key") WHERE "pictures"."kind" = 'VIDEO' and "pictures"."hash" is null and "pictures"."next_try_at" is null and "pictures"."failure_cause" is null;--> statement-breakpoint
DROP TRIGGER "pictures_deleted" ON "pictures";--> statement-breakpoint
DROP TRIGGER "pictures_copied_anew" ON "pictures";--> statement-breakpoint
DROP TRIGGER "files_counted" ON "files";--> statement-breakpoint
DROP TRIGGER "renditions_counted" ON "renditions";--> statement-breakpoint
DROP FUNCTION "record_file_candidate"();--> statement-breakpoint
DROP FUNCTION "record_stored_bytes"();
