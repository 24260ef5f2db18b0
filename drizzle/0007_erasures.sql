CREATE TABLE "erasures" (
	"id" text PRIMARY KEY NOT NULL,
	"sandbox" boolean NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"actor" text NOT NULL,
	"account_id" text,
	"request_hash" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"counts" jsonb,
	"candidate_max" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_code_idx" ON "erasures" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_request_idx" ON "erasures" USING btree ("request_hash") WHERE "erasures"."request_hash" is not null;--> statement-breakpoint
CREATE INDEX "erasures_open_idx" ON "erasures" USING btree ("requested_at") WHERE "erasures"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "erasures_newest_idx" ON "erasures" USING btree ("requested_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "erasures_account_idx" ON "erasures" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "accounts_scoped_id_idx" ON "accounts" USING btree ("scoped_id");--> statement-breakpoint
CREATE INDEX "accounts_exchange_idx" ON "accounts" USING btree ("exchange_user_id") WHERE "accounts"."exchange_user_id" is not null;