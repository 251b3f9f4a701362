import fc from "fast-check";
import { expect, it } from "vitest";
import { priceOf } from "./pricing.ts";

const aPrice = fc.integer({ min: 1, max: 1_000_000_00 });
const aPercent = fc.integer({ min: 1, max: 9999 }).map((hundredths) => hundredths / 100);

it("charges the plan's price where there is no discount", () => {
  const price = priceOf(29_900, null, null);
  expect(price).toMatchObject({ finalAmountMinor: 29_900, discountAmountMinor: 0, discountType: null, considered: [] });
});

it("takes the lowest price and never stacks", () => {
  fc.assert(
    fc.property(aPrice, aPrice, aPercent, (plan, offerPrice, percent) => {
      const offer = { id: "o", name: "Diwali", priceMinor: Math.min(offerPrice, plan) };
      const alone = priceOf(plan, null, { id: "r", percent }).finalAmountMinor;
      const price = priceOf(plan, offer, { id: "r", percent });
      expect(price.finalAmountMinor).toBe(Math.min(plan, offer.priceMinor, alone));
      expect(price.finalAmountMinor).toBe(plan - price.discountAmountMinor);
      expect(price.finalAmountMinor).toBeGreaterThan(0);
      expect(price.considered.filter((each) => each.isChosen).length).toBe(price.discountType === null ? 0 : 1);
    }),
  );
});

it("lets the offer win a tie, so that the referral discount is kept", () => {
  const price = priceOf(10_000, { id: "o", name: "Diwali", priceMinor: 9_000 }, { id: "r", percent: 10 });
  expect(price.discountType).toBe("offer");
  expect(price.referralDiscountId).toBeNull();
  expect(price.considered[1]?.why).toContain("kept");
});

it("rounds half-up to one minor unit", () => {
  expect(priceOf(25, null, { id: "r", percent: 10 }).discountAmountMinor).toBe(3);
  expect(priceOf(24, null, { id: "r", percent: 10 }).discountAmountMinor).toBe(2);
});
