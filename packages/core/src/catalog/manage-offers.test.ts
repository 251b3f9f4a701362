import { CreateOfferWithDiscountInput, newId } from "@nexa/contracts";
import { auditEvents } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/create-test-core.ts";
import { calculateDiscount } from "./calculate-discount.ts";
import { createOffer } from "./create-offer.ts";
import { createOfferWithDiscount } from "./create-offer-with-discount.ts";
import { deleteOffer } from "./delete-offer.ts";
import { listActiveOffers } from "./list-active-offers.ts";
import { listStaffOffers } from "./list-staff-offers.ts";
import { updateOffer } from "./update-offer.ts";
import { updatePlan } from "./update-plan.ts";

const NOW = new Date("2026-11-20T10:00:00.000Z");
const OPEN = { validFrom: "2026-11-01T00:00:00Z", validUntil: "2026-12-01T00:00:00Z" };
const LATER = { validFrom: "2026-12-01T00:00:00Z", validUntil: "2026-12-31T00:00:00Z" };
const OVER = { validFrom: "2026-10-01T00:00:00Z", validUntil: "2026-11-01T00:00:00Z" };

let core: TestCore;
let staff: Awaited<ReturnType<TestCore["admin"]>>;

beforeAll(async () => {
  core = await createTestCore({ now: NOW });
  staff = await core.admin("manager");
});
afterAll(() => core.close());

const aPlanId = async (priceMinor = 29_900) => (await core.plan({ priceMinor })).id;

describe("createOffer", () => {
  it("makes an offer with a fixed price and records it", async () => {
    const planId = await aPlanId();
    const offer = await createOffer(staff, { planId, name: "Diwali", discountedPriceMinor: 24_900, ...OPEN });
    expect(offer).toMatchObject({
      planId,
      kind: "fixed_price",
      originalPriceMinor: 29_900,
      discountedPriceMinor: 24_900,
      discountAmountMinor: 5_000,
      discountPercent: null,
      amountOffMinor: null,
      status: "active",
      voidReason: null,
      validFrom: "2026-11-01T00:00:00.000Z",
    });
    const audit = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, offer.id));
    expect(audit).toMatchObject([{ action: "catalog.createOffer", after: { amountMinor: 24_900 } }]);
  });

  it.each([29_900, 29_901, 1_000_000])("refuses the price %i that is not below the plan's", async (price) => {
    const planId = await aPlanId();
    const input = { planId, name: "No bargain", discountedPriceMinor: price, ...OPEN };
    await expect(createOffer(staff, input)).rejects.toMatchObject({
      code: "INVALID",
      reason: "catalog.offerPriceInvalid",
      details: { fields: [{ path: "discountedPriceMinor" }], planPriceMinor: 29_900 },
    });
  });

  it("refuses a window that ends when it starts or before, and an unknown plan", async () => {
    const planId = await aPlanId();
    const offer = { planId, name: "Now", discountedPriceMinor: 100, validFrom: OPEN.validFrom };
    for (const validUntil of [OPEN.validFrom, "2026-10-31T23:59:59Z"]) {
      await expect(createOffer(staff, { ...offer, validUntil })).rejects.toMatchObject({
        reason: "catalog.offerInvalid",
        details: { fields: [{ path: "validUntil" }] },
      });
    }
    const unknown = { ...offer, ...OPEN, planId: newId(NOW) };
    await expect(createOffer(staff, unknown)).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "catalog.planUnknown",
    });
  });
});

