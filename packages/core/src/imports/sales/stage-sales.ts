import { parsePhone } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import { currencyDigits } from "../import-catalog.ts";
import type { ImportRun } from "../import-ids.ts";
import { type NewRecord, newRecords } from "../new-records.ts";
import type { ImportSource, SourceRecord } from "../source/import-source.ts";
import { instantOf, minorUnitsOf, textOf } from "../source/read-value.ts";
import { resolveStaged, type Staged, type StagedPayment, stage } from "./staging.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 3_650;

/** A map, since an object has names such as `constructor` of its own. */
const STATUSES: ReadonlyMap<string, StagedPayment["status"] | "pending"> = new Map([
  ["success", "succeeded"],
  ["succeeded", "succeeded"],
  ["successful", "succeeded"],
  ["completed", "succeeded"],
  ["paid", "succeeded"],
  ["failed", "failed"],
  ["failure", "failed"],
  ["declined", "failed"],
  ["cancelled", "failed"],
  ["refunded", "refunded"],
  ["reversed", "reversed"],
  ["pending", "pending"],
]);

/** Puts payments and plans aside that can be read and whose customer and plan are here. */
export async function stageSales(ctx: CoreContext, run: ImportRun, source: ImportSource): Promise<void> {
  const payments = { kind: "transaction", idField: "transaction_id", records: source.records("transactions") } as const;
  for await (const chunk of newRecords(ctx, run, payments)) {
    await stageChunk(
      ctx,
      run,
      chunk.flatMap((each) => readPayment(ctx, run, each) ?? []),
    );
  }
  const plans = { kind: "subscription", idField: "subscription_id", records: source.records("subscriptions") } as const;
  for await (const chunk of newRecords(ctx, run, plans)) {
    await stageChunk(
      ctx,
      run,
      chunk.flatMap((each) => readPlanOnNumber(ctx, run, each) ?? []),
    );
  }
  for await (const lost of resolveStaged(ctx, run)) {
    for (const { kind, externalId, hasCustomer } of lost) {
      run.report.leaveOut(kind, externalId, hasCustomer ? "Its plan is not here." : "Its customer is not here.");
    }
  }
}

async function stageChunk(ctx: CoreContext, { report }: ImportRun, rows: readonly Staged[]): Promise<void> {
  if (rows.length === 0) return;
  const again = await stage(ctx, rows);
  for (const { kind, externalId } of rows)
    if (again.has(externalId)) report.leaveOut(kind, externalId, "Its id comes a second time.");
}

/** What the FastAPI edition calls a payment, in our words. */
export function saleTypeOf(record: SourceRecord): StagedPayment["type"] | "postpaid" | "refund" | null {
  const text = textOf(record, "transaction_type")?.toLowerCase() ?? "";
  if (/refund/.test(text)) return "refund";
  if (/postpaid|bill/.test(text)) return "postpaid";
  if (/top[\s_-]?up|add[\s_-]?on/.test(text)) return "topup_purchase";
  return /prepaid|recharge|purchase/.test(text) ? "prepaid_recharge" : null;
}

function readPayment(ctx: CoreContext, { report }: ImportRun, { externalId, record }: NewRecord): StagedPayment | null {
  const skip = (why: string, field: string) => {
    report.leaveOut("transaction", externalId, why, String(record[field]));
    return null;
  };
  const type = saleTypeOf(record);
  if (type === "postpaid") return skip("It pays a postpaid bill, which the source does not have.", "transaction_type");
  if (type === "refund") return skip("It does not say which payment it gives back.", "transaction_type");
  if (type === null) return skip("Its type is unknown.", "transaction_type");
  const status = STATUSES.get(textOf(record, "payment_status")?.toLowerCase() ?? "");
  if (status === "pending") return skip("It is pending there: settle it there first.", "payment_status");
  if (status === undefined) return skip("Its payment status is unknown.", "payment_status");
  const amountMinor = minorUnitsOf(textOf(record, "final_amount"), currencyDigits(ctx));
  if (amountMinor === null) return skip("Its amount is none above zero in whole minor units.", "final_amount");
  const at = instantOf(textOf(record, "transaction_date"));
  if (at === null || at > ctx.clock.now()) return skip("Its date is none between 2000 and now.", "transaction_date");
  const said = ["recipient_phone_number", "phone_number"].find((field) => textOf(record, field) !== null);
  const phone = said === undefined ? null : phoneOf(ctx, record, said);
  // Without one it is for the payer's own number; with a wrong one it must not become so.
  if (said !== undefined && phone === null) return skip("Its phone number is none that can be called.", said);
  const method = textOf(record, "payment_method");
  return { kind: "transaction", externalId, ...refsOf(record), phone, at, amountMinor, type, status, method };
}

function readPlanOnNumber(ctx: CoreContext, { report }: ImportRun, { externalId, record }: NewRecord): Staged | null {
  const skip = (why: string, detail: string) => {
    report.leaveOut("subscription", externalId, why, detail);
    return null;
  };
  const [begin, end] = [textOf(record, "activation_date"), textOf(record, "expiry_date")];
  const [at, until] = [instantOf(begin), instantOf(end)];
  if (at === null || until === null || at >= until || until.getTime() - at.getTime() > MAX_DAYS * DAY_MS)
    return skip("Its dates are none, or its end is not after its start.", `${begin} to ${end}`);
  const phone = phoneOf(ctx, record, "phone_number");
  if (phone === null && textOf(record, "phone_number") !== null)
    return skip("Its phone number is none that can be called.", "");
  return { kind: "subscription", externalId, ...refsOf(record), phone, at, until };
}

function refsOf(record: SourceRecord): { customerRef: string; planRef: string } {
  return { customerRef: textOf(record, "customer_id") ?? "", planRef: textOf(record, "plan_id") ?? "" };
}

function phoneOf(ctx: CoreContext, record: SourceRecord, field: string): string | null {
  return parsePhone(textOf(record, field) ?? "", ctx.runtime.config.operator.country);
}
