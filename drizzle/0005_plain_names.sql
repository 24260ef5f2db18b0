-- Renames alone, which lock briefly and move no row; the values come first, so that no lock waits for them.
UPDATE "sync_runs" SET "outcome" = 'INTERRUPTED' WHERE "outcome" = 'CUT_OFF';--> statement-breakpoint
UPDATE "alerts" SET "kind" = CASE "kind" WHEN 'JOBS_LATE' THEN 'JOBS_OVERDUE' ELSE 'DATABASE_OUTAGE' END WHERE "kind" IN ('JOBS_LATE', 'DATABASE_WAS_AWAY');--> statement-breakpoint
UPDATE "traffic" SET "reason" = 'MASS_REVOCATION' WHERE "reason" = 'SUSPECT';--> statement-breakpoint
ALTER TABLE "leftovers" RENAME TO "pending_deletions";--> statement-breakpoint
ALTER TABLE "sizes" RENAME TO "renditions";--> statement-breakpoint
ALTER TABLE "outcome_days" RENAME TO "daily_counts";--> statement-breakpoint
ALTER TABLE "ticks" RENAME TO "job_runs";--> statement-breakpoint
ALTER TABLE "sweeps" RENAME TO "sync_checkpoints";--> statement-breakpoint
ALTER TABLE "traffic" RENAME TO "circuits";--> statement-breakpoint
ALTER TABLE "accounts" RENAME COLUMN "swept_at" TO "fully_synced_at";--> statement-breakpoint
ALTER TABLE "accounts" RENAME COLUMN "next_sweep_at" TO "next_full_sync_at";--> statement-breakpoint
ALTER TABLE "alerts" RENAME COLUMN "noticed_at" TO "detected_at";--> statement-breakpoint
ALTER TABLE "alerts" RENAME COLUMN "tell_at" TO "notify_after";--> statement-breakpoint
ALTER TABLE "alerts" RENAME COLUMN "told_at" TO "notified_at";--> statement-breakpoint
ALTER TABLE "alert_deliveries" RENAME COLUMN "news_count" TO "alert_count";--> statement-breakpoint
ALTER TABLE "alert_deliveries" RENAME COLUMN "answer_code" TO "response_code";--> statement-breakpoint
ALTER TABLE "connect_links" RENAME COLUMN "place" TO "position";--> statement-breakpoint
ALTER TABLE "sync_checkpoints" RENAME COLUMN "is_unsure" TO "is_incomplete";--> statement-breakpoint
ALTER TABLE "oauth_states" RENAME COLUMN "began_by" TO "initiated_by";--> statement-breakpoint
ALTER TABLE "oauth_states" RENAME COLUMN "spent_at" TO "consumed_at";--> statement-breakpoint
ALTER TABLE "job_runs" RENAME COLUMN "began_at" TO "started_at";--> statement-breakpoint
ALTER TABLE "circuits" RENAME COLUMN "subject" TO "scope_key";--> statement-breakpoint
ALTER TABLE "circuits" RENAME COLUMN "said_until" TO "retry_after";--> statement-breakpoint
ALTER TABLE "circuits" RENAME COLUMN "openings" TO "consecutive_opens";--> statement-breakpoint
ALTER TABLE "circuits" RENAME COLUMN "doubted_at" TO "revocation_suspected_at";--> statement-breakpoint
ALTER TABLE "pending_deletions" RENAME CONSTRAINT "leftovers_pkey" TO "pending_deletions_pkey";--> statement-breakpoint
ALTER TABLE "renditions" RENAME CONSTRAINT "sizes_hash_width_type_pk" TO "renditions_hash_width_type_pk";--> statement-breakpoint
ALTER TABLE "renditions" RENAME CONSTRAINT "sizes_hash_files_hash_fk" TO "renditions_hash_files_hash_fk";--> statement-breakpoint
ALTER TABLE "daily_counts" RENAME CONSTRAINT "outcome_days_sandbox_day_kind_pk" TO "daily_counts_sandbox_day_kind_pk";--> statement-breakpoint
ALTER TABLE "job_runs" RENAME CONSTRAINT "ticks_sandbox_job_pk" TO "job_runs_sandbox_job_pk";--> statement-breakpoint
ALTER TABLE "sync_checkpoints" RENAME CONSTRAINT "sweeps_pkey" TO "sync_checkpoints_pkey";--> statement-breakpoint
ALTER TABLE "sync_checkpoints" RENAME CONSTRAINT "sweeps_account_id_accounts_id_fk" TO "sync_checkpoints_account_id_accounts_id_fk";--> statement-breakpoint
ALTER TABLE "circuits" RENAME CONSTRAINT "traffic_pkey" TO "circuits_pkey";--> statement-breakpoint
ALTER TABLE "circuits" RENAME CONSTRAINT "traffic_account_id_accounts_id_fk" TO "circuits_account_id_accounts_id_fk";--> statement-breakpoint
ALTER INDEX "alerts_untold_idx" RENAME TO "alerts_pending_idx";--> statement-breakpoint
ALTER INDEX "alerts_told_idx" RENAME TO "alerts_notified_idx";--> statement-breakpoint
ALTER INDEX "sizes_read_idx" RENAME TO "renditions_read_idx";--> statement-breakpoint
ALTER INDEX "pictures_asleep_idx" RENAME TO "pictures_dormant_idx";--> statement-breakpoint
ALTER INDEX "traffic_account_idx" RENAME TO "circuits_account_idx";--> statement-breakpoint
ALTER INDEX "traffic_percent_idx" RENAME TO "circuits_percent_idx";--> statement-breakpoint
ALTER TRIGGER "files_kept" ON "files" RENAME TO "files_counted";--> statement-breakpoint
ALTER TRIGGER "sizes_kept" ON "renditions" RENAME TO "renditions_counted";--> statement-breakpoint
ALTER FUNCTION "note_file_candidate"() RENAME TO "record_file_candidate";--> statement-breakpoint
ALTER FUNCTION "note_stored_bytes"() RENAME TO "record_stored_bytes";