import { customers, subscriptions, transactions } from "@nexa/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { aBackup, asFile, importInto, NOW, payment, whyOf } from "./fastapi.fixture.ts";
import { openJsonSource } from "./index.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: NOW });
});
afterAll(() => core.close());

it("does not give the payer what was paid for a number that cannot be called", async () => {
  const one = await createTestCore({ now: NOW });
  const { customers: people, plans: sold } = aBackup();
  const gift = { ...payment(1, 1, 10, "2026-03-01T10:00:00", 299), recipient_phone_number: "0000" };
  const { path, remove } = await asFile({ customers: people, plans: sold, transactions: [gift] });
  const { entries } = await importInto(one, await openJsonSource(path));
  expect(whyOf(entries, "transaction", 1)).toBe("Its phone number is none that can be called.");
  expect(await one.runtime.db.orm.$count(subscriptions)).toBe(0);
  await Promise.all([remove(), one.close()]);
});

it("shows what has no id in the report, without its password's hash", async () => {
  const { path, remove } = await asFile({ customers: [{ full_name: "No Id", password_hash: "$2b$12$secret" }] });
  const { entries } = await importInto(core, await openJsonSource(path));
  expect(entries).toContainEqual(
    expect.objectContaining({ why: "It has no customer_id.", detail: expect.stringContaining("No Id") }),
  );
  expect(JSON.stringify(entries)).not.toContain("secret");
  await remove();
});

it("takes no status for known that only objects of JavaScript know", async () => {
  const one = await createTestCore({ now: NOW });
  const { path, remove } = await asFile({
    plans: aBackup().plans,
    customers: ["constructor", "__proto__"].map((account_status, n) => ({
      ...{ customer_id: n + 1, phone_number: String(9_812_345_001 + n), full_name: "Asha Rao", account_status },
    })),
    transactions: ["constructor", "__proto__"].map((payment_status, n) => ({
      ...payment(n + 1, 1, 10, "2026-03-01T10:00:00", 299),
      payment_status,
    })),
  });
  const { entries } = await importInto(one, await openJsonSource(path));
  for (const id of [1, 2]) expect(whyOf(entries, "transaction", id)).toBe("Its payment status is unknown.");
  const statuses = await one.runtime.db.orm.select({ status: customers.status }).from(customers);
  expect(statuses.map((row) => row.status)).toEqual(["inactive", "inactive"]);
  expect(await one.runtime.db.orm.$count(transactions)).toBe(0);
  await Promise.all([remove(), one.close()]);
});
