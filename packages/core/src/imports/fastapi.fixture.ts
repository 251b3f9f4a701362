import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestCore } from "../testing/index.ts";
import { type ImportEntry, type ImportSummary, importNexa } from "./index.ts";
import type { ImportSource } from "./source/import-source.ts";

type Row = Record<string, unknown>;
/** The FastAPI edition's data, as its backup has it. */
export type Backup = Record<"customers" | "plans" | "categories" | "transactions" | "subscriptions", Row[]>;

export const NOW = new Date("2026-03-15T10:00:00Z");
const created_at = "2025-01-10T08:30:00.123456";

/** One of everything: what can be brought in, and what cannot. */
export function aBackup(): Backup {
  return {
    customers: [
      { customer_id: 1, phone_number: "9812345001", full_name: "Asha Rao", account_status: "active", created_at },
      {
        customer_id: 2,
        phone_number: "+91 98123 45002",
        full_name: "Ravi Shah",
        account_status: "Suspended",
        created_at,
      },
      { customer_id: 3, phone_number: "9812345001", full_name: "Second Asha", account_status: "active", created_at },
      { customer_id: 4, phone_number: "12345", full_name: "No Number", account_status: "active", created_at },
      { customer_id: 5, phone_number: "9812345005", full_name: "Kavya", account_status: "on hold", created_at },
      { customer_id: 6, phone_number: "9812345006", full_name: "Gone", account_status: "closed", created_at },
    ],
    plans: [
      { ...plan(10, "Super 299", "prepaid", 299, 28, 1.5), is_featured: true },
      plan(11, "Family", "Postpaid", "999.00", 30, "75"),
      plan(12, "Data pack", "Prepaid", 19.99, 7, 0.5),
      plan(13, "Free", "prepaid", 0, 28, 1),
      plan(14, "Odd", "hybrid", 100, 28, 1),
      plan(15, "super 299", "prepaid", 310.5, 28, null),
    ],
    categories: [{ category_id: 7, category_name: "Popular", created_at }],
    transactions: [
      payment(100, 1, 10, "2026-03-01T09:59:59.500000", 299),
      payment(101, 1, 10, "2026-03-02T10:00:00", 299),
      payment(102, 1, 10, "2025-12-01T10:00:00", 299),
      { ...payment(103, 1, 12, "2026-03-10T10:00:00", 19.99), transaction_type: "topup_purchase" },
      { ...payment(104, 1, 10, "2026-02-01T10:00:00", 299), payment_status: "Failed" },
      { ...payment(105, 1, 10, "2026-01-10T10:00:00", 299), payment_status: "refunded" },
      { ...payment(106, 1, 10, "2026-02-01T10:00:00", 299), payment_status: "pending" },
      { ...payment(107, 1, 11, "2026-02-01T10:00:00", 999), transaction_type: "postpaid_bill_payment" },
      payment(108, 1, 10, "2026-02-01T10:00:00", "12.345"),
      payment(109, 99, 10, "2026-02-01T10:00:00", 299),
      payment(110, 1, 98, "2026-02-01T10:00:00", 299),
      payment(111, 1, 10, "2027-02-01T10:00:00", 299),
      payment(112, 4, 10, "2026-02-01T10:00:00", 299),
      payment(113, 1, 10, "2025-12-05T10:00:00", 250),
    ],
    subscriptions: [
      onNumber(200, 1, 10, "9812345001", "2026-03-01T10:00:00", "2026-03-29T10:00:00"),
      onNumber(201, 1, 10, "9812345001", "2026-03-29T10:00:00", "2026-04-26T10:00:00"),
      onNumber(202, 1, 10, "9812345001", "2026-03-10T10:00:00", "2026-04-07T10:00:00"),
      onNumber(203, 2, 10, "9812345777", "2026-03-05T10:00:00", "2026-04-02T10:00:00"),
      onNumber(204, 1, 11, "9812345001", "2026-03-01T10:00:00", "2026-03-31T10:00:00"),
      onNumber(205, 1, 10, "9812345001", "2026-05-01T10:00:00", "2026-04-01T10:00:00"),
      onNumber(206, 1, 97, "9812345001", "2026-03-01T10:00:00", "2026-03-29T10:00:00"),
    ],
  };
}

function plan(
  plan_id: number,
  plan_name: string,
  plan_type: string,
  price: unknown,
  validity_days: number,
  gb: unknown,
): Row {
  return { plan_id, plan_name, plan_type, price, validity_days, data_allowance_gb: gb, is_featured: false, created_at };
}

export function payment(
  transaction_id: number,
  customer_id: number,
  plan_id: number,
  transaction_date: string,
  final_amount: unknown,
): Row {
  const types = { payment_status: "success", transaction_type: "prepaid_recharge" };
  return { transaction_id, customer_id, plan_id, final_amount, ...types, transaction_date };
}

export function onNumber(
  subscription_id: number,
  customer_id: number,
  plan_id: number,
  phone_number: string,
  from: string,
  to: string,
): Row {
  return { subscription_id, customer_id, plan_id, phone_number, activation_date: from, expiry_date: to };
}

/** The backup as a file; `remove` deletes it. */
export async function asFile(backup: Partial<Backup>): Promise<{ path: string; remove(): Promise<void> }> {
  const path = join(tmpdir(), `nexa-import-${randomUUID()}.json`);
  await writeFile(path, JSON.stringify({ metadata: { version: "1.0" }, ...backup }));
  return { path, remove: () => rm(path, { force: true }) };
}

/** Imports, and answers what was said. */
export async function importInto(
  core: TestCore,
  source: ImportSource,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ summary: ImportSummary; entries: ImportEntry[] }> {
  const entries: ImportEntry[] = [];
  const summary = await importNexa(core.job(), source, {
    ...{ sourceName: "fastapi", signal },
    onEntry: (entry) => entries.push(entry),
  });
  return { summary, entries };
}

/** The sentence for a row that was skipped. */
export function whyOf(
  entries: readonly ImportEntry[],
  kind: ImportEntry["kind"],
  externalId: number,
): string | undefined {
  return entries.find(
    (each) => each.outcome === "skipped" && each.kind === kind && each.externalId === String(externalId),
  )?.why;
}
