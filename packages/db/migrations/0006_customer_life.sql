CREATE TABLE "admin_reset_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"admin_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "linked_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"label" text NOT NULL,
	"relationship" text NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	"linked_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	CONSTRAINT "linked_accounts_status_check" CHECK ("linked_accounts"."status" in ('requested', 'linked', 'declined', 'expired', 'removed')),
	CONSTRAINT "linked_accounts_relationship_check" CHECK ("linked_accounts"."relationship" in ('spouse', 'parent', 'child', 'sibling', 'friend', 'other')),
	CONSTRAINT "linked_accounts_ended_check" CHECK (("linked_accounts"."status" in ('requested', 'linked')) = ("linked_accounts"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"broadcast_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_recipients_broadcast_id_customer_id_pk" PRIMARY KEY("broadcast_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"audience" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"channels" text[] NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"expected" integer NOT NULL,
	"cursor" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "broadcasts_status_check" CHECK ("broadcasts"."status" in ('queued', 'running', 'stopped', 'completed', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"customer_id" uuid NOT NULL,
	"type" text NOT NULL,
	"channel" text NOT NULL,
	"is_enabled" boolean NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notification_preferences_customer_id_type_channel_pk" PRIMARY KEY("customer_id","type","channel")
);
--> statement-breakpoint
CREATE TABLE "clock_offset" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"milliseconds" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "clock_offset_single" CHECK ("clock_offset"."id" = 1),
	CONSTRAINT "clock_offset_forward" CHECK ("clock_offset"."milliseconds" >= 0)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"customer_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid NOT NULL,
	"label" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bill_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bill_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"quantity" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"addon_id" uuid,
	"credit_note_id" uuid,
	CONSTRAINT "bill_lines_kind_check" CHECK ("bill_lines"."kind" in ('base', 'addon', 'overage', 'credit')),
	CONSTRAINT "bill_lines_amount_check" CHECK (("bill_lines"."kind" = 'credit') = ("bill_lines"."amount_minor" < 0))
);
--> statement-breakpoint
CREATE TABLE "bill_payments" (
	"transaction_id" uuid PRIMARY KEY NOT NULL,
	"bill_id" uuid NOT NULL,
	"is_live" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"activation_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"plan_name" text NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"period_end" timestamp (3) with time zone NOT NULL,
	"total_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_percent" numeric(5, 2) NOT NULL,
	"tax_name" text NOT NULL,
	"currency" text NOT NULL,
	"credited_minor" bigint DEFAULT 0 NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'issued' NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"overdue_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "bills_number_unique" UNIQUE("number"),
	CONSTRAINT "bills_cycle_id_unique" UNIQUE("cycle_id"),
	CONSTRAINT "bills_status_check" CHECK ("bills"."status" in ('issued', 'overdue', 'paid', 'credited', 'void')),
	CONSTRAINT "bills_amounts_check" CHECK ("bills"."total_minor" >= 0 and "bills"."tax_minor" between 0 and "bills"."total_minor" and "bills"."credited_minor" >= 0
        and "bills"."paid_minor" >= 0 and "bills"."credited_minor" + "bills"."paid_minor" <= "bills"."total_minor"),
	CONSTRAINT "bills_settled_check" CHECK (("bills"."status" in ('issued', 'overdue')) = ("bills"."credited_minor" + "bills"."paid_minor" < "bills"."total_minor" and "bills"."status" <> 'void'))
);
--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"bill_id" uuid NOT NULL,
	"activation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"carried_minor" bigint DEFAULT 0 NOT NULL,
	"carried_used_minor" bigint DEFAULT 0 NOT NULL,
	"transaction_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_notes_number_unique" UNIQUE("number"),
	CONSTRAINT "credit_notes_transaction_id_unique" UNIQUE("transaction_id"),
	CONSTRAINT "credit_notes_kind_check" CHECK ("credit_notes"."kind" in ('credit', 'waiver', 'refund')),
	CONSTRAINT "credit_notes_amounts_check" CHECK ("credit_notes"."amount_minor" > 0 and "credit_notes"."carried_minor" between 0 and "credit_notes"."amount_minor"
        and "credit_notes"."carried_used_minor" between 0 and "credit_notes"."carried_minor")
);
--> statement-breakpoint
CREATE TABLE "document_counters" (
	"name" text PRIMARY KEY NOT NULL,
	"last" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postpaid_activations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"terms" jsonb NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"suspended_for" text,
	"status_reason" text,
	"activated_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "postpaid_activations_status_check" CHECK ("postpaid_activations"."status" in ('active', 'suspended', 'cancelled')),
	CONSTRAINT "postpaid_activations_cancelled_check" CHECK (("postpaid_activations"."status" = 'cancelled') = ("postpaid_activations"."cancelled_at" is not null)),
	CONSTRAINT "postpaid_activations_suspended_check" CHECK (("postpaid_activations"."status" = 'suspended') = ("postpaid_activations"."suspended_for" is not null))
);
--> statement-breakpoint
CREATE TABLE "postpaid_addons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"terms" jsonb NOT NULL,
	"bought_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postpaid_cycles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"overage_bytes" bigint DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "postpaid_cycles_status_check" CHECK ("postpaid_cycles"."status" in ('open', 'closed', 'completed')),
	CONSTRAINT "postpaid_cycles_window_check" CHECK ("postpaid_cycles"."starts_at" <= "postpaid_cycles"."ends_at"),
	CONSTRAINT "postpaid_cycles_overage_check" CHECK ("postpaid_cycles"."overage_bytes" >= 0),
	CONSTRAINT "postpaid_cycles_closed_check" CHECK (("postpaid_cycles"."status" = 'open') = ("postpaid_cycles"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "postpaid_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"detail" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postpaid_secondaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"label" text,
	"status" text DEFAULT 'requested' NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"joined_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "postpaid_secondaries_status_check" CHECK ("postpaid_secondaries"."status" in ('requested', 'active', 'declined', 'expired', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "usage_bucket_days" (
	"bucket_id" uuid NOT NULL,
	"day" date NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "usage_bucket_days_bucket_id_day_pk" PRIMARY KEY("bucket_id","day"),
	CONSTRAINT "usage_bucket_days_used_check" CHECK ("usage_bucket_days"."used" >= 0)
);
--> statement-breakpoint
CREATE TABLE "usage_buckets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"allowance" bigint,
	"used" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_buckets_source_check" CHECK ("usage_buckets"."source" in ('subscription', 'cycle', 'addon')),
	CONSTRAINT "usage_buckets_kind_check" CHECK ("usage_buckets"."kind" in ('data', 'voice', 'sms')),
	CONSTRAINT "usage_buckets_used_check" CHECK ("usage_buckets"."used" >= 0 and ("usage_buckets"."allowance" is null or ("usage_buckets"."allowance" >= 0 and "usage_buckets"."used" <= "usage_buckets"."allowance")))
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"line_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint DEFAULT 0 NOT NULL,
	"roaming_amount" bigint DEFAULT 0 NOT NULL,
	"uncovered_amount" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "usage_days_line_id_day_kind_pk" PRIMARY KEY("line_id","day","kind"),
	CONSTRAINT "usage_days_kind_check" CHECK ("usage_days"."kind" in ('data', 'voice', 'sms')),
	CONSTRAINT "usage_days_amounts_check" CHECK ("usage_days"."amount" >= 0 and "usage_days"."roaming_amount" between 0 and "usage_days"."amount" and "usage_days"."uncovered_amount" between 0 and "usage_days"."amount")
);
--> statement-breakpoint
CREATE TABLE "usage_event_keys" (
	"partner_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_event_keys_partner_id_event_id_pk" PRIMARY KEY("partner_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"partner_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"line_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"zone" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"arrival" bigserial NOT NULL,
	"splits" jsonb NOT NULL,
	CONSTRAINT "usage_events_kind_check" CHECK ("usage_events"."kind" in ('data', 'voice', 'sms')),
	CONSTRAINT "usage_events_zone_check" CHECK ("usage_events"."zone" in ('home', 'roaming')),
	CONSTRAINT "usage_events_amount_check" CHECK ("usage_events"."amount" > 0)
) PARTITION BY RANGE ("started_at"); -- hand-written
--> statement-breakpoint
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT; -- hand-written
--> statement-breakpoint
ALTER TABLE "one_time_codes" RENAME COLUMN "phone" TO "sent_to";--> statement-breakpoint
ALTER TABLE "one_time_codes" DROP CONSTRAINT "one_time_codes_purpose_check";--> statement-breakpoint
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_method_check";--> statement-breakpoint
DROP INDEX "one_time_codes_phone_purpose_idx";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "picture_id" uuid;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "quiet_from_minute" integer;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "quiet_until_minute" integer;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "partner_id" uuid;--> statement-breakpoint
ALTER TABLE "admin_reset_tokens" ADD CONSTRAINT "admin_reset_tokens_admin_id_admins_id_fk" FOREIGN KEY ("admin_id") REFERENCES "public"."admins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linked_accounts" ADD CONSTRAINT "linked_accounts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linked_accounts" ADD CONSTRAINT "linked_accounts_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_lines" ADD CONSTRAINT "bill_lines_bill_id_bills_id_fk" FOREIGN KEY ("bill_id") REFERENCES "public"."bills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_payments" ADD CONSTRAINT "bill_payments_bill_id_bills_id_fk" FOREIGN KEY ("bill_id") REFERENCES "public"."bills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_activation_id_postpaid_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."postpaid_activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_cycle_id_postpaid_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."postpaid_cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_bill_id_bills_id_fk" FOREIGN KEY ("bill_id") REFERENCES "public"."bills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_activations" ADD CONSTRAINT "postpaid_activations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_activations" ADD CONSTRAINT "postpaid_activations_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_addons" ADD CONSTRAINT "postpaid_addons_activation_id_postpaid_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."postpaid_activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_addons" ADD CONSTRAINT "postpaid_addons_cycle_id_postpaid_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."postpaid_cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_cycles" ADD CONSTRAINT "postpaid_cycles_activation_id_postpaid_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."postpaid_activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_events" ADD CONSTRAINT "postpaid_events_activation_id_postpaid_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."postpaid_activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_secondaries" ADD CONSTRAINT "postpaid_secondaries_activation_id_postpaid_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."postpaid_activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postpaid_secondaries" ADD CONSTRAINT "postpaid_secondaries_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_bucket_days" ADD CONSTRAINT "usage_bucket_days_bucket_id_usage_buckets_id_fk" FOREIGN KEY ("bucket_id") REFERENCES "public"."usage_buckets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "admin_reset_tokens_admin_id_idx" ON "admin_reset_tokens" USING btree ("admin_id");--> statement-breakpoint
CREATE INDEX "admin_reset_tokens_expires_at_idx" ON "admin_reset_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "linked_accounts_live_idx" ON "linked_accounts" USING btree ("customer_id","line_id") WHERE "linked_accounts"."status" in ('requested', 'linked');--> statement-breakpoint
CREATE INDEX "linked_accounts_customer_id_idx" ON "linked_accounts" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "linked_accounts_line_id_idx" ON "linked_accounts" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "linked_accounts_expiry_idx" ON "linked_accounts" USING btree ("expires_at") WHERE "linked_accounts"."status" = 'requested';--> statement-breakpoint
CREATE INDEX "broadcasts_created_at_idx" ON "broadcasts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "uploads_customer_id_idx" ON "uploads" USING btree ("customer_id") WHERE "uploads"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "api_keys_partner_id_idx" ON "api_keys" USING btree ("partner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_name_idx" ON "partners" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "bill_lines_position_idx" ON "bill_lines" USING btree ("bill_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "bill_payments_live_idx" ON "bill_payments" USING btree ("bill_id") WHERE "bill_payments"."is_live";--> statement-breakpoint
CREATE INDEX "bill_payments_bill_id_idx" ON "bill_payments" USING btree ("bill_id");--> statement-breakpoint
CREATE INDEX "bills_customer_id_idx" ON "bills" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "bills_activation_id_idx" ON "bills" USING btree ("activation_id","id");--> statement-breakpoint
CREATE INDEX "bills_due_idx" ON "bills" USING btree ("due_at","id") WHERE "bills"."status" in ('issued', 'overdue');--> statement-breakpoint
CREATE INDEX "credit_notes_bill_id_idx" ON "credit_notes" USING btree ("bill_id");--> statement-breakpoint
CREATE INDEX "credit_notes_carried_idx" ON "credit_notes" USING btree ("activation_id","id") WHERE "credit_notes"."carried_used_minor" < "credit_notes"."carried_minor";--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_activations_line_id_idx" ON "postpaid_activations" USING btree ("line_id") WHERE "postpaid_activations"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "postpaid_activations_customer_id_idx" ON "postpaid_activations" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "postpaid_addons_cycle_id_idx" ON "postpaid_addons" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "postpaid_addons_activation_id_idx" ON "postpaid_addons" USING btree ("activation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_cycles_open_idx" ON "postpaid_cycles" USING btree ("activation_id") WHERE "postpaid_cycles"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_cycles_number_idx" ON "postpaid_cycles" USING btree ("activation_id","number");--> statement-breakpoint
CREATE INDEX "postpaid_cycles_due_idx" ON "postpaid_cycles" USING btree ("ends_at","id") WHERE "postpaid_cycles"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_events_cause_key_idx" ON "postpaid_events" USING btree ("cause_key");--> statement-breakpoint
CREATE INDEX "postpaid_events_activation_id_idx" ON "postpaid_events" USING btree ("activation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_secondaries_active_line_idx" ON "postpaid_secondaries" USING btree ("line_id") WHERE "postpaid_secondaries"."status" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "postpaid_secondaries_live_idx" ON "postpaid_secondaries" USING btree ("activation_id","line_id") WHERE "postpaid_secondaries"."status" in ('requested', 'active');--> statement-breakpoint
CREATE INDEX "postpaid_secondaries_activation_id_idx" ON "postpaid_secondaries" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "postpaid_secondaries_line_id_idx" ON "postpaid_secondaries" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "postpaid_secondaries_expiry_idx" ON "postpaid_secondaries" USING btree ("expires_at") WHERE "postpaid_secondaries"."status" = 'requested';--> statement-breakpoint
CREATE UNIQUE INDEX "usage_buckets_source_idx" ON "usage_buckets" USING btree ("source_id","kind");--> statement-breakpoint
CREATE INDEX "usage_event_keys_started_at_idx" ON "usage_event_keys" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "usage_events_line_id_idx" ON "usage_events" USING btree ("line_id","started_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_sent_to_purpose_idx" ON "one_time_codes" USING btree ("sent_to","purpose","created_at");--> statement-breakpoint
CREATE INDEX "transactions_partner_id_idx" ON "transactions" USING btree ("partner_id","id") WHERE "transactions"."partner_id" is not null;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_quiet_hours_check" CHECK (("customers"."quiet_from_minute" is null) = ("customers"."quiet_until_minute" is null) and "customers"."quiet_from_minute" between 0 and 1439
        and "customers"."quiet_until_minute" between 0 and 1439);--> statement-breakpoint
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_purpose_check" CHECK ("one_time_codes"."purpose" in ('registration', 'verify_phone', 'password_reset', 'add_line', 'link', 'secondary_number', 'number_change', 'verify_email'));--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_method_check" CHECK ("payment_method" in ('credit_card', 'debit_card', 'net_banking', 'upi', 'offline')); -- hand-written: partitions know no name of the table
--> statement-breakpoint
INSERT INTO "document_counters" ("name") VALUES ('bill'), ('credit_note'); -- hand-written
--> statement-breakpoint
INSERT INTO "clock_offset" ("id") VALUES (1); -- hand-written
