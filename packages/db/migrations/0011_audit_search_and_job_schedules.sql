CREATE TABLE "job_schedules" (
	"name" text PRIMARY KEY NOT NULL,
	"pattern" text,
	"every_minutes_of" text,
	"expire_seconds" integer NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "job_schedules_one_check" CHECK (num_nonnulls("job_schedules"."pattern", "job_schedules"."every_minutes_of") = 1)
);
--> statement-breakpoint
DROP INDEX "audit_events_subject_idx";--> statement-breakpoint
DROP INDEX "audit_events_actor_idx";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "mac" text;--> statement-breakpoint
CREATE INDEX "audit_events_subject_kind_idx" ON "audit_events" USING btree ("subject_kind","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor_kind_idx" ON "audit_events" USING btree ("actor_kind","id");--> statement-breakpoint
CREATE INDEX "audit_events_request_idx" ON "audit_events" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "audit_events_action_idx" ON "audit_events" USING btree ("action" text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "audit_events_text_idx" ON "audit_events" USING gin (lower(coalesce("reason", '') || ' ' || coalesce("before"::text, '') || ' ' || coalesce("after"::text, '')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_events_subject_idx" ON "audit_events" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_id","id");