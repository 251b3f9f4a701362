import { ListPlansInput, type ListPlansOutput, newId, PLAN_SORTS } from "@nexa/contracts";
import { offers } from "@nexa/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/create-test-core.ts";
import { createCategory } from "./create-category.ts";
import { createOffer } from "./create-offer.ts";
import { createOfferWithDiscount } from "./create-offer-with-discount.ts";
import { createPlan } from "./create-plan.ts";
import { deactivatePlan } from "./deactivate-plan.ts";
import { deletePlan } from "./delete-plan.ts";
import { bumpCatalogVersion, forgetCatalog } from "./get-catalog.ts";
import { getPlan } from "./get-plan.ts";
import { listCategories } from "./list-categories.ts";
import { listOffers } from "./list-offers.ts";
import { listPlans } from "./list-plans.ts";
import { listStaffPlans } from "./list-staff-plans.ts";
import { dataPerDayBytes } from "./select-plans.ts";

const GB = 1024 ** 3;
const START = new Date("2026-11-20T10:00:00.000Z");
const DAY_MS = 86_400_000;

let core: TestCore;
let staff: Awaited<ReturnType<TestCore["admin"]>>;
const ids = { data: "", roaming: "" };
const plan: Record<string, string> = {};

const visitor = () => core.as({ kind: "anonymous" });
const list = (input: Partial<ListPlansInput> = {}): Promise<ListPlansOutput> =>
  listPlans(visitor(), ListPlansInput.parse(input));
const names = async (input: Partial<ListPlansInput> = {}) => (await list(input)).items.map((item) => item.name);

beforeAll(async () => {
  core = await createTestCore({ now: START });
  staff = await core.admin();
  ids.data = (await createCategory(staff, { name: "Data packs" })).id;
  ids.roaming = (await createCategory(staff, { name: "International roaming" })).id;
  const base = { type: "prepaid" as const, isTopup: false, description: "Calls to every network" };
  const rows = [
    {
      ...base,
      name: "Unlimited 299",
      priceMinor: 29_900,
      validityDays: 28,
      dataAllowanceBytes: 42 * GB,
      dailyDataLimitBytes: 1.5 * GB,
      isFeatured: true,
    },
    {
      ...base,
      name: "Unlimited 719",
      priceMinor: 71_900,
      validityDays: 84,
      dataAllowanceBytes: 168 * GB,
      dailyDataLimitBytes: 2 * GB,
      benefits: ["Hotstar Mobile"],
    },
    { ...base, name: "Data 19", priceMinor: 1_900, validityDays: 1, dataAllowanceBytes: GB, isTopup: true },
    {
      ...base,
      name: "Talktime 100",
      priceMinor: 10_000,
      validityDays: 28,
      talktimeMinutes: 300,
      description: "Full talktime",
    },
  ];
  for (const row of rows) plan[row.name] = (await createPlan(staff, { categoryId: ids.data, ...row })).id;
  plan.roaming = (
    await createPlan(staff, {
      ...base,
      categoryId: ids.roaming,
      name: "Gulf 10 days",
      priceMinor: 149_900,
      validityDays: 10,
      description: "Roaming in the UAE, Qatar and Oman",
    })
  ).id;
  plan.postpaid = (
    await createPlan(staff, {
      ...base,
      categoryId: ids.data,
      name: "Family 999",
      type: "postpaid",
      priceMinor: 99_900,
      validityDays: 30,
      maxSecondaryNumbers: 3,
      overagePricePerGbMinor: 1_000,
    })
  ).id;
});
afterAll(() => core.close());

