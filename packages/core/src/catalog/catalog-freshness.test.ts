import { newId, type TransactionStatus } from "@nexa/contracts";
import { plans, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contextOf, createTestCore, type TestCore } from "../testing/create-test-core.ts";
import { getCatalog } from "./get-catalog.ts";
import { getPlan } from "./get-plan.ts";
import { listPlans } from "./list-plans.ts";
import { refreshPopularity } from "./refresh-popularity.ts";
import { updatePlan } from "./update-plan.ts";

const MAX_AGE_MS = 2_000;
const DAY_MS = 86_400_000;

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore();
});
afterEach(() => core.close());

const visitor = (runtime = core.runtime) => contextOf(runtime, { kind: "anonymous" });

describe("the catalogue in memory", () => {
  it("shows an edit to the editor at once and soon on a second server that is in use", async () => {
    const { id: planId } = await core.plan({ priceMinor: 29_900 });
    const staff = await core.admin();
    const elsewhere = visitor(core.another());
    expect((await getPlan(elsewhere, { planId })).priceMinor).toBe(29_900);

    await updatePlan(staff, { planId, priceMinor: 19_900 });
    expect((await getPlan(visitor(), { planId })).priceMinor).toBe(19_900);
    await vi.waitUntil(async () => (await getPlan(elsewhere, { planId })).priceMinor === 19_900, {
      timeout: 10_000,
      interval: 20,
    });
  });

  it("shows an edit after two seconds to the very first read of a server that was idle", async () => {
    const { id: planId } = await core.plan({ priceMinor: 29_900 });
    const staff = await core.admin();
    const elsewhere = visitor(core.another());
    await getPlan(elsewhere, { planId });
    const now = vi.spyOn(performance, "now");
    const readAt = performance.now();
    await updatePlan(staff, { planId, priceMinor: 19_900 });
    now.mockReturnValue(readAt + MAX_AGE_MS);
    try {
      expect((await getPlan(elsewhere, { planId })).priceMinor).toBe(19_900);
    } finally {
      now.mockRestore();
    }
  });

  it("asks the database once for any number of readers, and not at all for a second", async () => {
    await core.plan();
    const elsewhere = visitor(core.another());
    const queries = vi.spyOn(elsewhere.runtime.db.pool, "connect");
    const catalogs = await Promise.all(Array.from({ length: 50 }, () => getCatalog(elsewhere)));
    expect(new Set(catalogs).size).toBe(1);
    expect(queries).toHaveBeenCalledTimes(1);
    await listPlans(elsewhere, { limit: 50 });
    expect(queries).toHaveBeenCalledTimes(1);
  });

  it("keeps the same answer object while nothing changed, also after the version was compared", async () => {
    await core.plan();
    const elsewhere = visitor(core.another());
    const first = await listPlans(elsewhere, { limit: 50 });
    const now = vi.spyOn(performance, "now").mockReturnValue(performance.now() + MAX_AGE_MS);
    try {
      expect(await listPlans(elsewhere, { limit: 50 })).toBe(first);
    } finally {
      now.mockRestore();
    }
  });

  it("recovers when the database was away while it was read", async () => {
    const plan = await core.plan();
    const elsewhere = visitor(core.another());
    const connect = vi.spyOn(elsewhere.runtime.db.pool, "connect").mockImplementationOnce(() => {
      throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    });
    await expect(getCatalog(elsewhere)).rejects.toThrow("gone");
    connect.mockRestore();
    expect((await getCatalog(elsewhere)).plans.has(plan.id)).toBe(true);
  });
});

describe("refreshPopularity", () => {
  it("counts the successful sales of the last 30 days, sorts by them, and changes nothing the second time", async () => {
    const [popular, other] = [await core.plan(), await core.plan({ recentSales: 7 })];
    const sale = (planId: string, daysAgo: number, status: TransactionStatus) => {
      const at = new Date(core.clock.now().getTime() - daysAgo * DAY_MS);
      return {
        id: newId(at),
        type: "prepaid_recharge" as const,
        status,
        recipientPhone: "+919812345678",
        planId,
        originalAmountMinor: 29_900,
        finalAmountMinor: 29_900,
        currency: "INR",
        paymentMethod: "upi" as const,
        createdAt: at,
      };
    };
    await core.runtime.db.orm
      .insert(transactions)
      .values([
        sale(popular.id, 1, "succeeded"),
        sale(popular.id, 29, "succeeded"),
        sale(popular.id, 31, "succeeded"),
        sale(popular.id, 2, "failed"),
        sale(other.id, 40, "succeeded"),
      ]);
    expect(await refreshPopularity(core.job())).toEqual({ changedPlans: 2 });
    const sales = await core.runtime.db.orm
      .select({ sales: plans.recentSales })
      .from(plans)
      .where(eq(plans.id, popular.id));
    expect(sales).toEqual([{ sales: 2 }]);
    expect((await listPlans(visitor(), { limit: 2 })).items.map((item) => item.id)).toEqual([popular.id, other.id]);
    expect(await refreshPopularity(core.job())).toEqual({ changedPlans: 0 });
  });
});
