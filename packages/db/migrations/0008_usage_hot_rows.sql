DROP INDEX "usage_event_keys_started_at_idx";--> statement-breakpoint
ALTER TABLE "usage_buckets" SET (fillfactor = 50); -- hand-written: rows that every batch writes keep room beside them, so that no index is touched
--> statement-breakpoint
ALTER TABLE "usage_bucket_days" SET (fillfactor = 50); -- hand-written
--> statement-breakpoint
ALTER TABLE "usage_days" SET (fillfactor = 50); -- hand-written
