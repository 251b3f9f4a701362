CREATE TABLE "backups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_key" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"modified_at" timestamp (3) with time zone NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"manifest" jsonb,
	"status" text DEFAULT 'unverified' NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"problem" text,
	CONSTRAINT "backups_status_check" CHECK ("backups"."status" in ('unverified', 'sound', 'broken'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "backups_file_key_idx" ON "backups" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "backups_added_at_idx" ON "backups" USING btree ("added_at","id");