-- Hand-written: extensions for text search and for the exclusion constraint on subscriptions.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"request_id" text NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"seq" bigint,
	"prev_hash" text,
	"hash" text,
	CONSTRAINT "audit_events_sealed_check" CHECK (("audit_events"."seq" is null) = ("audit_events"."hash" is null) and ("audit_events"."seq" is null) = ("audit_events"."prev_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "catalog_version" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "catalog_version_single" CHECK ("catalog_version"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"kind" text NOT NULL,
	"amount_minor" bigint,
	"percent" numeric(5, 2),
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "offers_kind_check" CHECK ("offers"."kind" in ('fixed_price', 'amount_off', 'percent_off')),
	CONSTRAINT "offers_window_check" CHECK ("offers"."valid_from" < "offers"."valid_until"),
	CONSTRAINT "offers_value_check" CHECK (case when "offers"."kind" = 'percent_off' then "offers"."percent" > 0 and "offers"."percent" < 100 and "offers"."amount_minor" is null
        else "offers"."amount_minor" > 0 and "offers"."percent" is null end)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"category_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"is_topup" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"price_minor" bigint NOT NULL,
	"validity_days" integer NOT NULL,
	"description" text NOT NULL,
	"data_allowance_bytes" bigint,
	"daily_data_limit_bytes" bigint,
	"talktime_minutes" integer,
	"sms_count" integer,
	"benefits" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_featured" boolean DEFAULT false NOT NULL,
	"max_secondary_numbers" integer,
	"overage_price_per_gb_minor" bigint,
	"recent_sales" integer DEFAULT 0 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "plans"."name" || ' ' || "plans"."description" || ' ' || "plans"."benefits"::text)) STORED,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "plans_type_check" CHECK ("plans"."type" in ('prepaid', 'postpaid')),
	CONSTRAINT "plans_status_check" CHECK ("plans"."status" in ('active', 'inactive')),
	CONSTRAINT "plans_price_check" CHECK ("plans"."price_minor" > 0),
	CONSTRAINT "plans_validity_check" CHECK ("plans"."validity_days" >= 1),
	CONSTRAINT "plans_volumes_check" CHECK ("plans"."data_allowance_bytes" >= 0 and "plans"."daily_data_limit_bytes" >= 0 and "plans"."talktime_minutes" >= 0 and "plans"."sms_count" >= 0),
	CONSTRAINT "plans_daily_limit_check" CHECK ("plans"."daily_data_limit_bytes" is null or "plans"."data_allowance_bytes" is null or "plans"."daily_data_limit_bytes" <= "plans"."data_allowance_bytes")
);
--> statement-breakpoint
CREATE TABLE "admin_refresh_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"rotated_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "admin_sessions" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"ip" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "admin_sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "admins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"full_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"password_changed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "admins_role_check" CHECK ("admins"."role" in ('owner', 'manager', 'finance', 'support', 'content')),
	CONSTRAINT "admins_status_check" CHECK ("admins"."status" in ('active', 'disabled')),
	CONSTRAINT "admins_email_check" CHECK ("admins"."email" = lower("admins"."email"))
);
--> statement-breakpoint
CREATE TABLE "customer_refresh_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"rotated_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_sessions" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"ip" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text,
	"full_name" text NOT NULL,
	"password_hash" text,
	"status" text DEFAULT 'active' NOT NULL,
	"status_reason" text,
	"phone_verified_at" timestamp (3) with time zone,
	"email" text,
	"email_verified_at" timestamp (3) with time zone,
	"language" text DEFAULT 'en' NOT NULL,
	"last_active_plan_at" timestamp (3) with time zone,
	"password_changed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "customers_status_check" CHECK ("customers"."status" in ('active', 'inactive', 'suspended', 'closed')),
	CONSTRAINT "customers_phone_check" CHECK ("customers"."phone" is null or "customers"."phone" ~ '^\+[1-9][0-9]{5,14}$'),
	CONSTRAINT "customers_closed_check" CHECK (("customers"."status" = 'closed') = ("customers"."closed_at" is not null)),
	CONSTRAINT "customers_phone_kept_check" CHECK ("customers"."phone" is not null or "customers"."closed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "one_time_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"purpose" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"max_tries" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "one_time_codes_purpose_check" CHECK ("one_time_codes"."purpose" in ('registration', 'verify_phone', 'password_reset', 'add_line', 'link', 'secondary_number', 'number_change')),
	CONSTRAINT "one_time_codes_tries_check" CHECK ("one_time_codes"."tries" >= 0 and "one_time_codes"."tries" <= "one_time_codes"."max_tries")
);
--> statement-breakpoint
CREATE TABLE "line_ownerships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"line_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"owner_id" uuid,
	"mode" text DEFAULT 'idle' NOT NULL,
	"base_ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "lines_mode_check" CHECK ("lines"."mode" in ('idle', 'postpaid', 'postpaid_secondary')),
	CONSTRAINT "lines_phone_check" CHECK ("lines"."phone" ~ '^\+[1-9][0-9]{5,14}$')
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_causes" (
	"cause_key" text PRIMARY KEY NOT NULL,
	"notification_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_deliveries" (
	"notification_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"lease_owner" uuid,
	"provider_reference" text,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "notification_deliveries_notification_id_channel_pk" PRIMARY KEY("notification_id","channel"),
	CONSTRAINT "notification_deliveries_channel_check" CHECK ("notification_deliveries"."channel" in ('sms', 'push', 'email')),
	CONSTRAINT "notification_deliveries_status_check" CHECK ("notification_deliveries"."status" in ('pending', 'sent', 'delivered', 'failed', 'suppressed')),
	CONSTRAINT "notification_deliveries_attempts_check" CHECK ("notification_deliveries"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"customer_id" uuid,
	"phone" text NOT NULL,
	"line_id" uuid,
	"params" jsonb NOT NULL,
	"sealed_secret" text,
	"stream_seq" bigint,
	"read_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notifications_type_check" CHECK ("notifications"."type" in ('low_balance', 'usage_50', 'usage_80', 'data_exhausted', 'daily_limit_reached', 'topup_activated', 'topup_exhausted', 'plan_queued', 'plan_activated', 'plan_expiry', 'plan_expired', 'plan_cancelled', 'payment_success', 'payment_failure', 'payment_pending', 'refund_issued', 'bill_issued', 'postpaid_due_date', 'postpaid_overdue', 'service_suspended', 'service_restored', 'addon_activated', 'referral_bonus', 'inactivity_warning', 'link_request', 'link_accepted', 'promotional', 'security_alert', 'code'))
) PARTITION BY RANGE ("id"); -- hand-written
--> statement-breakpoint
CREATE TABLE "notifications_default" PARTITION OF "notifications" DEFAULT; -- hand-written
--> statement-breakpoint
CREATE TABLE "operator_profile" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"country" text NOT NULL,
	"timezone" text NOT NULL,
	"currency" text NOT NULL,
	"installed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operator_profile_single" CHECK ("operator_profile"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "operator_setting_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "operator_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_kind" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"transaction_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_kind_actor_id_operation_key_pk" PRIMARY KEY("actor_kind","actor_id","operation","key")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'created' NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text,
	"charge_id" uuid,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"detail" text,
	"checks" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_status_check" CHECK ("payments"."status" in ('created', 'sent', 'succeeded', 'failed', 'unknown', 'reversed')),
	CONSTRAINT "payments_kind_check" CHECK (("payments"."kind" = 'refund') = ("payments"."charge_id" is not null)),
	CONSTRAINT "payments_amount_check" CHECK ("payments"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "subscription_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscription_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"line_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"payer_id" uuid,
	"plan_id" uuid NOT NULL,
	"is_topup" boolean NOT NULL,
	"terms" jsonb NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"start_recorded_at" timestamp (3) with time zone,
	"end_recorded_at" timestamp (3) with time zone,
	CONSTRAINT "subscriptions_window_check" CHECK ("subscriptions"."starts_at" <= "subscriptions"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "transaction_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"cause" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"amount_minor" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
) PARTITION BY RANGE ("id"); -- hand-written
--> statement-breakpoint
CREATE TABLE "transaction_events_default" PARTITION OF "transaction_events" DEFAULT; -- hand-written
--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"payer_id" uuid,
	"line_id" uuid,
	"recipient_phone" text NOT NULL,
	"refund_of_id" uuid,
	"plan_id" uuid,
	"terms" jsonb,
	"offer_id" uuid,
	"referral_discount_id" uuid,
	"discount_type" text,
	"original_amount_minor" bigint NOT NULL,
	"discount_amount_minor" bigint DEFAULT 0 NOT NULL,
	"final_amount_minor" bigint NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"refund_requested_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"payment_method" text NOT NULL,
	"detail" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "transactions_type_check" CHECK ("transactions"."type" in ('prepaid_recharge', 'topup_purchase', 'postpaid_bill_payment', 'refund_adjustment')),
	CONSTRAINT "transactions_status_check" CHECK ("transactions"."status" in ('pending', 'succeeded', 'failed', 'reversed', 'refunded', 'partially_refunded')),
	CONSTRAINT "transactions_method_check" CHECK ("transactions"."payment_method" in ('credit_card', 'debit_card', 'net_banking', 'upi')),
	CONSTRAINT "transactions_amounts_check" CHECK ("transactions"."final_amount_minor" = "transactions"."original_amount_minor" - "transactions"."discount_amount_minor"
        and "transactions"."discount_amount_minor" >= 0 and "transactions"."final_amount_minor" > 0),
	CONSTRAINT "transactions_discount_check" CHECK (("transactions"."discount_amount_minor" > 0) = ("transactions"."discount_type" is not null)),
	CONSTRAINT "transactions_refund_check" CHECK (0 <= "transactions"."refunded_minor" and "transactions"."refunded_minor" <= "transactions"."refund_requested_minor"
        and "transactions"."refund_requested_minor" <= "transactions"."captured_minor" and "transactions"."captured_minor" <= "transactions"."final_amount_minor"),
	CONSTRAINT "transactions_refund_of_check" CHECK (("transactions"."type" = 'refund_adjustment') = ("transactions"."refund_of_id" is not null))
) PARTITION BY RANGE ("id"); -- hand-written
--> statement-breakpoint
CREATE TABLE "transactions_default" PARTITION OF "transactions" DEFAULT; -- hand-written
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"attempt_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "webhook_inbox_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "referral_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"max_uses" integer NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "referral_codes_uses_check" CHECK (0 <= "referral_codes"."uses" and "referral_codes"."uses" <= "referral_codes"."max_uses")
);
--> statement-breakpoint
CREATE TABLE "referral_discounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"referral_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"role" text NOT NULL,
	"percent" numeric(5, 2) NOT NULL,
	"status" text DEFAULT 'unused' NOT NULL,
	"transaction_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "referral_discounts_status_check" CHECK ("referral_discounts"."status" in ('unused', 'held', 'used', 'revoked')),
	CONSTRAINT "referral_discounts_percent_check" CHECK ("referral_discounts"."percent" > 0 and "referral_discounts"."percent" < 100),
	CONSTRAINT "referral_discounts_transaction_check" CHECK (("referral_discounts"."status" in ('held', 'used')) = ("referral_discounts"."transaction_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "referral_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_id" uuid NOT NULL,
	"referral_id" uuid,
	"kind" text NOT NULL,
	"customer_id" uuid,
	"transaction_id" uuid,
	"detail" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_id" uuid NOT NULL,
	"referrer_id" uuid NOT NULL,
	"referee_id" uuid NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"completing_transaction_id" uuid,
	CONSTRAINT "referrals_self_check" CHECK ("referrals"."referrer_id" <> "referrals"."referee_id"),
	CONSTRAINT "referrals_completed_check" CHECK (("referrals"."completed_at" is null) = ("referrals"."completing_transaction_id" is null))
);
--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admin_refresh_tokens" ADD CONSTRAINT "admin_refresh_tokens_session_id_admin_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."admin_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admin_sessions" ADD CONSTRAINT "admin_sessions_user_id_admins_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."admins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_refresh_tokens" ADD CONSTRAINT "customer_refresh_tokens_session_id_customer_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."customer_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_sessions" ADD CONSTRAINT "customer_sessions_user_id_customers_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_ownerships" ADD CONSTRAINT "line_ownerships_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_ownerships" ADD CONSTRAINT "line_ownerships_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_owner_id_customers_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_events" ADD CONSTRAINT "subscription_events_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_payer_id_customers_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_codes" ADD CONSTRAINT "referral_codes_owner_id_customers_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_discounts" ADD CONSTRAINT "referral_discounts_referral_id_referrals_id_fk" FOREIGN KEY ("referral_id") REFERENCES "public"."referrals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_discounts" ADD CONSTRAINT "referral_discounts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_events" ADD CONSTRAINT "referral_events_code_id_referral_codes_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."referral_codes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_events" ADD CONSTRAINT "referral_events_referral_id_referrals_id_fk" FOREIGN KEY ("referral_id") REFERENCES "public"."referrals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_code_id_referral_codes_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."referral_codes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_referrer_id_customers_id_fk" FOREIGN KEY ("referrer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_referee_id_customers_id_fk" FOREIGN KEY ("referee_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_events_seq_idx" ON "audit_events" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "audit_events_unsealed_idx" ON "audit_events" USING btree ("id") WHERE "audit_events"."seq" is null;--> statement-breakpoint
CREATE INDEX "audit_events_subject_idx" ON "audit_events" USING btree ("subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_kind","actor_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_name_idx" ON "categories" USING btree (lower("name")) WHERE "categories"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "offers_plan_id_idx" ON "offers" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plans_category_id_idx" ON "plans" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "plans_search_idx" ON "plans" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_name_idx" ON "plans" USING btree (lower("name")) WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "admin_refresh_tokens_session_id_idx" ON "admin_refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "admin_refresh_tokens_expires_at_idx" ON "admin_refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "admin_sessions_user_id_idx" ON "admin_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "admin_sessions_expires_at_idx" ON "admin_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "admins_email_idx" ON "admins" USING btree ("email");--> statement-breakpoint
CREATE INDEX "customer_refresh_tokens_session_id_idx" ON "customer_refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "customer_refresh_tokens_expires_at_idx" ON "customer_refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "customer_sessions_user_id_idx" ON "customer_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "customer_sessions_expires_at_idx" ON "customer_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_phone_idx" ON "customers" USING btree ("phone") WHERE "customers"."phone_verified_at" is not null and "customers"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "customers_created_at_idx" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "one_time_codes_phone_purpose_idx" ON "one_time_codes" USING btree ("phone","purpose","created_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_expires_at_idx" ON "one_time_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "line_ownerships_current_idx" ON "line_ownerships" USING btree ("line_id") WHERE "line_ownerships"."until" is null;--> statement-breakpoint
CREATE INDEX "line_ownerships_line_id_idx" ON "line_ownerships" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "line_ownerships_customer_id_idx" ON "line_ownerships" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lines_phone_idx" ON "lines" USING btree ("phone") WHERE "lines"."released_at" is null;--> statement-breakpoint
CREATE INDEX "lines_owner_id_idx" ON "lines" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "devices_token_idx" ON "devices" USING btree ("token");--> statement-breakpoint
CREATE INDEX "devices_customer_id_idx" ON "devices" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_idx" ON "notification_deliveries" USING btree ("next_attempt_at") WHERE "notification_deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "notifications_customer_id_idx" ON "notifications" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "notifications_unread_idx" ON "notifications" USING btree ("customer_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_unsequenced_idx" ON "notifications" USING btree ("id") WHERE "notifications"."stream_seq" is null;--> statement-breakpoint
CREATE INDEX "notifications_stream_seq_idx" ON "notifications" USING btree ("stream_seq");--> statement-breakpoint
CREATE INDEX "operator_setting_changes_name_idx" ON "operator_setting_changes" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_provider_reference_idx" ON "payments" USING btree ("provider","provider_reference");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_charge_idx" ON "payments" USING btree ("transaction_id") WHERE "payments"."kind" = 'charge';--> statement-breakpoint
CREATE INDEX "payments_transaction_id_idx" ON "payments" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "payments_open_idx" ON "payments" USING btree ("created_at") WHERE "payments"."status" in ('created', 'sent', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_events_cause_key_idx" ON "subscription_events" USING btree ("cause_key");--> statement-breakpoint
CREATE INDEX "subscription_events_subscription_id_idx" ON "subscription_events" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "subscription_events_line_id_idx" ON "subscription_events" USING btree ("line_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_transaction_id_idx" ON "subscriptions" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "subscriptions_line_id_idx" ON "subscriptions" USING btree ("line_id","starts_at");--> statement-breakpoint
CREATE INDEX "subscriptions_start_open_idx" ON "subscriptions" USING btree ("starts_at") WHERE "subscriptions"."start_recorded_at" is null and "subscriptions"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "subscriptions_end_open_idx" ON "subscriptions" USING btree ("ends_at") WHERE "subscriptions"."end_recorded_at" is null and "subscriptions"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "transaction_events_transaction_id_idx" ON "transaction_events" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "transactions_payer_id_idx" ON "transactions" USING btree ("payer_id","id");--> statement-breakpoint
CREATE INDEX "transactions_line_id_idx" ON "transactions" USING btree ("line_id","id");--> statement-breakpoint
CREATE INDEX "transactions_refund_of_id_idx" ON "transactions" USING btree ("refund_of_id") WHERE "transactions"."refund_of_id" is not null;--> statement-breakpoint
CREATE INDEX "transactions_pending_idx" ON "transactions" USING btree ("id") WHERE "transactions"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_inbox_open_idx" ON "webhook_inbox" USING btree ("received_at") WHERE "webhook_inbox"."handled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "referral_codes_code_idx" ON "referral_codes" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "referral_codes_current_idx" ON "referral_codes" USING btree ("owner_id") WHERE "referral_codes"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "referral_codes_owner_id_idx" ON "referral_codes" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "referral_discounts_referral_role_idx" ON "referral_discounts" USING btree ("referral_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "referral_discounts_transaction_id_idx" ON "referral_discounts" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "referral_discounts_customer_id_idx" ON "referral_discounts" USING btree ("customer_id","status");--> statement-breakpoint
CREATE INDEX "referral_events_code_id_idx" ON "referral_events" USING btree ("code_id","id");--> statement-breakpoint
CREATE INDEX "referral_events_referral_id_idx" ON "referral_events" USING btree ("referral_id");--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_referee_id_idx" ON "referrals" USING btree ("referee_id");--> statement-breakpoint
CREATE INDEX "referrals_code_id_idx" ON "referrals" USING btree ("code_id");--> statement-breakpoint
CREATE INDEX "referrals_referrer_id_idx" ON "referrals" USING btree ("referrer_id");
--> statement-breakpoint
-- Hand-written: no two base plans of a line overlap. Checked at the end of each statement, so that one UPDATE may move a whole queue.
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_no_overlap" EXCLUDE USING gist
  ("line_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&) WHERE (NOT "is_topup" AND "cancelled_at" IS NULL) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
CREATE INDEX "plans_name_trigram_idx" ON "plans" USING gin (lower("name") gin_trgm_ops);
--> statement-breakpoint
CREATE SEQUENCE "notification_stream_seq";
--> statement-breakpoint
INSERT INTO "catalog_version" ("id", "version") VALUES (1, 1);
