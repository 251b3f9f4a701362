CREATE TABLE "import_ids" (
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"id" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_ids_source_kind_external_id_pk" PRIMARY KEY("source","kind","external_id"),
	CONSTRAINT "import_ids_kind_check" CHECK ("import_ids"."kind" in ('category', 'plan', 'customer', 'transaction', 'subscription'))
);
--> statement-breakpoint
CREATE INDEX "lines_phone_end_idx" ON "lines" USING btree (reverse("phone") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "transactions_plan_id_idx" ON "transactions" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "transactions_offer_id_idx" ON "transactions" USING btree ("offer_id","id") WHERE "transactions"."offer_id" is not null;--> statement-breakpoint
CREATE INDEX "transactions_final_amount_idx" ON "transactions" USING btree ("final_amount_minor","id");--> statement-breakpoint
CREATE INDEX "transactions_ended_otherwise_idx" ON "transactions" USING btree ("status","id") WHERE "transactions"."status" in ('failed', 'reversed', 'refunded', 'partially_refunded');--> statement-breakpoint
CREATE INDEX "transactions_type_idx" ON "transactions" USING btree ("type","id") WHERE "transactions"."type" <> 'prepaid_recharge';--> statement-breakpoint
CREATE INDEX "transactions_discount_type_idx" ON "transactions" USING btree ("discount_type","id") WHERE "transactions"."discount_type" is not null;--> statement-breakpoint
CREATE INDEX "transactions_offline_idx" ON "transactions" USING btree ("id") WHERE "transactions"."payment_method" = 'offline';