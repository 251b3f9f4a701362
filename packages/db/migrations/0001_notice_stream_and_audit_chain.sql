CREATE TABLE "audit_chain" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_chain_single" CHECK ("audit_chain"."id" = 1)
);
--> statement-breakpoint
CREATE INDEX "notifications_customer_id_stream_seq_idx" ON "notifications" USING btree ("customer_id","stream_seq");