describe("createOfferWithDiscount", () => {
  it("keeps a percentage as one, so that the price follows the plan's", async () => {
    const planId = await aPlanId(10_000);
    const offer = await createOfferWithDiscount(staff, { planId, name: "15 %", discountPercent: 15, ...OPEN });
    expect(offer).toMatchObject({ kind: "percent_off", discountPercent: 15, discountedPriceMinor: 8_500 });
    await updatePlan(staff, { planId, priceMinor: 20_000 });
    const [again] = (await listStaffOffers(staff, { limit: 1, planId })).items;
    expect(again).toMatchObject({ discountPercent: 15, discountedPriceMinor: 17_000 });
  });

  it("takes an amount off, rounding nothing", async () => {
    const planId = await aPlanId();
    const offer = await createOfferWithDiscount(staff, { planId, name: "50 off", amountOffMinor: 5_000, ...OPEN });
    expect(offer).toMatchObject({ kind: "amount_off", amountOffMinor: 5_000, discountedPriceMinor: 24_900 });
  });

  it("refuses both discounts at once and none at all", async () => {
    const planId = await aPlanId();
    const input = { planId, name: "Unclear", ...OPEN };
    const both = { ...input, discountPercent: 10, amountOffMinor: 100 };
    for (const wrong of [input, both]) {
      await expect(createOfferWithDiscount(staff, wrong)).rejects.toMatchObject({
        code: "INVALID",
        reason: "catalog.offerInvalid",
      });
    }
  });

  it("refuses a discount that leaves nothing to pay, or takes nothing off", async () => {
    const planId = await aPlanId(100);
    for (const discount of [
      { amountOffMinor: 100 },
      { amountOffMinor: 500 },
      { discountPercent: 99.99 },
      { discountPercent: 0.01 },
    ]) {
      await expect(
        createOfferWithDiscount(staff, { planId, name: "Edge", ...discount, ...OPEN }),
      ).rejects.toMatchObject({
        reason: "catalog.offerPriceInvalid",
      });
    }
  });

  it.each([0, 100, -5, 150, 10.125, Number.NaN, null, "20"])(
    "is not given the percentage %s by its schema",
    (discountPercent) => {
      const input = { planId: newId(NOW), name: "Wrong", discountPercent, ...OPEN };
      expect(CreateOfferWithDiscountInput.safeParse(input).success).toBe(false);
    },
  );

  it.each([0.01, 12.5, 33.33, 99.99, 7])("is given the percentage %s by its schema", (discountPercent) => {
    const input = { planId: newId(NOW), name: "Right", discountPercent, ...OPEN };
    expect(CreateOfferWithDiscountInput.safeParse(input).success).toBe(true);
  });
});

describe("calculateDiscount", () => {
  it("previews each kind of discount and writes nothing", async () => {
    const planId = await aPlanId();
    const expected = { originalPriceMinor: 29_900, currency: "INR" };
    expect(await calculateDiscount(staff, { planId, discountPercent: 12.5 })).toMatchObject({
      ...expected,
      discountedPriceMinor: 26_162,
      discountAmountMinor: 3_738,
      discountPercent: 12.5,
    });
    expect(await calculateDiscount(staff, { planId, amountOffMinor: 9_967 })).toMatchObject({
      ...expected,
      discountedPriceMinor: 19_933,
      discountPercent: 33.33,
    });
    expect(await calculateDiscount(staff, { planId, discountedPriceMinor: 14_950 })).toMatchObject({
      discountPercent: 50,
    });
    expect((await listStaffOffers(staff, { limit: 10, planId })).items).toEqual([]);
  });

  it("refuses what could not become an offer", async () => {
    const planId = await aPlanId();
    const refused = (input: Parameters<typeof calculateDiscount>[1]) => expect(calculateDiscount(staff, input)).rejects;
    await refused({ planId }).toMatchObject({ reason: "catalog.offerInvalid" });
    await refused({ planId, amountOffMinor: 29_900 }).toMatchObject({ reason: "catalog.offerPriceInvalid" });
    await refused({ planId: newId(NOW), discountPercent: 10 }).toMatchObject({ reason: "catalog.planUnknown" });
  });
});

