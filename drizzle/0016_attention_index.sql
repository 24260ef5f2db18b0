DROP INDEX "tokens_attention_idx";--> statement-breakpoint
CREATE INDEX "tokens_attention_idx" ON "tokens" USING btree ("sandbox","app_id","attention_at","account_id");