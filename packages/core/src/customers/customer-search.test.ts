import { idTime, newId } from "@nexa/contracts";
import { bills, customers, lineOwnerships, lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { billed, subscriber } from "../postpaid/billing/bill.fixture.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { giveBack } from "../transactions/transactions.fixture.ts";
import { getCustomerStats } from "./get-customer-stats.ts";
import { listCustomers } from "./list-customers.ts";
import { findCustomers } from "./search/find-customers.ts";
import { readSearch } from "./search/read-search.ts";

const DAY = 86_400_000;
let core: TestCore;
let staff: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-10T10:00:00Z") });
  staff = await core.admin("support");
});
afterAll(() => core.close());

type Filter = Partial<Parameters<typeof listCustomers>[1]>;
const idsOf = async (filter: Filter) =>
  (await listCustomers(staff, { limit: 500, ...filter })).items.map((item) => item.id);

/** Whether a search finds a customer and not another who is there too. */
async function tellsApart(search: string, one: TestCustomer, other: TestCustomer) {
  const found = await idsOf({ search });
  return found.includes(one.id) && !found.includes(other.id);
}

/** A number without an owner's name to it: an account that was never verified. */
async function unverified(phone: string): Promise<string> {
  const now = core.clock.now();
  const id = newId(now);
  await core.runtime.db.orm
    .insert(customers)
    .values({ id, phone, fullName: "Not Proven", createdAt: now, updatedAt: now });
  return id;
}

async function everyPage(filter: Filter): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCustomers(staff, { limit: 2, ...filter, cursor });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

describe("a search finds customers", () => {
  it("by a number as it is typed: any part, national, international, with spaces", async () => {
    const one = await core.customer({ phone: "+917012345678" });
    const other = await core.customer({ phone: "+917198765432" });
    const typed = [
      "70",
      "070",
      "+91 70",
      "0091 70",
      "7012",
      "23456",
      "5678",
      "070123 45",
      "70123-45678",
      "+917012345678",
    ];
    for (const search of typed) expect([search, await tellsApart(search, one, other)]).toEqual([search, true]);
    expect(await idsOf({ search: "99999999" })).toEqual([]);
  });

  it("by any of their numbers, but no longer by one they gave up", async () => {
    const customer = await core.customer();
    const now = core.clock.now();
    const line = { id: newId(now), phone: "+917234500001", ownerId: customer.id, createdAt: now };
    const { orm } = core.runtime.db;
    await orm.insert(lines).values(line);
    await orm.insert(lineOwnerships).values({ id: newId(now), lineId: line.id, customerId: customer.id, since: now });
    expect(await idsOf({ search: "72345 00001" })).toEqual([customer.id]);
    expect(await idsOf({ search: "234500" })).toEqual([customer.id]);
    await orm.update(lines).set({ ownerId: null, releasedAt: now }).where(eq(lines.id, line.id));
    expect(await idsOf({ search: "234500" })).toEqual([]);
  });

  it("by a number that was never verified", async () => {
    const id = await unverified("+917345600001");
    expect(await idsOf({ search: "7345600001" })).toEqual([id]);
    expect(await idsOf({ search: "34560" })).toEqual([id]);
  });

  it("by parts of words of the name, whatever their capitals, and by the beginning of words of one or two letters", async () => {
    const one = await core.customer({ fullName: "Zubeida O'Brien Qureshi" });
    const other = await core.customer({ fullName: "Zarina Dequeker" });
    for (const search of ["zub", "BEIDA", "qureshi zubeida", "o'b", "Q", "zu q", "resh"]) {
      expect([search, await tellsApart(search, one, other)]).toEqual([search, true]);
    }
    expect(await idsOf({ search: "zubeida dequeker" })).toEqual([]);
  });

  it("by names in any script", async () => {
    const one = await core.customer({ fullName: "आशा राव" });
    for (const search of ["आशा", "राव", "आ", "राव आशा"]) expect(await idsOf({ search })).toEqual([one.id]);
  });

  it("by the reference of what they paid or got back, and by the number of their bill", async () => {
    const payer = await core.customer();
    const plan = await core.plan();
    const { transaction } = await recharge(payer, plan.id, { recipientPhoneNumber: aPhone() });
    const { refund } = await giveBack(core, transaction.id, 1_000);
    for (const each of [transaction, refund]) expect(await idsOf({ search: each.reference })).toEqual([payer.id]);
    expect(await idsOf({ search: transaction.reference.toLowerCase().replaceAll("-", "") })).toEqual([payer.id]);
    const { id, ...rest } = await subscriber(core);
    await billed(core, { id, ...rest });
    const [bill] = await core.runtime.db.orm.select().from(bills).where(eq(bills.customerId, id));
    expect(await idsOf({ search: `B-0000000${bill?.number}` })).toEqual([id]);
    expect(await idsOf({ search: "B-999" })).toEqual([]);
  });

  it("never by signs alone, and takes signs beside words as they are", async () => {
    await core.customer({ fullName: "Percy 50% Off" });
    for (const search of ["%", "_", "\\", "-", "'", "+"]) expect(await idsOf({ search })).toEqual([]);
    expect(await idsOf({ search: "50%" })).toHaveLength(1);
    expect(await idsOf({ search: "5_%" })).toEqual([]);
  });
});

