export { deleteChunks } from "./delete-chunks.ts";
export { type DeleteExpiredCodesOutput, deleteExpiredCodes } from "./delete-expired-codes.ts";
export { deleteExpiredIdempotencyKeys } from "./delete-expired-idempotency-keys.ts";
export { deleteExpiredRateLimits } from "./delete-expired-rate-limits.ts";
export { type DeleteExpiredSessionsOutput, deleteExpiredSessions } from "./delete-expired-sessions.ts";
export { type DeleteOldNotificationsOutput, deleteOldNotifications } from "./delete-old-notifications.ts";
export { deleteOldWebhooks } from "./delete-old-webhooks.ts";
export { ensureMonthPartitions } from "./ensure-month-partitions.ts";
export { RETENTION_DAYS } from "./retention.ts";
