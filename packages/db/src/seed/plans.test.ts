import { expect, it } from "vitest";
import { SEED_OFFERS } from "./offers.ts";
import { SEED_CATEGORIES, SEED_PLANS } from "./plans.ts";

it("has more than forty plans with names of their own, and some in each of eight categories", () => {
  expect(SEED_PLANS.length).toBeGreaterThan(40);
  expect(new Set(SEED_PLANS.map((plan) => plan.name.toLowerCase())).size).toBe(SEED_PLANS.length);
  expect(SEED_CATEGORIES).toHaveLength(8);
  expect(new Set(SEED_PLANS.map((plan) => plan.category))).toEqual(new Set(SEED_CATEGORIES));
});

it.each(SEED_PLANS)("keeps the catalogue's rules in $name", (plan) => {
  for (const figure of [plan.priceMinor, plan.validityDays, plan.dataAllowanceBytes ?? 1, plan.weight]) {
    expect(Number.isInteger(figure) && figure > 0).toBe(true);
  }
  expect(plan.dailyDataLimitBytes ?? 0).toBeLessThanOrEqual(plan.dataAllowanceBytes ?? 0);
  const isPostpaidBase = plan.type === "postpaid" && !plan.isTopup;
  expect(plan.maxSecondaryNumbers !== null && plan.overagePricePerGbMinor !== null).toBe(isPostpaidBase);
  expect(plan.isActive || plan.weight === 1).toBe(true);
});

it("has offers on plans that exist: past, running and coming ones, of every kind, and one that is void", () => {
  const priceOf = new Map(SEED_PLANS.map((plan) => [plan.name, plan.priceMinor]));
  for (const offer of SEED_OFFERS) {
    expect(priceOf.has(offer.plan)).toBe(true);
    expect(offer.fromDay).toBeLessThan(offer.untilDay);
  }
  const isVoid = (offer: (typeof SEED_OFFERS)[number]) =>
    offer.kind === "fixed_price" && offer.amountMinor >= (priceOf.get(offer.plan) ?? 0);
  expect(SEED_OFFERS.filter(isVoid)).toHaveLength(1);
  expect(new Set(SEED_OFFERS.map((offer) => offer.kind)).size).toBe(3);
  expect(SEED_OFFERS.some((offer) => offer.untilDay < 0) && SEED_OFFERS.some((offer) => offer.fromDay > 0)).toBe(true);
});
