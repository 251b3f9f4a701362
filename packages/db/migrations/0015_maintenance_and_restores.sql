CREATE TABLE "maintenance" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"restore_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "maintenance_single" CHECK ("maintenance"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "restores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"task_id" uuid,
	"requested_by" uuid,
	"status" text DEFAULT 'running' NOT NULL,
	"snapshot_at" timestamp (3) with time zone,
	"safety_backup_id" text,
	"has_content" boolean DEFAULT false NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"committed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"error" text,
	"result" jsonb,
	CONSTRAINT "restores_status_check" CHECK ("restores"."status" in ('running', 'committed', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE INDEX "restores_committed_idx" ON "restores" USING btree ("id") WHERE "restores"."status" = 'committed';