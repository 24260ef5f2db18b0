CREATE TABLE "api_key_feeds" (
	"key_id" text NOT NULL,
	"feed_id" text NOT NULL,
	CONSTRAINT "api_key_feeds_key_id_feed_id_pk" PRIMARY KEY("key_id","feed_id")
);
--> statement-breakpoint
CREATE TABLE "feed_decisions" (
	"account_id" text NOT NULL,
	"feed_id" text NOT NULL,
	"media_id" text NOT NULL,
	"shortcode" text,
	"is_shown" boolean NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text NOT NULL,
	CONSTRAINT "feed_decisions_account_id_feed_id_media_id_pk" PRIMARY KEY("account_id","feed_id","media_id")
);
--> statement-breakpoint
CREATE TABLE "feed_pins" (
	"account_id" text NOT NULL,
	"feed_id" text NOT NULL,
	"media_id" text NOT NULL,
	"shortcode" text,
	"place" integer NOT NULL,
	"until" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone NOT NULL,
	"pinned_by" text NOT NULL,
	CONSTRAINT "feed_pins_account_id_feed_id_media_id_pk" PRIMARY KEY("account_id","feed_id","media_id")
);
--> statement-breakpoint
CREATE TABLE "feed_slugs" (
	"sandbox" boolean NOT NULL,
	"slug" text NOT NULL,
	"feed_id" text NOT NULL,
	CONSTRAINT "feed_slugs_sandbox_slug_pk" PRIMARY KEY("sandbox","slug")
);
--> statement-breakpoint
CREATE TABLE "feed_versions" (
	"feed_id" text NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"summary" text NOT NULL,
	CONSTRAINT "feed_versions_feed_id_version_pk" PRIMARY KEY("feed_id","version")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"slug" text NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_key_feeds" ADD CONSTRAINT "api_key_feeds_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_feeds" ADD CONSTRAINT "api_key_feeds_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_decisions" ADD CONSTRAINT "feed_decisions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_decisions" ADD CONSTRAINT "feed_decisions_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_pins" ADD CONSTRAINT "feed_pins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_pins" ADD CONSTRAINT "feed_pins_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_slugs" ADD CONSTRAINT "feed_slugs_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_versions" ADD CONSTRAINT "feed_versions_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_feeds_feed_idx" ON "api_key_feeds" USING btree ("feed_id");--> statement-breakpoint
CREATE INDEX "feed_decisions_feed_idx" ON "feed_decisions" USING btree ("feed_id","is_shown");--> statement-breakpoint
CREATE INDEX "feed_pins_feed_idx" ON "feed_pins" USING btree ("feed_id","place");--> statement-breakpoint
CREATE INDEX "feed_slugs_feed_idx" ON "feed_slugs" USING btree ("feed_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_slug_idx" ON "feeds" USING btree ("sandbox","slug");--> statement-breakpoint
CREATE INDEX "feeds_created_idx" ON "feeds" USING btree ("created_at","id");