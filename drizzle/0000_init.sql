CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"app_id" text NOT NULL,
	"scoped_id" text NOT NULL,
	"user_id" text,
	"exchange_user_id" text,
	"username" text NOT NULL,
	"username_folded" text NOT NULL,
	"name" text,
	"name_folded" text,
	"biography" text,
	"website" text,
	"account_type" text,
	"picture_key" text DEFAULT left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40) NOT NULL,
	"picture_path" text,
	"followers_count" integer,
	"follows_count" integer,
	"media_count" integer,
	"paused" boolean DEFAULT false NOT NULL,
	"reference" text,
	"reference_folded" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"note" text,
	"snoozed_until" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"swept_at" timestamp (3) with time zone,
	"next_sync_at" timestamp (3) with time zone,
	"next_sweep_at" timestamp (3) with time zone,
	"removal_doubted_at" timestamp (3) with time zone,
	"sync_failure_cause" text,
	"sync_failed_at" timestamp (3) with time zone,
	"sync_attempts" integer DEFAULT 0 NOT NULL,
	"sync_lease_until" timestamp (3) with time zone,
	"sync_fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"subject" text NOT NULL,
	"account_id" text,
	"kind" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"cause" text,
	"noticed_at" timestamp (3) with time zone NOT NULL,
	"tell_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"account_id" text,
	"subject" text,
	"outcome" text NOT NULL,
	"instagram_code" integer,
	"instagram_subcode" integer,
	"trace_id" text
);
--> statement-breakpoint
CREATE TABLE "job_items" (
	"job_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" integer NOT NULL,
	"outcome" text,
	"message" text,
	"finished_at" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "job_items_job_id_account_id_pk" PRIMARY KEY("job_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"kind" text NOT NULL,
	"is_full" boolean NOT NULL,
	"operator_id" text NOT NULL,
	"total_count" integer NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"channel" text NOT NULL,
	"test" boolean NOT NULL,
	"news_count" integer NOT NULL,
	"sealed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"answer_code" integer,
	"error" text,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"hash" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"width" integer,
	"height" integer,
	"thumbhash" text,
	"palette" text[] DEFAULT '{}'::text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leftovers" (
	"name" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sizes" (
	"hash" text NOT NULL,
	"width" integer NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sizes_hash_width_type_pk" PRIMARY KEY("hash","width","type")
);
--> statement-breakpoint
CREATE TABLE "api_key_accounts" (
	"key_id" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "api_key_accounts_key_id_account_id_pk" PRIMARY KEY("key_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"scopes" text[] NOT NULL,
	"all_accounts" boolean NOT NULL,
	"origins" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connect_links" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"hash" text NOT NULL,
	"label" text,
	"account_id" text,
	"reference" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"place" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by_account_id" text,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "media" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"parent_id" text,
	"position" integer,
	"media_type" text NOT NULL,
	"media_product_type" text,
	"caption" text,
	"caption_folded" text,
	"hashtags" text[] DEFAULT '{}'::text[] NOT NULL,
	"mentions" text[] DEFAULT '{}'::text[] NOT NULL,
	"media_key" text DEFAULT left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40) NOT NULL,
	"media_path" text,
	"thumbnail_key" text DEFAULT left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40) NOT NULL,
	"thumbnail_path" text,
	"permalink" text,
	"shortcode" text,
	"timestamp" timestamp (3) with time zone NOT NULL,
	"like_count" integer,
	"comments_count" integer,
	"alt_text" text,
	"is_shared_to_feed" boolean,
	"hidden" boolean DEFAULT false NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "media_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"account_id" text PRIMARY KEY NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"next" text NOT NULL,
	"ids" text[] NOT NULL,
	"page_count" integer NOT NULL,
	"is_unsure" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_states" (
	"hash" text PRIMARY KEY NOT NULL,
	"began_by" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"account_id" text,
	"reference" text,
	"link_id" text,
	"sandbox" boolean NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_folded" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_sign_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"operator_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"pair" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"key" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"media_id" text,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"source" text,
	"hash" text,
	"next_try_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure_cause" text,
	"failed_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcome_days" (
	"day" date NOT NULL,
	"sandbox" boolean NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "outcome_days_sandbox_day_kind_pk" PRIMARY KEY("sandbox","day","kind")
);
--> statement-breakpoint
CREATE TABLE "sync_progress" (
	"account_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"is_full" boolean NOT NULL,
	"page_count" integer NOT NULL,
	"post_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sync_runs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ms" integer NOT NULL,
	"is_full" boolean NOT NULL,
	"outcome" text NOT NULL,
	"cause" text,
	"new_count" integer NOT NULL,
	"changed_count" integer NOT NULL,
	"removed_count" integer NOT NULL,
	"unknown_type_count" integer NOT NULL,
	"broken_count" integer NOT NULL,
	"call_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticks" (
	"sandbox" boolean NOT NULL,
	"job" text NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"ms" integer NOT NULL,
	"is_failed" boolean NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"failures" integer NOT NULL,
	CONSTRAINT "ticks_sandbox_job_pk" PRIMARY KEY("sandbox","job")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"account_id" text PRIMARY KEY NOT NULL,
	"sealed" text,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"refreshed_at" timestamp (3) with time zone,
	"estimated" boolean DEFAULT false NOT NULL,
	"scopes" text[],
	"next_refresh_at" timestamp (3) with time zone,
	"failure_cause" text,
	"failure_first_at" timestamp (3) with time zone,
	"failure_last_at" timestamp (3) with time zone,
	"failure_attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traffic" (
	"subject" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"percent" integer DEFAULT 0 NOT NULL,
	"percent_at" timestamp (3) with time zone,
	"reason" text,
	"since" timestamp (3) with time zone,
	"until" timestamp (3) with time zone,
	"said_until" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"openings" integer DEFAULT 0 NOT NULL,
	"probe_lease_until" timestamp (3) with time zone,
	"doubted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_items" ADD CONSTRAINT "job_items_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_items" ADD CONSTRAINT "job_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sizes" ADD CONSTRAINT "sizes_hash_files_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."files"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_accounts" ADD CONSTRAINT "api_key_accounts_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_accounts" ADD CONSTRAINT "api_key_accounts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_links" ADD CONSTRAINT "connect_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_links" ADD CONSTRAINT "connect_links_used_by_account_id_accounts_id_fk" FOREIGN KEY ("used_by_account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_link_id_connect_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."connect_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_hash_files_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_account_id_media_id_media_account_id_id_fk" FOREIGN KEY ("account_id","media_id") REFERENCES "public"."media"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_progress" ADD CONSTRAINT "sync_progress_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traffic" ADD CONSTRAINT "traffic_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_user_idx" ON "accounts" USING btree ("sandbox","user_id") WHERE "accounts"."user_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_scoped_idx" ON "accounts" USING btree ("sandbox","app_id","scoped_id");--> statement-breakpoint
CREATE INDEX "accounts_username_idx" ON "accounts" USING btree ("username_folded","id");--> statement-breakpoint
CREATE INDEX "accounts_connected_idx" ON "accounts" USING btree ("connected_at","id");--> statement-breakpoint
CREATE INDEX "accounts_synced_idx" ON "accounts" USING btree ("synced_at" NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "accounts_sync_due_idx" ON "accounts" USING btree ("sandbox","app_id","next_sync_at") WHERE "accounts"."next_sync_at" is not null and not "accounts"."paused";--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once_idx" ON "alerts" USING btree ("sandbox","subject","kind","since");--> statement-breakpoint
CREATE INDEX "alerts_untold_idx" ON "alerts" USING btree ("tell_at") WHERE "alerts"."told_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_open_idx" ON "alerts" USING btree ("account_id") WHERE "alerts"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_account_idx" ON "alerts" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "alerts_told_idx" ON "alerts" USING btree ("told_at");--> statement-breakpoint
CREATE INDEX "events_newest_idx" ON "events" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "events_account_idx" ON "events" USING btree ("account_id","at","id");--> statement-breakpoint
CREATE INDEX "events_action_idx" ON "events" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "events_people_idx" ON "events" USING btree ("at","id") WHERE "events"."actor" <> 'machine';--> statement-breakpoint
CREATE INDEX "events_failed_idx" ON "events" USING btree ("at","id") WHERE "events"."outcome" <> 'ok';--> statement-breakpoint
CREATE INDEX "job_items_open_idx" ON "job_items" USING btree ("job_id","position") WHERE "job_items"."outcome" is null;--> statement-breakpoint
CREATE INDEX "job_items_failed_idx" ON "job_items" USING btree ("job_id","position") WHERE "job_items"."outcome" <> 'ok';--> statement-breakpoint
CREATE INDEX "job_items_account_idx" ON "job_items" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "jobs_created_idx" ON "jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_open_idx" ON "jobs" USING btree ("created_at") WHERE "jobs"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "alert_deliveries_due_idx" ON "alert_deliveries" USING btree ("next_try_at") WHERE "alert_deliveries"."next_try_at" is not null;--> statement-breakpoint
CREATE INDEX "alert_deliveries_created_idx" ON "alert_deliveries" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "sizes_read_idx" ON "sizes" USING btree ("read_at");--> statement-breakpoint
CREATE INDEX "api_key_accounts_account_idx" ON "api_key_accounts" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_idx" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_created_idx" ON "api_keys" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "connect_links_hash_idx" ON "connect_links" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "connect_links_created_idx" ON "connect_links" USING btree ("created_at" DESC NULLS FIRST,"place","id");--> statement-breakpoint
CREATE INDEX "connect_links_account_idx" ON "connect_links" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "connect_links_used_by_idx" ON "connect_links" USING btree ("used_by_account_id");--> statement-breakpoint
CREATE INDEX "media_id_idx" ON "media" USING btree ("id");--> statement-breakpoint
CREATE INDEX "media_feed_idx" ON "media" USING btree ("account_id","timestamp" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_type_idx" ON "media" USING btree ("account_id","media_type","timestamp" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_newest_idx" ON "media" USING btree ("timestamp" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_liked_idx" ON "media" USING btree ("account_id",coalesce("like_count", -1) desc,"timestamp" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_commented_idx" ON "media" USING btree ("account_id",coalesce("comments_count", -1) desc,"timestamp" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_parts_idx" ON "media" USING btree ("account_id","parent_id","position") WHERE "media"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "media_hashtags_idx" ON "media" USING gin ("hashtags") WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "media_removed_idx" ON "media" USING btree ("removed_at") WHERE "media"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "oauth_states_expires_idx" ON "oauth_states" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operators_email_idx" ON "operators" USING btree ("email_folded");--> statement-breakpoint
CREATE INDEX "sessions_operator_idx" ON "sessions" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_failures_pair_idx" ON "sign_in_failures" USING btree ("pair","at");--> statement-breakpoint
CREATE INDEX "sign_in_failures_at_idx" ON "sign_in_failures" USING btree ("at");--> statement-breakpoint
CREATE INDEX "pictures_due_idx" ON "pictures" USING btree ("account_id","next_try_at") WHERE "pictures"."next_try_at" is not null;--> statement-breakpoint
CREATE INDEX "pictures_media_idx" ON "pictures" USING btree ("account_id","media_id");--> statement-breakpoint
CREATE INDEX "pictures_hash_idx" ON "pictures" USING btree ("hash") WHERE "pictures"."hash" is not null;--> statement-breakpoint
CREATE INDEX "pictures_asleep_idx" ON "pictures" USING btree ("key") WHERE "pictures"."kind" = 'VIDEO' and "pictures"."hash" is null and "pictures"."next_try_at" is null and "pictures"."failure_cause" is null;--> statement-breakpoint
CREATE INDEX "sync_runs_account_idx" ON "sync_runs" USING btree ("account_id","started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sync_runs_started_idx" ON "sync_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "tokens_due_idx" ON "tokens" USING btree ("next_refresh_at") WHERE "tokens"."next_refresh_at" is not null;--> statement-breakpoint
CREATE INDEX "tokens_expires_idx" ON "tokens" USING btree ("expires_at","account_id");--> statement-breakpoint
CREATE INDEX "tokens_failing_idx" ON "tokens" USING btree ("failure_first_at") WHERE "tokens"."failure_cause" is not null;--> statement-breakpoint
CREATE INDEX "traffic_account_idx" ON "traffic" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "traffic_percent_idx" ON "traffic" USING btree ("percent") WHERE "traffic"."percent" > 0;