CREATE TABLE "file_candidates" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stored_bytes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "media_shortcode_idx" ON "media" USING btree ("shortcode") WHERE "media"."parent_id" is null and "media"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "pictures_failed_idx" ON "pictures" USING btree ("key") WHERE "pictures"."hash" is null and "pictures"."failure_cause" is not null;--> statement-breakpoint
CREATE FUNCTION "note_file_candidate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO file_candidates (hash) VALUES (OLD.hash);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "pictures_deleted" AFTER DELETE ON "pictures" FOR EACH ROW
  WHEN (OLD.hash IS NOT NULL) EXECUTE FUNCTION note_file_candidate();--> statement-breakpoint
CREATE TRIGGER "pictures_copied_anew" AFTER UPDATE OF "hash" ON "pictures" FOR EACH ROW
  WHEN (OLD.hash IS NOT NULL AND OLD.hash IS DISTINCT FROM NEW.hash) EXECUTE FUNCTION note_file_candidate();--> statement-breakpoint
CREATE FUNCTION "note_stored_bytes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stored_bytes (bytes) VALUES (
    CASE TG_OP WHEN 'INSERT' THEN NEW.bytes WHEN 'DELETE' THEN -OLD.bytes ELSE NEW.bytes - OLD.bytes END);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "files_kept" AFTER INSERT OR DELETE OR UPDATE OF "bytes" ON "files" FOR EACH ROW EXECUTE FUNCTION note_stored_bytes();--> statement-breakpoint
CREATE TRIGGER "sizes_kept" AFTER INSERT OR DELETE OR UPDATE OF "bytes" ON "sizes" FOR EACH ROW EXECUTE FUNCTION note_stored_bytes();--> statement-breakpoint
INSERT INTO "stored_bytes" ("bytes") SELECT sum(bytes) FROM (SELECT bytes FROM files UNION ALL SELECT bytes FROM sizes) kept HAVING count(*) > 0;--> statement-breakpoint
INSERT INTO "file_candidates" ("hash") SELECT f.hash FROM files f WHERE NOT EXISTS (SELECT 1 FROM pictures p WHERE p.hash = f.hash);
