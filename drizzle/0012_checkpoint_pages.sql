CREATE TABLE "sync_checkpoint_pages" (
	"account_id" text NOT NULL,
	"page_count" integer NOT NULL,
	"ids" text[] NOT NULL,
	CONSTRAINT "sync_checkpoint_pages_account_id_page_count_pk" PRIMARY KEY("account_id","page_count")
);
--> statement-breakpoint
ALTER TABLE "sync_checkpoint_pages" ADD CONSTRAINT "sync_checkpoint_pages_account_id_sync_checkpoints_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."sync_checkpoints"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "sync_checkpoint_pages" ("account_id", "page_count", "ids") SELECT "account_id", "page_count", "ids" FROM "sync_checkpoints";--> statement-breakpoint
ALTER TABLE "sync_checkpoints" DROP COLUMN "ids";