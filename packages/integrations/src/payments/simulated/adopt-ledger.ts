import type { Pool } from "pg";
import type { KnownMovement } from "../port.ts";

const BATCH_ROWS = 1_000;

/**
 * Replaces the ledger by these movements: what this gateway was in another installation. It keeps its ledger in the installation's own
 * database, so that one restored into a fresh database would find a gateway that never saw its charges.
 */
export async function adoptLedger(pool: Pool, movements: AsyncIterable<KnownMovement>): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await client.query("truncate simulated_gateway.deliveries, simulated_gateway.attempts");
    let batch: KnownMovement[] = [];
    const write = async () => {
      await client.query(INSERT, [JSON.stringify(batch)]);
      batch = [];
    };
    for await (const movement of movements) {
      batch.push(movement);
      if (batch.length === BATCH_ROWS) await write();
    }
    await write();
    await client.query(COUNT_REFUNDS);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const INSERT = `insert into simulated_gateway.attempts
    (attempt_id, kind, state, charge_attempt_id, amount_minor, currency, created_at, decided_at)
  select "attemptId", kind, 'succeeded', "chargeId", "amountMinor", currency, "occurredAt", "occurredAt"
  from jsonb_to_recordset($1::jsonb) as x("attemptId" uuid, kind text, "chargeId" uuid, "amountMinor" bigint, currency text, "occurredAt" timestamptz)`;

const COUNT_REFUNDS = `update simulated_gateway.attempts c set refunded_minor = r.sum from (
    select charge_attempt_id, sum(amount_minor) as sum from simulated_gateway.attempts where kind = 'refund' group by 1
  ) r where r.charge_attempt_id = c.attempt_id`;