it("gives the same pages whether the matches are few or many, in every order", async () => {
  for (let index = 0; index < 7; index += 1) {
    core.clock.advance(1_000);
    await core.customer({ fullName: `${"cadbfeg".charAt(index)} Pagewala` });
  }
  const all = await idsOf({ search: "pagewala" });
  expect(all).toHaveLength(7);
  expect(await everyPage({ search: "pagewala" })).toEqual(all);
  expect(await everyPage({ search: "pagewala", sort: "oldest" })).toEqual(all.toReversed());
  const byName = await listCustomers(staff, { limit: 500, search: "pagewala", sort: "name" });
  expect(byName.items.map((item) => item.fullName.charAt(0)).join("")).toBe("abcdefg");
  expect(await everyPage({ search: "pagewala", sort: "name" })).toEqual(byName.items.map((item) => item.id));
});

it("finds the same by looking at the newest, by gathering all and by walking on", async () => {
  const secondNumber = await core.customer({ fullName: "Walker Second" });
  const now = core.clock.now();
  const line = { id: newId(now), phone: "+917555000001", ownerId: secondNumber.id, createdAt: now };
  await core.runtime.db.orm.insert(lines).values(line);
  await core.customer({ fullName: "Walker First", phone: "+917555000002" });
  await unverified("+917555000003");
  for (const [text, length] of [
    ["walker", 2],
    ["w s", 1],
    ["7555", 3],
    ["+917555000001", 1],
  ] as const) {
    for (const sort of ["newest", "oldest", "name"] as const) {
      const wish = { search: readSearch(text, "IN"), sort, after: null, limit: length, filters: () => [] };
      const found: string[][] = [];
      for (const bounds of [
        { firstLook: 500, gathered: 0 },
        { firstLook: 60, gathered: 0 },
        { firstLook: 0, gathered: 500 },
        { firstLook: 0, gathered: 0 },
      ])
        found.push((await findCustomers(staff, wish, bounds)).map((row) => row.id));
      expect(found[0]).toHaveLength(length);
      expect(found).toEqual(found.map(() => found[0]));
    }
  }
});

it("pages by name over everyone without gap or repeat, and refuses another order's cursor: request.badCursor", async () => {
  const everyone = await idsOf({});
  expect((await everyPage({ sort: "name" })).toSorted()).toEqual(everyone.toSorted());
  const { nextCursor } = await listCustomers(staff, { limit: 1, sort: "name" });
  const crossed = listCustomers(staff, { limit: 1, sort: "newest", cursor: nextCursor ?? undefined });
  await expect(crossed).rejects.toMatchObject({ reason: "request.badCursor" });
});

