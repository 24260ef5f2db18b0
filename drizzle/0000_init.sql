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
	"biography" text,
	"website" text,
	"account_type" text,
	"profile_picture_url" text,
	"followers_count" integer,
	"follows_count" integer,
	"media_count" integer,
	"paused" boolean DEFAULT false NOT NULL,
	"reference" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"note" text,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"swept_at" timestamp (3) with time zone,
	"next_sync_at" timestamp (3) with time zone,
	"next_sweep_at" timestamp (3) with time zone,
	"sync_failure_cause" text,
	"sync_failed_at" timestamp (3) with time zone,
	"sync_attempts" integer DEFAULT 0 NOT NULL,
	"sync_lease_until" timestamp (3) with time zone,
	"sync_fence" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"account_id" text,
	"outcome" text NOT NULL,
	"instagram_code" integer,
	"instagram_subcode" integer,
	"trace_id" text
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
	"media_url" text,
	"thumbnail_url" text,
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
CREATE TABLE "oauth_states" (
	"hash" text PRIMARY KEY NOT NULL,
	"began_by" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"account_id" text,
	"reference" text,
	"sandbox" boolean NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone
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
ALTER TABLE "api_key_accounts" ADD CONSTRAINT "api_key_accounts_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_accounts" ADD CONSTRAINT "api_key_accounts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_user_idx" ON "accounts" USING btree ("sandbox","user_id") WHERE "accounts"."user_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_scoped_idx" ON "accounts" USING btree ("sandbox","app_id","scoped_id");--> statement-breakpoint
CREATE INDEX "accounts_username_idx" ON "accounts" USING btree ("username_folded");--> statement-breakpoint
CREATE INDEX "accounts_connected_idx" ON "accounts" USING btree ("connected_at","id");--> statement-breakpoint
CREATE INDEX "accounts_sync_due_idx" ON "accounts" USING btree ("next_sync_at") WHERE "accounts"."next_sync_at" is not null;--> statement-breakpoint
CREATE INDEX "events_account_idx" ON "events" USING btree ("account_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "events_at_idx" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "api_key_accounts_account_idx" ON "api_key_accounts" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_idx" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_created_idx" ON "api_keys" USING btree ("created_at","id");--> statement-breakpoint
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
CREATE INDEX "tokens_due_idx" ON "tokens" USING btree ("next_refresh_at") WHERE "tokens"."next_refresh_at" is not null;--> statement-breakpoint
CREATE INDEX "tokens_expires_idx" ON "tokens" USING btree ("expires_at");