import { type CoreContext, withTransaction } from "../../context.ts";
import type { Lease } from "./claim-deliveries.ts";
import type { SendResult } from "./outcome.ts";
import { nextAttemptAt } from "./retry-schedule.ts";
import { wipeSecrets } from "./wipe-secrets.ts";

/**
 * Writes what became of a batch in one transaction. That a message went out is recorded even when the lease has ended meanwhile;
 * a failure only while it is ours, because someone else may be sending by now.
 */
export async function recordResults(ctx: CoreContext, lease: Lease, results: readonly SendResult[]): Promise<void> {
  const now = ctx.clock.now();
  const rows = results.map((result) => toRow(result, now));
  await withTransaction(ctx, async (tx) => {
    await tx.db.query({
      text: `update notification_deliveries as delivery
        set status = result.status, provider_reference = coalesce(result.provider_reference, delivery.provider_reference),
          last_error = result.error, next_attempt_at = coalesce(result.next_attempt_at, delivery.next_attempt_at),
          attempts = coalesce(result.attempts, delivery.attempts), lease_owner = null, lease_until = null, sent_at = case when result.status = 'sent' then $2::timestamptz end
        from jsonb_to_recordset($1::jsonb) as result
          (notification_id uuid, channel text, status text, provider_reference text, error text, next_attempt_at timestamptz, attempts int)
        where delivery.notification_id = result.notification_id and delivery.channel = result.channel
          and delivery.status = 'pending' and (delivery.lease_owner = $3 or result.status = 'sent')`,
      values: [JSON.stringify(rows), now, lease.owner],
    });
    const deadDeviceIds = results.flatMap((result) => result.deadDeviceIds);
    if (deadDeviceIds.length > 0) {
      await tx.db.query({ text: "delete from devices where id = any($1::uuid[])", values: [deadDeviceIds] });
    }
    await wipeSecrets(
      tx,
      results.map((result) => result.notificationId),
    );
  });
}

function toRow({ notificationId, channel, attempts, outcome }: SendResult, now: Date) {
  const row = { notification_id: notificationId, channel };
  switch (outcome.kind) {
    case "sent":
      return { ...row, status: "sent", provider_reference: outcome.providerReference };
    case "deferred":
      // The claim counted a try that was none.
      return { ...row, status: "pending", next_attempt_at: outcome.until, attempts: attempts - 1 };
    case "retry": {
      const retryAt = nextAttemptAt(attempts, now);
      return {
        ...row,
        status: retryAt === null ? "failed" : "pending",
        error: outcome.error,
        next_attempt_at: retryAt,
      };
    }
    default:
      return { ...row, status: outcome.kind, error: outcome.error };
  }
}
