import type { Pool } from "pg";
import { createMicroBatcher } from "../../batching/micro-batcher.ts";
import type { Clock } from "../../clock.ts";
import { GatewayConflict, GatewayUnavailable } from "../errors.ts";
import type { ChargeRequest, GatewayRecord } from "../port.ts";
import { isDataError } from "./database-errors.ts";
import type { SimulatedWebhooks } from "./options.ts";
import { type AttemptRow, findAttempts } from "./records.ts";
import type { Script } from "./script.ts";

/** A charge with its token settled and what the token scripts. */
export interface ScriptedCharge {
  readonly request: ChargeRequest & { readonly token: string };
  readonly script: Script;
}

export interface ChargeState {
  readonly state: GatewayRecord["state"];
  readonly reason: string | null;
}

const maxBatch = 128;

const insertCharges = `
insert into simulated_gateway.attempts (attempt_id, kind, state, amount_minor, currency, method, token, reference, reason,
  due_at, due_state, due_reason, is_cancellable, created_at, decided_at)
select c.attempt_id, 'charge', c.state, c.amount_minor, c.currency, c.method, c.token, c.reference, c.reason,
  $13::timestamptz + c.due_after_ms * interval '1 millisecond', c.due_state, c.due_reason, c.is_cancellable,
  $13::timestamptz, case when c.state <> 'pending' then $13::timestamptz end
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::float8[], $10::text[], $11::text[], $12::boolean[])
  as c(attempt_id, state, amount_minor, currency, method, token, reference, reason, due_after_ms, due_state, due_reason,
    is_cancellable)
on conflict (attempt_id) do nothing
returning attempt_id`;

/** The same, announcing the outcomes that are final at once and listed in $14. */
const insertAndAnnounceCharges = `
with added as (${insertCharges}), announced as (
  insert into simulated_gateway.deliveries (attempt_id, copy, next_at, created_at)
  select a.attempt_id, n.copy, $13::timestamptz + $16::float8 * interval '1 millisecond', $13::timestamptz
  from added a, generate_series(1, $15::integer) as n(copy) where a.attempt_id = any($14::uuid[])
)
select attempt_id from added`;

function isAnnounced(charge: ScriptedCharge, webhooks: SimulatedWebhooks): boolean {
  if (charge.script.state === "pending") return false;
  return webhooks.isAnsweredAnnounced || charge.script.answer === "after_webhook";
}

async function addCharges(
  pool: Pool,
  charges: readonly ScriptedCharge[],
  now: Date,
  webhooks: SimulatedWebhooks,
): Promise<Set<string>> {
  const column = <T>(pick: (charge: ScriptedCharge) => T): T[] => charges.map(pick);
  const values: unknown[] = [
    column(({ request }) => request.attemptId),
    column(({ script }) => script.state),
    column(({ request }) => request.amountMinor),
    column(({ request }) => request.currency),
    column(({ request }) => request.method),
    column(({ request }) => request.token),
    column(({ request }) => request.reference),
    column(({ script }) => script.reason),
    column(({ script }) => script.dueAfterMs),
    column(({ script }) => script.dueState),
    column(({ script }) => script.dueReason),
    column(({ script }) => script.isCancellable),
    now,
  ];
  const announced = charges.filter((charge) => isAnnounced(charge, webhooks));
  const isPlain = announced.length === 0;
  if (!isPlain)
    values.push(
      announced.map(({ request }) => request.attemptId),
      webhooks.copies,
      webhooks.delayMs,
    );
  const { rows } = await pool.query<{ attempt_id: string }>({
    name: isPlain ? "simulated_gateway_charge" : "simulated_gateway_charge_announced",
    text: isPlain ? insertCharges : insertAndAnnounceCharges,
    values,
  });
  return new Set(rows.map((row) => row.attempt_id));
}

/** Whether a key that is taken was taken by this very charge, or by a cancellation that came before its charge. */
function isSameCharge(row: AttemptRow, request: ScriptedCharge["request"]): boolean {
  if (row.kind !== "charge") return false;
  if (row.amount_minor === null) return true;
  return (
    Number(row.amount_minor) === request.amountMinor &&
    row.currency === request.currency &&
    row.method === request.method &&
    row.token === request.token &&
    row.reference === request.reference
  );
}

function answerTaken(row: AttemptRow | undefined, request: ScriptedCharge["request"]): ChargeState | Error {
  if (row === undefined) return new GatewayUnavailable("The payment gateway lost the attempt it was asked about.");
  if (isSameCharge(row, request)) return { state: row.state, reason: row.reason };
  return new GatewayConflict(`The attempt ${request.attemptId} was used before for another request.`);
}

/**
 * Records charges in the gateway's ledger, once per attempt id however many ask in parallel and from however many
 * processes. Concurrent charges share one statement and one commit (design `performance.md`).
 */
export function createChargeLedger(
  pool: Pool,
  clock: Clock,
  webhooks: SimulatedWebhooks,
): (charge: ScriptedCharge) => Promise<ChargeState> {
  return createMicroBatcher<ScriptedCharge, ChargeState>({
    maxBatch,
    isRetryAlone: isDataError,
    run: async (charges) => {
      const firstOfKey = new Map<string, ScriptedCharge>();
      for (const charge of charges) {
        if (!firstOfKey.has(charge.request.attemptId)) firstOfKey.set(charge.request.attemptId, charge);
      }
      // In order of their keys, so that batches of two processes wait for each other instead of deadlocking.
      const unique = [...firstOfKey.values()].sort((a, b) => (a.request.attemptId < b.request.attemptId ? -1 : 1));
      const added = await addCharges(pool, unique, clock.now(), webhooks);
      const isFresh = (charge: ScriptedCharge) =>
        added.has(charge.request.attemptId) && firstOfKey.get(charge.request.attemptId) === charge;
      const repeated = charges.filter((charge) => !isFresh(charge));
      const rows =
        repeated.length === 0
          ? []
          : await findAttempts(
              pool,
              repeated.map((c) => c.request.attemptId),
            );
      const taken = new Map(rows.map((row) => [row.attempt_id, row]));
      return charges.map((charge) =>
        isFresh(charge)
          ? { state: charge.script.state, reason: charge.script.reason }
          : answerTaken(taken.get(charge.request.attemptId), charge.request),
      );
    },
  });
}
