import { randomUUID } from "node:crypto";
import type { CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { type ClaimedDelivery, claimDeliveries, type Lease } from "./delivery/claim-deliveries.ts";
import type { Outcome, SendResult } from "./delivery/outcome.ts";
import { recordResults } from "./delivery/record-results.ts";
import { SEND_TIMEOUT_MS, sendDelivery } from "./delivery/send-delivery.ts";

const BATCH_DELIVERIES = 50;
const MAX_PARALLEL_SENDS = 10;
const LEASE_MS = 120_000;
const DEFAULT_LIMIT = 1_000;

/** How many deliveries ended each way; `retry` and `deferred` ones (quiet hours) are tried later. */
export type DeliverNoticesOutput = Record<Outcome["kind"], number>;

/**
 * Sends what is due, in batches: claims deliveries under a lease and commits, sends several at a time outside any transaction, records
 * the results. Any number of deliverers may run. A crash repeats at most its batch, with the same keys; nothing is lost.
 */
export async function deliverNotices(
  ctx: CoreContext,
  { limit = DEFAULT_LIMIT }: { limit?: number } = {},
): Promise<DeliverNoticesOutput> {
  const counts: DeliverNoticesOutput = { sent: 0, retry: 0, deferred: 0, failed: 0, suppressed: 0 };
  for (let left = limit; left > 0; ) {
    const lease = { owner: randomUUID(), until: new Date(ctx.clock.now().getTime() + LEASE_MS) };
    const claimed = await claimDeliveries(ctx, lease, Math.min(left, BATCH_DELIVERIES));
    if (claimed.length === 0) break;
    left -= claimed.length;
    const results = await sendAll(ctx, lease, claimed);
    await recordResults(ctx, lease, results);
    for (const { outcome } of results) counts[outcome.kind] += 1;
    warnOfFailures(ctx, results);
  }
  return counts;
}

async function sendAll(ctx: CoreContext, lease: Lease, claimed: readonly ClaimedDelivery[]): Promise<SendResult[]> {
  const results: SendResult[] = [];
  const queue = claimed.values();
  const settings = await getSettings(ctx);
  const work = async () => {
    for (const delivery of queue) {
      // What cannot be sent for certain within the lease is left to whoever claims it next.
      if (ctx.clock.now().getTime() + SEND_TIMEOUT_MS > lease.until.getTime()) return;
      results.push(await sendDelivery(ctx, delivery, settings));
    }
  };
  await Promise.all(Array.from({ length: MAX_PARALLEL_SENDS }, work));
  return results;
}

function warnOfFailures(ctx: CoreContext, results: readonly SendResult[]): void {
  for (const { notificationId, channel, attempts, outcome } of results) {
    if (outcome.kind !== "failed" && outcome.kind !== "retry") continue;
    ctx.logger.warn({ notificationId, channel, attempts, error: outcome.error }, "a notice could not be delivered");
  }
}
