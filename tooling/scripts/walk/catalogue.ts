import { randomBytes } from "node:crypto";
import type { AdminClient } from "@nexa/client";
import { formatMoney, type StaffOffer, type StaffPlan } from "@nexa/contracts";
import { insist, step } from "./step.ts";

const GIGABYTE = 1_024 ** 3;
const HOUR_MS = 3_600_000;

/** What is sold on this walk, so that it needs no demo data and touches nothing of the operator's. */
export type Catalogue = {
  categoryId: string;
  /** ₹299 for 28 days, with an offer. */
  month: StaffPlan;
  /** ₹99 for 7 days. */
  week: StaffPlan;
  /** ₹25 of data beside a running plan. */
  topup: StaffPlan;
  /** A fifth off the month. */
  offer: StaffOffer;
  /** Takes everything off sale again; what was sold stays as it was. */
  close(): Promise<void>;
};

/** Staff make a category with two plans, a top-up and an offer. */
export async function openCatalogue(staff: AdminClient): Promise<Catalogue> {
  const mark = randomBytes(3).toString("hex");
  const { id: categoryId } = await staff.catalog.createCategory.mutate({ name: `Walk ${mark}` });
  const plan = (name: string, priceMinor: number, validityDays: number, gigabytes: number, isTopup = false) =>
    staff.catalog.createPlan.mutate({
      ...{ categoryId, name: `${name} ${mark}`, type: "prepaid", isTopup, priceMinor, validityDays },
      description: "Made by pnpm walk",
      dataAllowanceBytes: gigabytes * GIGABYTE,
    });
  const made = await step(
    "Staff put plans on sale",
    async () => ({
      month: await plan("Month", 29_900, 28, 42),
      week: await plan("Week", 9_900, 7, 7),
      topup: await plan("Data top-up", 2_500, 7, 1, true),
    }),
    (plans) =>
      Object.values(plans)
        .map((each) => `${each.name} ${formatMoney(each.priceMinor, each.currency)}`)
        .join(", "),
  );
  const offer = await step("Staff make an offer", () => makeOffer(staff, made.month), tellOffer);
  const close = () => takeAway(staff, categoryId, [made.month, made.week, made.topup], offer);
  return { categoryId, ...made, offer, close };
}

function makeOffer(staff: AdminClient, { id: planId }: StaffPlan): Promise<StaffOffer> {
  const at = Date.now();
  return staff.catalog.createOfferWithDiscount.mutate({
    ...{ planId, name: "A fifth off", discountPercent: 20 },
    validFrom: new Date(at - HOUR_MS).toISOString(),
    validUntil: new Date(at + 24 * HOUR_MS).toISOString(),
  });
}

/** An offer in one line. */
export function tellOffer(offer: StaffOffer): string {
  insist(offer.status === "active" && offer.discountedPriceMinor !== null, "an offer that gives a price", offer);
  const price = formatMoney(offer.discountedPriceMinor ?? 0, offer.currency);
  return `${offer.planName} for ${price} in place of ${formatMoney(offer.originalPriceMinor, offer.currency)}`;
}

async function takeAway(
  staff: AdminClient,
  categoryId: string,
  plans: readonly StaffPlan[],
  offer: StaffOffer,
): Promise<void> {
  await step(
    "Staff take the walk's catalogue off sale",
    async () => {
      await staff.catalog.deleteOffer.mutate({ offerId: offer.id });
      for (const { id: planId } of plans) await staff.catalog.deletePlan.mutate({ planId });
      return staff.catalog.deleteCategory.mutate({ categoryId });
    },
    () => "deleted; what was sold keeps its terms",
  );
}
