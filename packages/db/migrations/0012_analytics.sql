CREATE TABLE "analytics_counts" (
	"what" text NOT NULL,
	"day" date NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "analytics_counts_what_day_pk" PRIMARY KEY("what","day")
);
--> statement-breakpoint
CREATE TABLE "analytics_cursor" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"counted_below" "xid8",
	"counted_at" timestamp (3) with time zone,
	CONSTRAINT "analytics_cursor_single" CHECK ("analytics_cursor"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "analytics_deliveries" (
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"pending" bigint NOT NULL,
	"sent" bigint NOT NULL,
	"delivered" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"suppressed" bigint NOT NULL,
	CONSTRAINT "analytics_deliveries_day_channel_pk" PRIMARY KEY("day","channel"),
	CONSTRAINT "analytics_deliveries_channel_check" CHECK ("analytics_deliveries"."channel" in ('sms', 'push', 'email'))
);
--> statement-breakpoint
CREATE TABLE "analytics_now" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"standing" jsonb NOT NULL,
	"measured_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "analytics_now_single" CHECK ("analytics_now"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "analytics_plan_sales" (
	"day" date NOT NULL,
	"plan_id" uuid,
	"pending" bigint NOT NULL,
	"succeeded" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"reversed" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"partially_refunded" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	CONSTRAINT "analytics_plan_sales_day_plan_id_key" UNIQUE NULLS NOT DISTINCT("day","plan_id")
);
--> statement-breakpoint
CREATE TABLE "analytics_sales" (
	"day" date NOT NULL,
	"type" text NOT NULL,
	"payment_method" text NOT NULL,
	"pending" bigint NOT NULL,
	"succeeded" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"reversed" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"partially_refunded" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	CONSTRAINT "analytics_sales_day_type_payment_method_pk" PRIMARY KEY("day","type","payment_method")
);
--> statement-breakpoint
-- Hand-written from here: which transaction of the database wrote a row. A stable default is kept once for the rows there are, so no table is
-- written anew; only the index takes time.
ALTER TABLE "transaction_events" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "referral_events" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT pg_current_xact_id();--> statement-breakpoint
CREATE INDEX "transaction_events_written_by_idx" ON "transaction_events" USING btree ("written_by");--> statement-breakpoint
CREATE INDEX "customers_written_by_idx" ON "customers" USING btree ("written_by");--> statement-breakpoint
CREATE INDEX "referral_events_written_by_idx" ON "referral_events" USING btree ("written_by");--> statement-breakpoint
INSERT INTO "analytics_cursor" ("id") VALUES (1);
