import type { Pool } from "pg";
import type { GatewayRecord } from "../port.ts";
import { providerReferenceOf } from "./references.ts";

/** A row of `simulated_gateway.attempts` as `pg` hands it over, whatever parsers its pool was given. */
export interface AttemptRow {
  readonly attempt_id: string;
  readonly kind: "charge" | "refund";
  readonly state: GatewayRecord["state"];
  readonly charge_attempt_id: string | null;
  readonly amount_minor: string | number | null;
  readonly refunded_minor: string | number;
  readonly currency: string | null;
  readonly method: string | null;
  readonly token: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly created_at: Date | string;
  readonly decided_at: Date | string | null;
}

/** Columns of an {@link AttemptRow}; the table must be in scope as `a`. */
export const attemptColumns =
  "a.attempt_id, a.kind, a.state, a.charge_attempt_id, a.amount_minor, a.refunded_minor, a.currency, a.method, " +
  "a.token, a.reference, a.reason, a.created_at, a.decided_at";

/** The port's record of a row. */
export function recordOf(row: AttemptRow): GatewayRecord {
  return {
    attemptId: row.attempt_id,
    kind: row.kind,
    state: row.state,
    providerReference: providerReferenceOf(row.kind, row.attempt_id),
    chargeReference: row.charge_attempt_id === null ? null : providerReferenceOf("charge", row.charge_attempt_id),
    amountMinor: row.amount_minor === null ? null : Number(row.amount_minor),
    currency: row.currency,
    refundedMinor: Number(row.refunded_minor),
    reason: row.reason,
    createdAt: new Date(row.created_at),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at),
  };
}

/** The rows of these attempts that exist, in no order. */
export async function findAttempts(pool: Pool, attemptIds: readonly string[]): Promise<AttemptRow[]> {
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_find",
    text: `select ${attemptColumns} from simulated_gateway.attempts a where a.attempt_id = any($1::uuid[])`,
    values: [attemptIds],
  });
  return rows;
}

/** One attempt's row, or null. */
export async function findAttempt(pool: Pool, attemptId: string): Promise<AttemptRow | null> {
  const [row] = await findAttempts(pool, [attemptId]);
  return row ?? null;
}
