import { percentOf } from "@nexa/contracts";
import { assert, constantFrom, date, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOffer, isInWindow, type OfferTerms, offerPriceMinor, offerStatusOf, voidReasonOf } from "./pricing.ts";

const price = integer({ min: 1, max: 1_000_000_000 });
const hundredths = integer({ min: 1, max: 9_999 });
const fixed = (amountMinor: number): OfferTerms => ({ kind: "fixed_price", amountMinor, percent: null });
const off = (amountMinor: number): OfferTerms => ({ kind: "amount_off", amountMinor, percent: null });
const percentOff = (percent: number): OfferTerms => ({ kind: "percent_off", amountMinor: null, percent });

const FROM = new Date("2026-11-01T00:00:00.000Z");
const UNTIL = new Date("2026-12-01T00:00:00.000Z");
const before = (at: Date) => new Date(at.getTime() - 1);

describe("offerPriceMinor", () => {
  it("gives the price entered, the price less the amount, or the price less the percentage", () => {
    expect(offerPriceMinor(fixed(24_900), 29_900)).toBe(24_900);
    expect(offerPriceMinor(off(5_000), 29_900)).toBe(24_900);
    expect(offerPriceMinor(percentOff(20), 29_900)).toBe(23_920);
  });

  it("rounds the discount half-up to one minor unit", () => {
    expect(offerPriceMinor(percentOff(10), 995)).toBe(895);
    expect(offerPriceMinor(percentOff(10), 994)).toBe(895);
    expect(offerPriceMinor(percentOff(12.5), 29_900)).toBe(26_162);
  });

  it("is void where the price would not be lower, or nothing would be left to pay", () => {
    expect(offerPriceMinor(fixed(29_900), 29_900)).toBeNull();
    expect(offerPriceMinor(fixed(30_000), 29_900)).toBeNull();
    expect(offerPriceMinor(off(29_900), 29_900)).toBeNull();
    expect(offerPriceMinor(percentOff(99.99), 1)).toBeNull();
    expect(offerPriceMinor(percentOff(0.01), 100)).toBeNull();
  });

  it("is always above zero and below the plan's price, or void with a reason", async () => {
    const terms = record({
      kind: constantFrom("fixed" as const, "off" as const, "percent" as const),
      amount: price,
      hundredths,
    });
    await assert(
      property(price, terms, (planPrice, { kind, amount, hundredths: share }) => {
        const offer = kind === "fixed" ? fixed(amount) : kind === "off" ? off(amount) : percentOff(share / 100);
        const result = offerPriceMinor(offer, planPrice);
        expect(voidReasonOf(offer, planPrice) === null).toBe(result !== null);
        if (result !== null) {
          expect(Number.isInteger(result)).toBe(true);
          expect(result).toBeGreaterThan(0);
          expect(result).toBeLessThan(planPrice);
        }
      }),
    );
  });

  it("differs from the exact percentage by at most half a minor unit", async () => {
    await assert(
      property(price, hundredths, (planPrice, share) => {
        const exact = (BigInt(planPrice) * BigInt(share)) / 10_000n;
        const discount = BigInt(percentOf(planPrice, share / 100));
        expect(discount - exact === 0n || discount - exact === 1n).toBe(true);
      }),
    );
  });
});

describe("offerStatusOf", () => {
  const offer = { ...fixed(24_900), validFrom: FROM, validUntil: UNTIL };
  const plan = { priceMinor: 29_900 };

  it("is scheduled before, active from the first instant, expired from the last", () => {
    expect(offerStatusOf(offer, plan, before(FROM))).toBe("scheduled");
    expect(offerStatusOf(offer, plan, FROM)).toBe("active");
    expect(offerStatusOf(offer, plan, before(UNTIL))).toBe("active");
    expect(offerStatusOf(offer, plan, UNTIL)).toBe("expired");
  });

  it("is void while the plan's price is not above it, unless it is over", () => {
    expect(offerStatusOf(offer, { priceMinor: 24_900 }, FROM)).toBe("void");
    expect(offerStatusOf(offer, { priceMinor: 24_900 }, before(FROM))).toBe("void");
    expect(offerStatusOf(offer, { priceMinor: 24_900 }, UNTIL)).toBe("expired");
  });

  it("agrees with the window at every instant", async () => {
    const instant = date({
      min: new Date("2026-10-01T00:00:00Z"),
      max: new Date("2027-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    await assert(
      property(instant, (now) => {
        expect(offerStatusOf(offer, plan, now) === "active").toBe(isInWindow(offer, now));
      }),
    );
  });
});

describe("bestOffer", () => {
  const plan = { id: "plan", priceMinor: 29_900 };
  const made = (id: string, terms: OfferTerms, validFrom = FROM, validUntil = UNTIL) => ({
    id,
    planId: plan.id,
    name: id,
    description: null,
    ...terms,
    validFrom,
    validUntil,
    createdAt: FROM,
    updatedAt: FROM,
  });
  const best = (offers: ReturnType<typeof made>[], now = FROM) => bestOffer({ offersOf: () => offers }, plan, now);

  it("is the active one with the lowest price", () => {
    const found = best([made("a", fixed(26_000)), made("b", percentOff(20)), made("c", off(1_000))]);
    expect(found).toMatchObject({ offer: { id: "b" }, priceMinor: 23_920 });
  });

  it("passes over void, scheduled and expired ones", () => {
    const later = made("later", fixed(100), UNTIL, new Date("2027-01-01T00:00:00Z"));
    expect(best([made("void", fixed(29_900)), later, made("over", fixed(100), new Date(0), FROM)])).toBeNull();
  });

  it("takes the older of two that are equally good, whatever their order", () => {
    const offers = [made("b", fixed(20_000)), made("a", fixed(20_000))];
    expect(best(offers)?.offer.id).toBe("a");
    expect(best(offers.reverse())?.offer.id).toBe("a");
  });
});