describe("updateOffer and deleteOffer", () => {
  it("changes the fields sent, and a discount of another kind replaces the old one", async () => {
    const planId = await aPlanId();
    const offer = await createOffer(staff, {
      planId,
      name: "First",
      description: "Old",
      discountedPriceMinor: 24_900,
      ...OPEN,
    });
    const renamed = await updateOffer(staff, { offerId: offer.id, name: "Second", description: null });
    expect(renamed).toMatchObject({ name: "Second", description: null, discountedPriceMinor: 24_900 });
    const changed = await updateOffer(staff, { offerId: offer.id, discountPercent: 50 });
    expect(changed).toMatchObject({ name: "Second", kind: "percent_off", discountedPriceMinor: 14_950 });
  });

  it("refuses a discount or window that does not fit, an unknown offer, and nothing to change", async () => {
    const planId = await aPlanId();
    const { id: offerId } = await createOffer(staff, { planId, name: "Strict", discountedPriceMinor: 24_900, ...OPEN });
    const refused = (input: Parameters<typeof updateOffer>[1]) => expect(updateOffer(staff, input)).rejects;
    await refused({ offerId, discountedPriceMinor: 29_900 }).toMatchObject({ reason: "catalog.offerPriceInvalid" });
    await refused({ offerId, validUntil: OPEN.validFrom }).toMatchObject({ reason: "catalog.offerInvalid" });
    await refused({ offerId, discountPercent: 5, amountOffMinor: 5 }).toMatchObject({ reason: "catalog.offerInvalid" });
    await refused({ offerId }).toMatchObject({ reason: "catalog.nothingToChange" });
    await refused({ offerId: newId(NOW), name: "X" }).toMatchObject({ reason: "catalog.offerUnknown" });
  });

  it("takes a deleted offer out of every list and out of reach", async () => {
    const planId = await aPlanId();
    const { id: offerId } = await createOffer(staff, { planId, name: "Gone", discountedPriceMinor: 24_900, ...OPEN });
    await expect(deleteOffer(staff, { offerId })).resolves.toEqual({ id: offerId });
    expect((await listStaffOffers(staff, { limit: 10, planId })).items).toEqual([]);
    await expect(deleteOffer(staff, { offerId })).rejects.toMatchObject({ reason: "catalog.offerUnknown" });
    await expect(updateOffer(staff, { offerId, name: "Back" })).rejects.toMatchObject({
      reason: "catalog.offerUnknown",
    });
  });

  it("makes one of an edit of the plan's price and a new offer at the same time wait for the other", async () => {
    const planId = await aPlanId();
    const offer = { planId, name: "Race", discountedPriceMinor: 24_900, ...OPEN };
    const [made, lowered] = await Promise.allSettled([
      createOffer(staff, offer),
      updatePlan(staff, { planId, priceMinor: 20_000 }),
    ]);
    expect(lowered.status).toBe("fulfilled");
    const [listed] = (await listStaffOffers(staff, { limit: 1, planId })).items;
    expect(listed?.status).toBe(made.status === "fulfilled" ? "void" : undefined);
  });
});

describe("listing offers", () => {
  it("computes each status, and tells staff why an offer is void", async () => {
    const planId = await aPlanId();
    const make = (name: string, window: typeof OPEN, price = 20_000) =>
      createOffer(staff, { planId, name, discountedPriceMinor: price, ...window });
    await make("active", OPEN);
    await make("scheduled", LATER);
    await make("expired", OVER);
    await make("void", OPEN, 25_000);
    await updatePlan(staff, { planId, priceMinor: 25_000 });
    const statuses = async (status?: "active" | "scheduled" | "expired" | "void") =>
      (await listStaffOffers(staff, { limit: 10, planId, status })).items.map((item) => item.status);
    expect((await statuses()).sort()).toEqual(["active", "expired", "scheduled", "void"]);
    for (const status of ["active", "scheduled", "expired", "void"] as const)
      expect(await statuses(status)).toEqual([status]);
    const [voided] = (await listStaffOffers(staff, { limit: 10, planId, status: "void" })).items;
    expect(voided).toMatchObject({ discountedPriceMinor: null, discountAmountMinor: null });
    expect(voided?.voidReason).toContain("not below the plan's price");
  });

  it("shows overlapping active offers, the one that ends first at the top, page by page", async () => {
    const planId = await aPlanId();
    const ends = ["2026-11-28T00:00:00Z", "2026-11-25T00:00:00Z", "2026-11-30T00:00:00Z"];
    for (const [index, validUntil] of ends.entries()) {
      const discountedPriceMinor = 20_000 + index;
      await createOffer(staff, { planId, name: `Overlap ${String(index)}`, discountedPriceMinor, ...OPEN, validUntil });
    }
    const first = await listActiveOffers(staff, { limit: 2, planId });
    const rest = await listActiveOffers(staff, { limit: 2, planId, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map((item) => item.name)).toEqual(["Overlap 1", "Overlap 0", "Overlap 2"]);
    expect(rest.nextCursor).toBeNull();
  });
});
