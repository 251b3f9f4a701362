import type { Pool } from "pg";
import { GatewayConflict, GatewayUnavailable } from "../errors.ts";
import type { GatewayRecord } from "../port.ts";
import type { SimulatedWebhooks } from "./options.ts";
import { type AttemptRow, attemptColumns, findAttempt, recordOf } from "./records.ts";
import { cancelledReason } from "./script.ts";

const dueBatch = 200;

/**
 * Follows `picked` (attempt_id, state, reason; rows locked): decides them, gives a failed refund's amount back to its
 * charge, and queues the webhooks, each at its place in the window: a hash of seed, attempt and copy.
 */
const decidePicked = `
decided as (
  update simulated_gateway.attempts a set state = p.state, reason = p.reason, decided_at = $1::timestamptz, due_at = null
  from picked p where a.attempt_id = p.attempt_id returning ${attemptColumns}
), lowered as (
  update simulated_gateway.attempts c set refunded_minor = c.refunded_minor - f.amount_minor
  from (select charge_attempt_id, sum(amount_minor) as amount_minor from decided
    where kind = 'refund' and state = 'failed' group by charge_attempt_id) f
  where c.attempt_id = f.charge_attempt_id
), announced as (
  insert into simulated_gateway.deliveries (attempt_id, copy, next_at, created_at)
  select d.attempt_id, n.copy, $1::timestamptz + ($2::float8 + mod(
    hashtextextended(d.attempt_id::text || '/' || n.copy, $3::bigint) & 1073741823, $4::bigint + 1)
    ) * interval '1 millisecond', $1::timestamptz
  from decided d, generate_series(1, $5::integer) as n(copy)
)
select ${attemptColumns} from decided a`;

const decideDue = `
with picked as materialized (
  select attempt_id, due_state as state, due_reason as reason from simulated_gateway.attempts
  where state = 'pending' and due_at <= $1::timestamptz order by due_at limit $6 for update skip locked
), ${decidePicked}`;

const decideOne = `
with picked as materialized (
  select attempt_id, $7::text as state, $8::text as reason from simulated_gateway.attempts
  where state = 'pending' and attempt_id = $6::uuid for update
), ${decidePicked}`;

/** One statement, so that it and a capture cannot both win: whoever comes second finds the row decided. */
const cancelCharge = `
insert into simulated_gateway.attempts as a (attempt_id, kind, state, reason, created_at, decided_at)
values ($1::uuid, 'charge', 'cancelled', $3, $2::timestamptz, $2::timestamptz)
on conflict (attempt_id) do update
  set state = 'cancelled', reason = excluded.reason, decided_at = excluded.decided_at, due_at = null
  where a.kind = 'charge' and a.state = 'pending' and a.is_cancellable
returning ${attemptColumns}`;

function announcing(now: Date, webhooks: SimulatedWebhooks): unknown[] {
  return [now, webhooks.delayMs, webhooks.seed, webhooks.reorderMs, webhooks.copies];
}

/** Decides the pending attempts whose time has come, at most 200 a call. @returns how many. */
export async function settleDueAttempts(pool: Pool, now: Date, webhooks: SimulatedWebhooks): Promise<number> {
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_settle_due",
    text: decideDue,
    values: [...announcing(now, webhooks), dueBatch],
  });
  return rows.length;
}

/**
 * Decides one pending attempt now; one that is final already stays as it is.
 * @returns its record, as it is then.
 * @throws GatewayUnavailable when the gateway never saw the attempt.
 */
export async function decideAttempt(
  pool: Pool,
  attemptId: string,
  verdict: { readonly state: "succeeded" | "failed"; readonly reason: string | null },
  now: Date,
  webhooks: SimulatedWebhooks,
): Promise<GatewayRecord> {
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_decide",
    text: decideOne,
    values: [...announcing(now, webhooks), attemptId, verdict.state, verdict.reason],
  });
  const row = rows[0] ?? (await findAttempt(pool, attemptId));
  if (row === null) throw new GatewayUnavailable(`The simulated gateway has never seen the attempt ${attemptId}.`);
  return recordOf(row);
}

/**
 * Cancels a charge that is not decided, or that has not come yet: then its key is taken, and a late charge with it is
 * answered as declined.
 * @throws GatewayConflict when the attempt is a refund.
 */
export async function cancelAttempt(pool: Pool, attemptId: string, now: Date): Promise<GatewayRecord> {
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_cancel",
    text: cancelCharge,
    values: [attemptId, now, cancelledReason],
  });
  const row = rows[0] ?? (await findAttempt(pool, attemptId));
  if (row === null) throw new GatewayUnavailable("The payment gateway lost the attempt it was asked about.");
  if (row.kind === "refund") throw new GatewayConflict(`The attempt ${attemptId} is a refund; it cannot be cancelled.`);
  return recordOf(row);
}
