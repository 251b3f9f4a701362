import type { Pool } from "pg";
import { GatewayConflict, GatewayUnavailable } from "../errors.ts";
import type { GatewayRecord, RefundRequest } from "../port.ts";
import type { SimulatedWebhooks } from "./options.ts";
import { type AttemptRow, attemptColumns, findAttempt } from "./records.ts";
import { chargeAttemptOf } from "./references.ts";
import type { Script } from "./script.ts";

/**
 * Locks the charge, decides, writes the refund and raises what was given back, in one statement. Parallel refunds of
 * one charge wait at its row; one that is refused is recorded as failed, so that its key answers the same again.
 */
const insertRefund = `
with charge as materialized (
  select attempt_id, state, currency, amount_minor, refunded_minor from simulated_gateway.attempts
  where attempt_id = $2 and kind = 'charge' for update
), verdict as (
  select case
    when c.attempt_id is null then 'The gateway knows no such charge.'
    when c.state <> 'succeeded' then 'The charge was not captured.'
    when c.currency <> $4 then 'The charge was made in another currency.'
    when c.refunded_minor + $3::bigint > c.amount_minor then 'The refund is more than what is left of the charge.'
    when $5 = 'failed' then $6::text
  end as refusal
  from (values (1)) as one(row) left join charge c on true
), added as (
  insert into simulated_gateway.attempts (attempt_id, kind, state, charge_attempt_id, amount_minor, currency, reason,
    due_at, due_state, due_reason, created_at, decided_at)
  select $1::uuid, 'refund', case when v.refusal is null then $5 else 'failed' end, $2::uuid, $3::bigint, $4, v.refusal,
    case when v.refusal is null then $10::timestamptz + $7::float8 * interval '1 millisecond' end,
    case when v.refusal is null then $8::text end, case when v.refusal is null then $9::text end, $10::timestamptz,
    case when v.refusal is null and $5 = 'pending' then null else $10::timestamptz end
  from verdict v
  on conflict (attempt_id) do nothing
  returning *
), raised as (
  update simulated_gateway.attempts c set refunded_minor = c.refunded_minor + a.amount_minor
  from added a where c.attempt_id = a.charge_attempt_id and a.state <> 'failed'
), announced as (
  insert into simulated_gateway.deliveries (attempt_id, copy, next_at, created_at)
  select a.attempt_id, n.copy, $10::timestamptz + $12::float8 * interval '1 millisecond', $10::timestamptz
  from added a, generate_series(1, $11::integer) as n(copy) where a.state <> 'pending'
)
select ${attemptColumns} from added a`;

/** No refund can belong to it: stands for a reference that is not of this gateway. */
const noCharge = "00000000-0000-0000-0000-000000000000";

function isSameRefund(row: AttemptRow, request: RefundRequest, chargeAttemptId: string): boolean {
  return (
    row.kind === "refund" &&
    row.charge_attempt_id === chargeAttemptId &&
    Number(row.amount_minor) === request.amountMinor &&
    row.currency === request.currency
  );
}

/** The attempt whose charge a refund asks for; its token scripts the refund. */
export function chargeOfRefund(request: RefundRequest): string {
  return chargeAttemptOf(request.chargeReference) ?? noCharge;
}

/**
 * Records a refund, once per attempt id, never above what is left of the capture (pending refunds counted).
 * @throws GatewayConflict when the attempt id was used for something else.
 */
export async function addRefund(
  pool: Pool,
  request: RefundRequest,
  script: Script,
  now: Date,
  webhooks: SimulatedWebhooks,
): Promise<{ state: GatewayRecord["state"]; reason: string | null }> {
  const chargeAttemptId = chargeOfRefund(request);
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_refund",
    text: insertRefund,
    values: [
      request.attemptId,
      chargeAttemptId,
      request.amountMinor,
      request.currency,
      script.state,
      script.reason,
      script.dueAfterMs,
      script.dueState,
      script.dueReason,
      now,
      webhooks.isAnsweredAnnounced ? webhooks.copies : 0,
      webhooks.delayMs,
    ],
  });
  const row = rows[0] ?? (await findAttempt(pool, request.attemptId));
  if (row === null) throw new GatewayUnavailable("The payment gateway lost the attempt it was asked about.");
  if (!isSameRefund(row, request, chargeAttemptId)) {
    throw new GatewayConflict(`The attempt ${request.attemptId} was used before for another request.`);
  }
  return { state: row.state, reason: row.reason };
}
