CREATE INDEX "customers_status_idx" ON "customers" USING btree ("status","created_at","id") WHERE "customers"."status" <> 'active';--> statement-breakpoint
CREATE INDEX "customers_unverified_idx" ON "customers" USING btree ("created_at","id") WHERE "customers"."phone_verified_at" is null;--> statement-breakpoint
CREATE INDEX "customers_sort_name_idx" ON "customers" USING btree ((lower("full_name") collate "C"),"id");--> statement-breakpoint
CREATE INDEX "customers_full_name_trgm_idx" ON "customers" USING gin ("full_name" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "customers_phone_trgm_idx" ON "customers" USING gin ("phone" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "lines_phone_trgm_idx" ON "lines" USING gin ("phone" gin_trgm_ops) WITH (gin_pending_list_limit=512);