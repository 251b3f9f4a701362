import type { Job } from "./job.ts";
import { auditBooksJob } from "./jobs/audit-books.ts";
import { backUpJob } from "./jobs/back-up.ts";
import { chaseBillsJob } from "./jobs/chase-bills.ts";
import { deleteExpiredCodesJob } from "./jobs/delete-expired-codes.ts";
import { deleteExpiredIdempotencyKeysJob } from "./jobs/delete-expired-idempotency-keys.ts";
import { deleteExpiredRateLimitsJob } from "./jobs/delete-expired-rate-limits.ts";
import { deleteExpiredSessionsJob } from "./jobs/delete-expired-sessions.ts";
import { deleteOldExportsJob } from "./jobs/delete-old-exports.ts";
import { deleteOldJobRecordsJob } from "./jobs/delete-old-job-records.ts";
import { deleteOldNotificationsJob } from "./jobs/delete-old-notifications.ts";
import { deleteOldUsageJob } from "./jobs/delete-old-usage.ts";
import { deleteOldWebhooksJob } from "./jobs/delete-old-webhooks.ts";
import { deleteUnusedImagesJob } from "./jobs/delete-unused-images.ts";
import { ensurePartitionsJob } from "./jobs/ensure-partitions.ts";
import { expireLinkRequestsJob } from "./jobs/expire-link-requests.ts";
import { expireSecondaryRequestsJob } from "./jobs/expire-secondary-requests.ts";
import { exportTransactionsJob } from "./jobs/export-transactions.ts";
import { measureAnalyticsJob } from "./jobs/measure-analytics.ts";
import { rebuildAnalyticsJob } from "./jobs/rebuild-analytics.ts";
import { reconcilePaymentsJob } from "./jobs/reconcile-payments.ts";
import { reconcileRestoredJob } from "./jobs/reconcile-restored.ts";
import { recordPlanBoundariesJob } from "./jobs/record-plan-boundaries.ts";
import { refreshPopularityJob } from "./jobs/refresh-popularity.ts";
import { restoreBackupJob } from "./jobs/restore-backup.ts";
import { rollUpAnalyticsJob } from "./jobs/roll-up-analytics.ts";
import { runBillsJob } from "./jobs/run-bills.ts";
import { runBroadcastsJob } from "./jobs/run-broadcasts.ts";
import { sealAuditEventsJob } from "./jobs/seal-audit-events.ts";
import { triggerNoticesJob } from "./jobs/trigger-notices.ts";

/** Everything the worker does by the clock. */
export const jobs: readonly Job[] = [
  recordPlanBoundariesJob,
  reconcilePaymentsJob,
  runBillsJob,
  chaseBillsJob,
  expireLinkRequestsJob,
  expireSecondaryRequestsJob,
  runBroadcastsJob,
  triggerNoticesJob,
  sealAuditEventsJob,
  auditBooksJob,
  refreshPopularityJob,
  rollUpAnalyticsJob,
  measureAnalyticsJob,
  rebuildAnalyticsJob,
  restoreBackupJob,
  reconcileRestoredJob,
  ensurePartitionsJob,
  deleteExpiredSessionsJob,
  deleteExpiredCodesJob,
  deleteExpiredIdempotencyKeysJob,
  deleteExpiredRateLimitsJob,
  deleteOldWebhooksJob,
  deleteOldJobRecordsJob,
  deleteOldNotificationsJob,
  deleteOldUsageJob,
  deleteUnusedImagesJob,
  exportTransactionsJob,
  backUpJob,
  deleteOldExportsJob,
];
