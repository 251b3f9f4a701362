import { customers, importIds, lines, plans, subscriptions, transactions } from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { refundTransaction } from "../recharge/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { aBackup, asFile, importInto, NOW, onNumber, payment, whyOf } from "./fastapi.fixture.ts";
import { NotASource, openJsonSource } from "./index.ts";

let core: TestCore;
let first: Awaited<ReturnType<typeof importInto>>;
const file = asFile(aBackup());

beforeAll(async () => {
  core = await createTestCore({ now: NOW });
  first = await importInto(core, await openJsonSource((await file).path));
});
afterAll(async () => {
  await (await file).remove();
  await core.close();
});

const booksOf = async (one: TestCore) =>
  (await auditBooks(one.job(), { withGateway: true, settleGraceMs: 0 })).findings;
const ours = async (kind: "customer" | "plan" | "transaction" | "subscription", externalId: number, one = core) => {
  const rows = await one.runtime.db.orm
    .select()
    .from(importIds)
    .where(eq(importIds.externalId, String(externalId)));
  return rows.find((row) => row.kind === kind)?.id ?? "";
};

it("leaves books in which the audit finds nothing, the gateway's ledger included", async () => {
  expect(await booksOf(core)).toEqual([]);
});

it("brings customers in with E.164 numbers and their lines, and tells who cannot be", async () => {
  const [asha] = await core.runtime.db.orm
    .select()
    .from(customers)
    .where(eq(customers.id, await ours("customer", 1)));
  expect(asha).toMatchObject({ phone: "+919812345001", fullName: "Asha Rao", status: "active", passwordHash: null });
  expect(asha?.createdAt).toEqual(new Date("2025-01-10T08:30:00.123Z"));
  const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, "+919812345001"));
  expect(line?.ownerId).toBe(asha?.id);
  const statuses = await core.runtime.db.orm
    .select({ status: customers.status })
    .from(customers)
    .orderBy(asc(customers.phone));
  expect(statuses.map((row) => row.status)).toEqual(["active", "suspended", "inactive"]);
  expect(whyOf(first.entries, "customer", 3)).toBe("Its phone number is another customer's.");
  expect(whyOf(first.entries, "customer", 4)).toBe("Its phone number is none that can be called.");
  expect(whyOf(first.entries, "customer", 6)).toBe("The account is closed there.");
});

it("brings plans in with exact prices and volumes, in the category Imported, and tells which cannot be", async () => {
  const rows = await core.runtime.db.orm.select().from(plans).orderBy(asc(plans.priceMinor));
  expect(rows.map((row) => [row.name, row.type, row.isTopup, row.priceMinor, row.dataAllowanceBytes])).toEqual([
    ["Data pack", "prepaid", true, 1_999, 536_870_912],
    ["Super 299", "prepaid", false, 29_900, 1_610_612_736],
    ["super 299 (imported 15)", "prepaid", false, 31_050, null],
    ["Family", "postpaid", false, 99_900, 80_530_636_800],
  ]);
  const names = await core.runtime.db.query({ text: "select name from categories order by name" });
  expect(names).toEqual([{ name: "Imported" }, { name: "Popular" }]);
  expect(whyOf(first.entries, "plan", 13)).toMatch(/price/);
  expect(whyOf(first.entries, "plan", 14)).toMatch(/neither prepaid nor postpaid/);
});

it("gives payments the plans they bought: what runs and waits as it was, what is over as far as there is room", async () => {
  const rows = await core.runtime.db.orm
    .select({ id: subscriptions.transactionId, startsAt: subscriptions.startsAt, endsAt: subscriptions.endsAt })
    .from(subscriptions);
  const bySale = new Map(rows.map((row) => [row.id, [row.startsAt.toISOString(), row.endsAt.toISOString()]]));
  expect(bySale.get(await ours("transaction", 100))).toEqual(["2026-03-01T10:00:00.000Z", "2026-03-29T10:00:00.000Z"]);
  expect(bySale.get(await ours("transaction", 101))).toEqual(["2026-03-29T10:00:00.000Z", "2026-04-26T10:00:00.000Z"]);
  expect(bySale.get(await ours("transaction", 102))).toEqual(["2025-12-01T10:00:00.000Z", "2025-12-29T10:00:00.000Z"]);
  expect(bySale.get(await ours("transaction", 113))).toEqual(["2025-12-29T10:00:00.000Z", "2026-01-26T10:00:00.000Z"]);
  expect(bySale.get(await ours("transaction", 103))).toEqual(["2026-03-10T10:00:00.000Z", NOW.toISOString()]);
  expect(bySale.has(await ours("transaction", 104))).toBe(false);
  const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, "+919812345001"));
  expect(line?.baseEndsAt).toEqual(new Date("2026-04-26T10:00:00Z"));
});

it("makes the payment of a plan whose own is not in the source, and says so", async () => {
  const id = await ours("subscription", 203);
  const [plan] = await core.runtime.db.orm.select().from(subscriptions).where(eq(subscriptions.id, id));
  const [sale] = await core.runtime.db.orm
    .select()
    .from(transactions)
    .where(eq(transactions.id, plan?.transactionId ?? ""));
  expect(sale).toMatchObject({ finalAmountMinor: 29_900, recipientPhone: "+919812345777", paymentMethod: "offline" });
  expect(first.entries).toContainEqual(
    expect.objectContaining({ outcome: "changed", externalId: "203", detail: "29900" }),
  );
});

