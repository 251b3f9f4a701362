CREATE TABLE "job_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job_name" text NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"params" jsonb NOT NULL,
	"progress" jsonb,
	"result" jsonb,
	"error" text,
	"requested_by" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	CONSTRAINT "tasks_kind_check" CHECK ("tasks"."kind" in ('transaction_export', 'backup', 'restore', 'analytics_rebuild')),
	CONSTRAINT "tasks_status_check" CHECK ("tasks"."status" in ('waiting', 'running', 'succeeded', 'failed', 'stopped'))
);
--> statement-breakpoint
CREATE INDEX "job_requests_unsent_idx" ON "job_requests" USING btree ("id") WHERE "job_requests"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "job_requests_job_name_idx" ON "job_requests" USING btree ("job_name","id");--> statement-breakpoint
CREATE INDEX "tasks_kind_id_idx" ON "tasks" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "tasks_open_idx" ON "tasks" USING btree ("kind","id") WHERE "tasks"."status" in ('waiting', 'running');--> statement-breakpoint
-- When a postpaid plan was cancelled is kept on the account since this version; before, it was read from the activations.
update "customers" set "last_active_plan_at" = greatest("last_active_plan_at", cancelled.at)
from (select "customer_id", max("cancelled_at") as at from "postpaid_activations" where "cancelled_at" is not null group by "customer_id") as cancelled
where cancelled."customer_id" = "customers"."id";
