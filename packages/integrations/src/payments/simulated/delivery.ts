import type { Pool } from "pg";
import type { Clock } from "../../clock.ts";
import type { SimulatedLogger, SimulatedWebhooks } from "./options.ts";
import { type AttemptRow, findAttempts, recordOf } from "./records.ts";
import { eventBodyOf } from "./webhook-event.ts";
import { signWebhook } from "./webhook-signature.ts";

const claimBatch = 20;
const leaseMs = 30_000;
const longestRetryMs = 60_000;

/** What delivering needs to know. */
export interface DeliveryContext {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly webhooks: SimulatedWebhooks;
  readonly secret: string;
  readonly url: string;
  readonly logger: SimulatedLogger | undefined;
}

interface Claimed {
  readonly attempt_id: string;
  readonly copy: number;
  readonly tries: number;
}

/** Takes due deliveries for the time of a lease: a process that dies in between leaves them to be sent again. */
async function claimDue(context: DeliveryContext, attemptId: string | null): Promise<Claimed[]> {
  const now = context.clock.now();
  const { rows } = await context.pool.query<Claimed>({
    name: "simulated_gateway_claim",
    text: `with due as materialized (
        select attempt_id, copy from simulated_gateway.deliveries
        where next_at is not null and case when $4::uuid is null then next_at <= $1::timestamptz else attempt_id = $4 end
        order by next_at limit $3 for update skip locked
      )
      update simulated_gateway.deliveries d set next_at = $2::timestamptz, tries = d.tries + 1
      from due where d.attempt_id = due.attempt_id and d.copy = due.copy
      returning d.attempt_id, d.copy, d.tries`,
    values: [now, new Date(now.getTime() + leaseMs), claimBatch, attemptId],
  });
  return rows;
}

async function postEvent(context: DeliveryContext, row: AttemptRow): Promise<boolean> {
  const { headers, body } = signWebhook(context.secret, eventBodyOf(recordOf(row)), context.clock.now());
  try {
    const response = await fetch(context.url, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(context.webhooks.requestTimeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return true;
    context.logger?.warn({ attemptId: row.attempt_id, status: response.status }, "A webhook was not accepted.");
  } catch (error) {
    context.logger?.warn({ attemptId: row.attempt_id, err: error }, "A webhook could not be delivered.");
  }
  return false;
}

/** Records how a delivery went, unless its lease ran out and another process took it over. */
async function recordDelivery(context: DeliveryContext, claimed: Claimed, isDelivered: boolean): Promise<void> {
  const now = context.clock.now();
  const waitMs = Math.min(context.webhooks.retryBaseMs * 2 ** (claimed.tries - 1), longestRetryMs);
  const isOver = isDelivered || claimed.tries >= context.webhooks.maxTries;
  await context.pool.query({
    name: "simulated_gateway_delivered",
    text: `update simulated_gateway.deliveries set next_at = $4::timestamptz, delivered_at = $5::timestamptz
      where attempt_id = $1 and copy = $2 and tries = $3 and delivered_at is null`,
    values: [
      claimed.attempt_id,
      claimed.copy,
      claimed.tries,
      isOver ? null : new Date(now.getTime() + waitMs),
      isDelivered ? now : null,
    ],
  });
}

/**
 * Posts the webhooks that are due, at most 20 a call; with an attempt id, those of that attempt, due or not. One that is
 * not answered by 2xx is tried again later with growing waits, and given up after `maxTries`.
 * @returns how many were tried.
 */
export async function deliverDueWebhooks(context: DeliveryContext, attemptId: string | null = null): Promise<number> {
  const claimed = await claimDue(context, attemptId);
  if (claimed.length === 0) return 0;
  const rows = await findAttempts(context.pool, [...new Set(claimed.map((delivery) => delivery.attempt_id))]);
  const byId = new Map(rows.map((row) => [row.attempt_id, row]));
  await Promise.all(
    claimed.map(async (delivery) => {
      const row = byId.get(delivery.attempt_id);
      if (row !== undefined) await recordDelivery(context, delivery, await postEvent(context, row));
    }),
  );
  return claimed.length;
}