it.each([
  [106, "It is pending there: settle it there first."],
  [107, "It pays a postpaid bill, which the source does not have."],
  [108, "Its amount is none above zero in whole minor units."],
  [109, "Its customer is not here."],
  [110, "Its plan is not here."],
  [111, "Its date is none between 2000 and now."],
  [112, "Its customer is not here."],
])("skips the payment %i: %s", (id, why) => {
  expect(whyOf(first.entries, "transaction", id)).toBe(why);
});

it.each([
  [202, "It overlaps another plan of its number."],
  [204, "It is of a postpaid plan, whose bills the source does not have: activate it anew."],
  [205, "Its dates are none, or its end is not after its start."],
  [206, "Its plan is not here."],
])("skips the plan on a number %i: %s", (id, why) => {
  expect(whyOf(first.entries, "subscription", id)).toBe(why);
});

it("counts every row once: brought in, or skipped", () => {
  for (const { read, imported, knownAlready, skipped } of Object.values(first.summary.counts)) {
    expect(imported + knownAlready + skipped).toBe(read);
  }
  expect(first.summary.counts.transaction).toEqual({ read: 14, imported: 7, knownAlready: 0, skipped: 7 });
  expect(first.summary.counts.subscription).toEqual({ read: 7, imported: 3, knownAlready: 0, skipped: 4 });
});

it("imports nothing a second time, and changes nothing", async () => {
  const sum = () =>
    core.runtime.db.query({
      text: "select sum(hashtext(t::text)) from transactions t union all select sum(hashtext(s::text)) from subscriptions s",
    });
  const before = await sum();
  const again = await importInto(core, await openJsonSource((await file).path));
  for (const counts of Object.values(again.summary.counts)) expect(counts.imported).toBe(0);
  expect(again.summary.counts.transaction.knownAlready).toBe(7);
  expect(await sum()).toEqual(before);
  expect(await booksOf(core)).toEqual([]);
});

it("lets staff give back what was paid there, past the gateway", async () => {
  const wish = {
    transactionId: await ours("transaction", 101),
    reason: "Sold by mistake",
    idempotencyKey: "imported-1",
  };
  const { refund } = await refundTransaction(await core.admin("finance"), wish);
  expect(refund.status).toBe("succeeded");
  expect(await booksOf(core)).toEqual([]);
});

it("goes on where it was broken off, and ends as if it had not been", async () => {
  const [broken, whole] = [await createTestCore({ now: NOW }), await createTestCore({ now: NOW })];
  const people = Array.from({ length: 250 }, (_, n) => n + 1);
  const backup = {
    plans: aBackup().plans,
    customers: people.map((n) => ({
      customer_id: n,
      phone_number: String(9_700_000_000 + n),
      full_name: `Number ${n}`,
    })),
    transactions: people.map((n) => payment(1_000 + n, n, 10, "2026-03-01T10:00:00", 299)),
    subscriptions: people.map((n) =>
      onNumber(1_251 - n, n, 10, String(9_700_000_000 + n), "2026-03-01T10:00:00", "2026-03-29T10:00:00"),
    ),
  };
  const { path, remove } = await asFile(backup);
  for (let chunks = 1; chunks < 12; chunks += 3) {
    const stopping = new AbortController();
    let left = chunks;
    const source = await openJsonSource(path);
    const counting = {
      ...source,
      get aborted() {
        left -= 1;
        if (left <= 0) stopping.abort(new Error("broken off"));
        return stopping.signal.aborted;
      },
    };
    const signal = Object.assign(Object.create(stopping.signal), {
      throwIfAborted: () => {
        if (counting.aborted) throw new Error("broken off");
      },
    });
    await expect(importInto(broken, source, signal)).rejects.toThrow("broken off");
    expect(await booksOf(broken)).toEqual([]);
  }
  await importInto(broken, await openJsonSource(path));
  await importInto(whole, await openJsonSource(path));
  for (const one of [broken, whole]) {
    expect(await booksOf(one)).toEqual([]);
    expect(await one.runtime.db.orm.$count(transactions)).toBe(250);
    expect(await one.runtime.db.orm.$count(subscriptions)).toBe(250);
    expect(
      await one.runtime.db.query({ text: "select from information_schema.schemata where schema_name = 'nexa_import'" }),
    ).toEqual([]);
  }
  await Promise.all([remove(), broken.close(), whole.close()]);
});

it("refuses what is no backup, and a second import meanwhile, with a sentence", async () => {
  await expect(openJsonSource("/nonexistent/backup.json")).rejects.toThrow(NotASource);
  const { path, remove } = await asFile({ customers: [["not", "a record"]] as never });
  await expect(importInto(core, await openJsonSource(path))).rejects.toThrow(/holds something that is no record/);
  await remove();
  const client = await core.runtime.db.pool.connect();
  await client.query("select pg_advisory_lock(hashtext('nexa.import'))");
  await expect(importInto(core, await openJsonSource((await file).path))).rejects.toThrow(/Another import runs/);
  await client.query("select pg_advisory_unlock(hashtext('nexa.import'))");
  client.release();
});
