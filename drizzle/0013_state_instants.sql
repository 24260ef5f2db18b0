ALTER TABLE "tokens" ADD COLUMN "sandbox" boolean, ADD COLUMN "app_id" text;
--> statement-breakpoint
UPDATE "tokens" SET "sandbox" = "accounts"."sandbox", "app_id" = "accounts"."app_id" FROM "accounts" WHERE "accounts"."id" = "account_id";
--> statement-breakpoint
ALTER TABLE "tokens" ALTER COLUMN "sandbox" SET NOT NULL, ALTER COLUMN "app_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "tokens"
	ADD COLUMN "ends_at" timestamp (3) with time zone GENERATED ALWAYS AS ((case when sealed is null or failure_cause in ('TOKEN_REVOKED', 'PASSWORD_CHANGED', 'APP_REMOVED', 'CHECKPOINT', 'PERMISSION_MISSING', 'ACCOUNT_NOT_PROFESSIONAL', 'ACCOUNT_UNAVAILABLE', 'NOT_A_TESTER') then '-infinity'::timestamp when failure_cause = 'TOKEN_EXPIRED' then 'epoch'::timestamp else (expires_at at time zone 'UTC') end) at time zone 'UTC') STORED NOT NULL,
	ADD COLUMN "refresh_due_at" timestamp (3) with time zone GENERATED ALWAYS AS ((greatest(least((issued_at at time zone 'UTC') + ((expires_at at time zone 'UTC') - (issued_at at time zone 'UTC')) / 2, (expires_at at time zone 'UTC') - interval '30 days'), (issued_at at time zone 'UTC') + interval '1 day')) at time zone 'UTC') STORED NOT NULL,
	ADD COLUMN "attention_at" timestamp (3) with time zone GENERATED ALWAYS AS ((least(case when sealed is null or failure_cause in ('TOKEN_REVOKED', 'PASSWORD_CHANGED', 'APP_REMOVED', 'CHECKPOINT', 'PERMISSION_MISSING', 'ACCOUNT_NOT_PROFESSIONAL', 'ACCOUNT_UNAVAILABLE', 'NOT_A_TESTER') then '-infinity'::timestamp when failure_cause = 'TOKEN_EXPIRED' then 'epoch'::timestamp else (expires_at at time zone 'UTC') end - interval '14 days', case when failure_cause <> 'APP_BLOCKED' then (failure_first_at at time zone 'UTC') + interval '1 day' end)) at time zone 'UTC') STORED NOT NULL,
	ADD COLUMN "urgent_at" timestamp (3) with time zone GENERATED ALWAYS AS (case when sealed is null or failure_cause in ('TOKEN_REVOKED', 'PASSWORD_CHANGED', 'APP_REMOVED', 'CHECKPOINT', 'PERMISSION_MISSING', 'ACCOUNT_NOT_PROFESSIONAL', 'ACCOUNT_UNAVAILABLE', 'NOT_A_TESTER') or failure_cause = 'TOKEN_EXPIRED' then least(expires_at, coalesce(failure_first_at, issued_at)) else expires_at end) STORED NOT NULL;
--> statement-breakpoint
CREATE INDEX "account_states_paused_idx" ON "account_states" USING btree ("sandbox","app_id") WHERE "account_states"."paused";
--> statement-breakpoint
CREATE INDEX "account_states_snoozed_idx" ON "account_states" USING btree ("snoozed_until") WHERE "account_states"."snoozed_until" is not null;
--> statement-breakpoint
CREATE INDEX "account_states_failed_idx" ON "account_states" USING btree ("sync_failure_cause") WHERE "account_states"."sync_failed_at" is not null or "account_states"."sync_failure_cause" is not null;
--> statement-breakpoint
CREATE INDEX "accounts_tags_idx" ON "accounts" USING gin ("tags");
--> statement-breakpoint
CREATE INDEX "accounts_reference_idx" ON "accounts" USING btree ("reference") WHERE "accounts"."reference" is not null;
--> statement-breakpoint
CREATE INDEX "tokens_ends_idx" ON "tokens" USING btree ("sandbox","app_id","ends_at");
--> statement-breakpoint
CREATE INDEX "tokens_refresh_idx" ON "tokens" USING btree ("sandbox","app_id","refresh_due_at","ends_at");
--> statement-breakpoint
CREATE INDEX "tokens_attention_idx" ON "tokens" USING btree ("sandbox","app_id","attention_at");
--> statement-breakpoint
CREATE INDEX "tokens_urgent_idx" ON "tokens" USING btree ("sandbox","app_id","urgent_at","account_id");
--> statement-breakpoint
CREATE INDEX "tokens_cause_idx" ON "tokens" USING btree ("failure_cause") WHERE "tokens"."failure_cause" is not null;
--> statement-breakpoint
DO $$
DECLARE place text;
BEGIN
	BEGIN
		CREATE EXTENSION IF NOT EXISTS pg_trgm;
	EXCEPTION WHEN OTHERS THEN
		RAISE NOTICE 'Searches of accounts have no index: %', SQLERRM;
	END;
	SELECT nspname INTO place FROM pg_opclass JOIN pg_namespace n ON n.oid = opcnamespace WHERE opcname = 'gin_trgm_ops';
	IF place IS NOT NULL THEN
		EXECUTE format('CREATE INDEX accounts_search_idx ON accounts USING gin (username_folded %1$I.gin_trgm_ops, name_folded %1$I.gin_trgm_ops, reference_folded %1$I.gin_trgm_ops)', place);
	END IF;
END $$;