CREATE TABLE "removed_operators" (
	"id" text PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"removed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "removed_operators_email_idx" ON "removed_operators" USING btree ("email_hash");