describe("listPlans", () => {
  it("filters by type, category, top-up, featured, price and validity", async () => {
    expect(await names({ type: "postpaid" })).toEqual(["Family 999"]);
    expect(await names({ categoryId: ids.roaming })).toEqual(["Gulf 10 days"]);
    expect(await names({ isTopup: true })).toEqual(["Data 19"]);
    expect(await names({ isFeatured: true })).toEqual(["Unlimited 299"]);
    expect(await names({ minPriceMinor: 10_000, maxPriceMinor: 29_900, sort: "price" })).toEqual([
      "Talktime 100",
      "Unlimited 299",
    ]);
    expect(await names({ minValidityDays: 30, maxValidityDays: 84, sort: "validity" })).toEqual([
      "Family 999",
      "Unlimited 719",
    ]);
    expect(await names({ categoryId: newId(START) })).toEqual([]);
  });

  it("combines filters", async () => {
    expect(await names({ type: "prepaid", isTopup: false, maxPriceMinor: 10_000 })).toEqual(["Talktime 100"]);
  });

  it("sorts by data a day: the daily limit, else the allowance over the validity", async () => {
    expect((await names({ sort: "-dataPerDay" })).slice(0, 3)).toEqual(["Unlimited 719", "Unlimited 299", "Data 19"]);
    expect(dataPerDayBytes({ dailyDataLimitBytes: null, dataAllowanceBytes: 28 * GB, validityDays: 28 })).toBe(GB);
    expect(dataPerDayBytes({ dailyDataLimitBytes: null, dataAllowanceBytes: null, validityDays: 28 })).toBe(0);
  });

  it("finds by the beginning of a word in name, description or benefits, in any case", async () => {
    expect(await names({ search: "hotst" })).toEqual(["Unlimited 719"]);
    expect(await names({ search: "QATAR" })).toEqual(["Gulf 10 days"]);
    expect(await names({ search: "unlimited 299" })).toEqual(["Unlimited 299"]);
  });

  it("finds a name with a typing mistake or from its middle", async () => {
    expect(await names({ search: "unlimted" })).toEqual(expect.arrayContaining(["Unlimited 299", "Unlimited 719"]));
    expect(await names({ search: "alktim" })).toEqual(["Talktime 100"]);
  });

  it("puts the best match first, and joins search with filters and sorts", async () => {
    expect((await names({ search: "unlimited 719" }))[0]).toBe("Unlimited 719");
    expect(await names({ search: "unlimited", maxPriceMinor: 50_000 })).toEqual(["Unlimited 299"]);
    expect(await names({ search: "unlimited", sort: "-price" })).toEqual(["Unlimited 719", "Unlimited 299"]);
  });

  it("takes any text as text", async () => {
    for (const search of [
      "'",
      "%",
      "_",
      "\\",
      "a & | ! b:*",
      "(((",
      "<->",
      "''';--",
      "₹299",
      "१०० रुपये",
      "a\\'b",
      "://x/y?z=1",
    ]) {
      expect((await list({ search })).items.length).toBeLessThanOrEqual(6);
    }
    expect(await names({ search: "%" })).toEqual([]);
  });

  it.each(PLAN_SORTS)("pages through the sort %s without gap or repetition", async (sort) => {
    for (const filters of sort === "relevance" ? [{ search: "unlimited" }] : [{}, { type: "prepaid" as const }]) {
      const whole = await names({ ...filters, sort });
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...filters, sort, limit: 2, ...(cursor ? { cursor } : {}) });
        paged.push(...page.items.map((item) => item.name));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(whole);
    }
  });

  it("refuses a cursor of another sort", async () => {
    const { nextCursor } = await list({ sort: "price", limit: 1 });
    await expect(list({ sort: "-price", cursor: nextCursor ?? "" })).rejects.toMatchObject({
      reason: "request.badCursor",
    });
  });

  it("answers equal questions with the same object until something changes", async () => {
    const first = await list({ type: "prepaid" });
    expect(await list({ type: "prepaid" })).toBe(first);
    await createCategory(staff, { name: "Something new" });
    expect(await list({ type: "prepaid" })).not.toBe(first);
  });
});

