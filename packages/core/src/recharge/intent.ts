import type { DiscountType, PaymentMethod, TransactionType } from "@nexa/contracts";
import type { Database, PlanTerms } from "@nexa/db";
import { createMicroBatcher } from "@nexa/integrations";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { isUnavailable } from "../trpc/errors.ts";
import { INTENT_STATEMENT } from "./intent-statement.ts";
import { runLocking } from "./run-locking.ts";

/** One recharge as it goes into the intent statement. Ids are made by the caller; amounts in minor units. */
export type IntentRow = {
  transaction_id: string;
  attempt_id: string;
  event_id: string;
  new_line_id: string;
  actor_kind: "customer" | "partner";
  actor_id: string;
  /** What the actor came with, asked about again in the statement: a customer's session, a partner's key. */
  session_id: string | null;
  api_key_id: string | null;
  operation: string;
  key: string;
  request_hash: string;
  key_expires_at: string;
  /** Null where a partner sells. */
  payer_id: string | null;
  partner_id: string | null;
  type: Extract<TransactionType, "prepaid_recharge" | "topup_purchase">;
  recipient_phone: string;
  plan_id: string;
  plan_updated_at: string;
  terms: PlanTerms;
  is_topup: boolean;
  offer_id: string | null;
  offer_updated_at: string | null;
  discount_id: string | null;
  discount_percent: number | null;
  /** Whether the payer's referral discounts were read for this price, or are not wanted. */
  is_referral_considered: boolean;
  discount_type: DiscountType | null;
  original_minor: number;
  discount_minor: number;
  currency: string;
  method: PaymentMethod;
  provider: string;
  max_queued: number;
  created_at: string;
};

/** Why the statement left a row out. `discountHeld`: the payer has a discount that the price did not look at. */
export type IntentRefusal =
  | "payerInactive"
  | "sessionEnded"
  | "keyRevoked"
  | "planUnknown"
  | "planInactive"
  | "termsChanged"
  | "linePostpaid"
  | "topupNeedsPlan"
  | "queueFull"
  | "discountTaken"
  | "discountHeld";

const DRAFTED_ANEW: ReadonlySet<IntentRefusal> = new Set(["termsChanged", "discountTaken", "discountHeld"]);

export type KnownKey = { transactionId: string; requestHash: string };

export type IntentResult =
  | { kind: "accepted" }
  | { kind: "replay"; known: KnownKey }
  | { kind: "refused"; refusal: IntentRefusal };

type KeyFields = { actor_kind: string; actor_id: string; operation: string; key: string };
type Answer = {
  ord: number;
  refusal: IntentRefusal | null;
  is_accepted: boolean;
  known_transaction_id: string | null;
  known_hash: string | null;
};

const batcher = runtimeSlot((runtime) =>
  createMicroBatcher<{ row: IntentRow; now: Date }, IntentResult>({
    run: (items) => recordIntents(runtime.db.hot, items),
    maxBatch: 128,
    isHopeless: isUnavailable,
  }),
);

/** Records the intent of a recharge, together with whatever else this process records at the moment. */
export function recordIntent(ctx: CoreContext, row: IntentRow): Promise<IntentResult> {
  return batcher(ctx)({ row, now: ctx.clock.now() });
}

/** The live idempotency key of an actor's operation, or null. */
export async function findKey(db: Pick<Database, "query">, key: KeyFields, now: Date): Promise<KnownKey | null> {
  const [row] = await db.query<{ transaction_id: string; request_hash: string }>({
    name: "recharge.find-key",
    text: `select transaction_id, request_hash from idempotency_keys
      where actor_kind = $1 and actor_id = $2 and operation = $3 and key = $4 and expires_at > $5`,
    values: [key.actor_kind, key.actor_id, key.operation, key.key, now],
  });
  return row ? { transactionId: row.transaction_id, requestHash: row.request_hash } : null;
}

async function recordIntents(
  db: Pick<Database, "query">,
  items: { row: IntentRow; now: Date }[],
): Promise<IntentResult[]> {
  const now = new Date(Math.max(...items.map((item) => item.now.getTime())));
  const rows = items.map((item, ord) => ({ ord, ...item.row }));
  const answers = await runLocking(() =>
    db.query<Answer>({ name: "recharge.intent", text: INTENT_STATEMENT, values: [JSON.stringify(rows), now] }),
  );
  return Promise.all(
    items.map(async ({ row }, ord) => {
      const answer = answers[ord];
      if (!answer) throw new Error("the intent statement left a row unanswered");
      return resultOf(db, row, answer, now);
    }),
  );
}

async function resultOf(db: Pick<Database, "query">, row: IntentRow, answer: Answer, now: Date): Promise<IntentResult> {
  if (answer.is_accepted) return { kind: "accepted" };
  if (answer.known_transaction_id !== null && answer.known_hash !== null) {
    return resultOfKey(row, { transactionId: answer.known_transaction_id, requestHash: answer.known_hash });
  }
  // These are drafted anew, and the next run of the statement sees the key.
  if (answer.refusal !== null && DRAFTED_ANEW.has(answer.refusal)) return { kind: "refused", refusal: answer.refusal };
  // A request with the same key committed after this statement took its snapshot, maybe in this very batch.
  const known = await findKey(db, row, now);
  if (known) return resultOfKey(row, known);
  if (answer.refusal === null) throw new Error("the intent was neither accepted nor refused");
  return { kind: "refused", refusal: answer.refusal };
}

/** A key that names this very row's transaction is no replay: an earlier run committed, and the connection broke with its answer. */
function resultOfKey(row: IntentRow, known: KnownKey): IntentResult {
  return known.transactionId === row.transaction_id ? { kind: "accepted" } : { kind: "replay", known };
}