describe("filters", () => {
  it("tell apart who is verified, which language they read and when they signed up", async () => {
    const id = await unverified("+917400000001");
    core.clock.advance(DAY);
    const { id: later } = await core.customer();
    await core.runtime.db.orm.update(customers).set({ language: "hi" }).where(eq(customers.id, later));
    expect(await idsOf({ isPhoneVerified: false })).toContain(id);
    expect(await idsOf({ isPhoneVerified: true })).not.toContain(id);
    expect(await idsOf({ language: "hi" })).toEqual([later]);
    const since = idTime(later).toISOString();
    expect(await idsOf({ signedUpFrom: since })).toEqual([later]);
    expect(await idsOf({ signedUpUntil: since })).not.toContain(later);
    expect(await idsOf({ signedUpUntil: since })).toContain(id);
  });

  it("tell apart who has a plan that runs, and who pays for a postpaid one", async () => {
    const [without, prepaid] = [await core.customer(), await core.customer()];
    const postpaid = await subscriber(core);
    await recharge(prepaid, (await core.plan({ validityDays: 2 })).id);
    const withPlan = await idsOf({ hasPlan: true });
    expect(withPlan).toEqual(expect.arrayContaining([prepaid.id, postpaid.id]));
    expect(withPlan).not.toContain(without.id);
    expect(await idsOf({ hasPlan: false })).toContain(without.id);
    expect(await idsOf({ hasPostpaid: true, hasPlan: true })).toContain(postpaid.id);
    expect(await idsOf({ hasPostpaid: false })).not.toContain(postpaid.id);
    core.clock.advance(3 * DAY);
    expect(await idsOf({ hasPlan: true })).not.toContain(prepaid.id);
  });

  it("by days without a plan find those whom the list shows so many days for", async () => {
    core.clock.advance(40 * DAY);
    await core.customer();
    const { items } = await listCustomers(staff, { limit: 500 });
    for (const days of [1, 37, 40, 43, 400]) {
      const expected = items.filter((item) => item.daysInactive >= days).map((item) => item.id);
      expect([days, await idsOf({ minDaysInactive: days })]).toEqual([days, expected]);
    }
  });
});

it("counts what the list shows, by the operator's days, half a minute old at most", async () => {
  core.clock.advance(100 * DAY);
  const fresh = await core.customer({ status: "inactive" });
  const { items } = await listCustomers(staff, { limit: 500 });
  const stats = await getCustomerStats(staff, {});
  const count = async (filter: Filter) => (await idsOf(filter)).length;
  expect(stats).toEqual({
    total: items.length,
    byStatus: {
      active: await count({ status: "active" }),
      inactive: await count({ status: "inactive" }),
      suspended: 0,
      closed: 0,
    },
    ...{ newToday: 1, newLast7Days: 1, newLast30Days: 1 },
    phoneVerified: await count({ isPhoneVerified: true }),
    withPlan: await count({ hasPlan: true }),
    withPostpaid: await count({ hasPostpaid: true }),
    asOf: core.clock.now().toISOString(),
  });
  core.clock.advance(29_000);
  await core.customer();
  expect(await getCustomerStats(staff, {})).toEqual(stats);
  core.clock.advance(1_000);
  expect((await getCustomerStats(staff, {})).total).toBe(items.length + 1);
  // The operator's day begins at 18:30 UTC.
  core.clock.advance(DAY);
  const next = await getCustomerStats(staff, {});
  expect([next.newToday, next.newLast7Days, idTime(fresh.id) < core.clock.now()]).toEqual([0, 2, true]);
});

it("reads what is typed with signs, spaces and codes in front as the number it begins", () => {
  const patterns = (text: string) => readSearch(text, "IN");
  expect(patterns("098123")).toEqual({ by: "phone", patterns: ["%098123%", "+9198123%"] });
  expect(patterns("98123 45678")).toEqual({ by: "phone", patterns: ["+919812345678"] });
  expect(patterns("9")).toEqual({ by: "phone", patterns: ["+919%"] });
  expect(patterns("+44 20")).toEqual({ by: "phone", patterns: ["+4420%"] });
  expect(patterns("a%b")).toEqual({ by: "name", words: [["%a\\%b%"]] });
  expect(patterns("RC-123")).toEqual({ by: "name", words: [["%RC-123%"]] });
});
