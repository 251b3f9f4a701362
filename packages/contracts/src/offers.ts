import { z } from "zod";
import { OFFER_KINDS, OFFER_STATUSES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PriceMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, Timestamp } from "./text.ts";

/** Offers as customers and staff see them, and what staff send to change them. */

const Name = boundedText(1, 100);
const Percent = z
  .number()
  .gt(0)
  .lt(100)
  .refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6, "must have at most two decimals");

export const OFFER_SORTS = ["createdAt", "-createdAt", "validFrom", "-validFrom", "validUntil", "-validUntil"] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** An offer that is the best of its plan now. */
export const PublicOffer = z.object({
  id: Id,
  planId: Id,
  planName: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  originalPriceMinor: z.int(),
  discountedPriceMinor: z.int(),
  discountAmountMinor: z.int(),
  currency: z.string(),
  validFrom: Timestamp,
  validUntil: Timestamp,
});
export type PublicOffer = z.infer<typeof PublicOffer>;

export const StaffOffer = z.object({
  id: Id,
  planId: Id,
  planName: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  kind: z.enum(OFFER_KINDS),
  /** Set for a percentage: kept as entered, the price follows the plan's. */
  discountPercent: z.number().nullable(),
  /** Set for an amount off. */
  amountOffMinor: z.int().nullable(),
  originalPriceMinor: z.int(),
  /** Null while the offer is void. */
  discountedPriceMinor: z.int().nullable(),
  discountAmountMinor: z.int().nullable(),
  currency: z.string(),
  validFrom: Timestamp,
  validUntil: Timestamp,
  status: z.enum(OFFER_STATUSES),
  /** Why it gives no price at the moment, and what to change. */
  voidReason: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type StaffOffer = z.infer<typeof StaffOffer>;

export const ListOffersInput = z.strictObject({ ...PageInput, planId: Id.optional(), categoryId: Id.optional() });
export type ListOffersInput = z.infer<typeof ListOffersInput>;
export const ListOffersOutput = pageOf(PublicOffer);
export type ListOffersOutput = z.infer<typeof ListOffersOutput>;

const offerFields = {
  planId: Id,
  name: Name,
  description: boundedText(1, 1_000).optional(),
  validFrom: Timestamp,
  validUntil: Timestamp,
};
/** One of the two: a percentage of the plan's price (up to two decimals), or an amount off it. */
const discountFields = { discountPercent: Percent.optional(), amountOffMinor: PriceMinor.optional() };

export const CreateOfferInput = z.strictObject({ ...offerFields, discountedPriceMinor: PriceMinor });
export type CreateOfferInput = z.infer<typeof CreateOfferInput>;

export const CreateOfferWithDiscountInput = z.strictObject({ ...offerFields, ...discountFields });
export type CreateOfferWithDiscountInput = z.infer<typeof CreateOfferWithDiscountInput>;

export const CalculateDiscountInput = z.strictObject({
  planId: Id,
  ...discountFields,
  discountedPriceMinor: PriceMinor.optional(),
});
export type CalculateDiscountInput = z.infer<typeof CalculateDiscountInput>;
export const CalculateDiscountOutput = z.object({
  planId: Id,
  planName: z.string(),
  originalPriceMinor: z.int(),
  discountedPriceMinor: z.int(),
  discountAmountMinor: z.int(),
  /** What the discount is of the price, to two decimals. */
  discountPercent: z.number(),
  currency: z.string(),
});
export type CalculateDiscountOutput = z.infer<typeof CalculateDiscountOutput>;

/** The fields sent are changed; at most one of the three that set the price. `null` takes the description away. */
export const UpdateOfferInput = z.strictObject({
  offerId: Id,
  name: Name.optional(),
  description: boundedText(1, 1_000).nullable().optional(),
  ...discountFields,
  discountedPriceMinor: PriceMinor.optional(),
  validFrom: Timestamp.optional(),
  validUntil: Timestamp.optional(),
});
export type UpdateOfferInput = z.infer<typeof UpdateOfferInput>;

export const DeleteOfferInput = z.strictObject({ offerId: Id });
export type DeleteOfferInput = z.infer<typeof DeleteOfferInput>;

export const ListStaffOffersInput = z.strictObject({
  ...PageInput,
  planId: Id.optional(),
  status: z.enum(OFFER_STATUSES).optional(),
  /** Default: newest first. */
  sort: z.enum(OFFER_SORTS).optional(),
});
export type ListStaffOffersInput = z.infer<typeof ListStaffOffersInput>;
export const ListStaffOffersOutput = pageOf(StaffOffer);
export type ListStaffOffersOutput = z.infer<typeof ListStaffOffersOutput>;

export const ListActiveOffersInput = z.strictObject({ ...PageInput, planId: Id.optional() });
export type ListActiveOffersInput = z.infer<typeof ListActiveOffersInput>;