describe("plans off sale", () => {
  it("are gone for customers, and shown to staff only while inactive", async () => {
    const off = await createPlan(staff, {
      categoryId: ids.data,
      name: "Old 99",
      type: "prepaid",
      isTopup: false,
      priceMinor: 9_900,
      validityDays: 7,
      description: "Old",
    });
    await deactivatePlan(staff, { planId: off.id });
    expect(await names()).not.toContain("Old 99");
    await expect(getPlan(visitor(), { planId: off.id })).rejects.toMatchObject({ reason: "catalog.planUnknown" });
    const inactive = await listStaffPlans(staff, { limit: 100, status: "inactive" });
    expect(inactive.items.map((item) => item.name)).toEqual(["Old 99"]);
    await deletePlan(staff, { planId: off.id });
    expect((await listStaffPlans(staff, { limit: 100, search: "Old 99" })).items).toEqual([]);
  });

  it("answers an unknown plan with not found", async () => {
    await expect(getPlan(visitor(), { planId: newId(START) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("offers as customers see them", () => {
  const inDays = (days: number) => new Date(START.getTime() + days * DAY_MS).toISOString();

  it("shows each plan's best active offer with its price, from its first instant to its last", async () => {
    const planId = plan["Unlimited 299"] ?? "";
    const window = { validFrom: inDays(1), validUntil: inDays(3) };
    await createOffer(staff, { planId, name: "Fixed 249", discountedPriceMinor: 24_900, ...window });
    const half = await createOfferWithDiscount(staff, {
      planId,
      name: "Half",
      discountPercent: 50,
      validFrom: inDays(2),
      validUntil: inDays(3),
    });
    const priceNow = async () => (await getPlan(visitor(), { planId })).offerPriceMinor;

    expect(await priceNow()).toBeNull();
    expect(await names({ hasOffer: true })).toEqual([]);
    core.clock.set(new Date(inDays(1)));
    expect(await priceNow()).toBe(24_900);
    expect(await names({ hasOffer: true })).toEqual(["Unlimited 299"]);
    expect(await names({ hasOffer: false })).not.toContain("Unlimited 299");
    core.clock.set(new Date(inDays(2)));
    expect((await getPlan(visitor(), { planId })).bestOffer).toMatchObject({
      id: half.id,
      discountedPriceMinor: 14_950,
    });
    expect((await listOffers(visitor(), { limit: 10 })).items).toMatchObject([
      { id: half.id, planId, discountAmountMinor: 14_950 },
    ]);
    core.clock.set(new Date(new Date(inDays(3)).getTime() - 1));
    expect(await priceNow()).toBe(14_950);
    core.clock.set(new Date(inDays(3)));
    expect(await priceNow()).toBeNull();
    expect((await listOffers(visitor(), { limit: 10 })).items).toEqual([]);
    core.clock.set(START);
    expect(await priceNow()).toBeNull();
  });

  it("filters offers by plan and category and shows the biggest saving first", async () => {
    const now = core.clock.now();
    const row = (planId: string, name: string, amountMinor: number) => ({
      id: newId(now),
      planId,
      name,
      kind: "amount_off" as const,
      amountMinor,
      validFrom: now,
      validUntil: new Date(now.getTime() + DAY_MS),
      createdAt: now,
      updatedAt: now,
    });
    const [gulf, data] = [plan.roaming ?? "", plan["Data 19"] ?? ""];
    await core.runtime.db.orm.insert(offers).values([row(data, "Less", 100), row(gulf, "More", 10_000)]);
    await bumpCatalogVersion(staff);
    forgetCatalog(staff);
    const offerNames = async (filter: { planId?: string; categoryId?: string } = {}) =>
      (await listOffers(visitor(), { limit: 10, ...filter })).items.map((item) => item.name);
    expect(await offerNames()).toEqual(["More", "Less"]);
    expect(await offerNames({ planId: data })).toEqual(["Less"]);
    expect(await offerNames({ categoryId: ids.roaming })).toEqual(["More"]);
  });
});

describe("listCategories", () => {
  it("lists by name with the number of plans on sale", async () => {
    const { items } = await listCategories(visitor(), { limit: 100 });
    expect(items.map(({ name, planCount }) => [name, planCount])).toEqual([
      ["Data packs", 5],
      ["International roaming", 1],
      ["Something new", 0],
    ]);
  });
});
