import { z } from "zod";
import { PLAN_STATUSES, PLAN_TYPES } from "./enums.ts";
import { Id } from "./ids.ts";
import { AmountMinor, PriceMinor } from "./money.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, SearchText, Timestamp } from "./text.ts";
import { VolumeBytes } from "./volume.ts";

/** Categories and plans as customers and staff see them, and what staff send to change them. */

const Name = boundedText(1, 100);
const Count = z.int().min(0).max(1_000_000);
const ValidityDays = z.int().min(1).max(3_650);
/** How plans can be sorted; a minus means from high to low. `relevance` needs a search text. */
export const PLAN_SORTS = [
  "price",
  "-price",
  "validity",
  "-validity",
  "dataPerDay",
  "-dataPerDay",
  "popularity",
  "-popularity",
  "name",
  "-name",
  "relevance",
] as const;
export type PlanSort = (typeof PLAN_SORTS)[number];

export const PublicCategory = z.object({
  id: Id,
  name: z.string(),
  /** Plans on sale in it. */
  planCount: z.int(),
});
export type PublicCategory = z.infer<typeof PublicCategory>;

export const StaffCategory = z.object({
  id: Id,
  name: z.string(),
  /** Plans in it, inactive ones included. While there are any it cannot be deleted. */
  planCount: z.int(),
  activePlanCount: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type StaffCategory = z.infer<typeof StaffCategory>;

/** The best offer of a plan that is active now. */
export const PlanOffer = z.object({
  id: Id,
  name: z.string(),
  description: z.string().nullable(),
  discountedPriceMinor: z.int(),
  discountAmountMinor: z.int(),
  validFrom: Timestamp,
  validUntil: Timestamp,
});
export type PlanOffer = z.infer<typeof PlanOffer>;

/** A plan on sale. `null` means that the plan has nothing of the kind. */
export const PublicPlan = z.object({
  id: Id,
  categoryId: Id,
  categoryName: z.string(),
  name: z.string(),
  type: z.enum(PLAN_TYPES),
  isTopup: z.boolean(),
  priceMinor: z.int(),
  currency: z.string(),
  validityDays: z.int(),
  description: z.string(),
  dataAllowanceBytes: z.int().nullable(),
  dailyDataLimitBytes: z.int().nullable(),
  talktimeMinutes: z.int().nullable(),
  smsCount: z.int().nullable(),
  benefits: z.array(z.string()),
  isFeatured: z.boolean(),
  maxSecondaryNumbers: z.int().nullable(),
  overagePricePerGbMinor: z.int().nullable(),
  /** What the plan costs under its best active offer; null without one. */
  offerPriceMinor: z.int().nullable(),
  bestOffer: PlanOffer.nullable(),
});
export type PublicPlan = z.infer<typeof PublicPlan>;

export const StaffPlan = PublicPlan.extend({
  status: z.enum(PLAN_STATUSES),
  /** Sales of the last 30 days. */
  recentSales: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type StaffPlan = z.infer<typeof StaffPlan>;

export const Deleted = z.object({ id: Id });
export type Deleted = z.infer<typeof Deleted>;

const planFilters = {
  type: z.enum(PLAN_TYPES).optional(),
  categoryId: Id.optional(),
  isTopup: z.boolean().optional(),
  isFeatured: z.boolean().optional(),
  /** Bounds of the plan's own price, both included. */
  minPriceMinor: AmountMinor.optional(),
  maxPriceMinor: AmountMinor.optional(),
  minValidityDays: ValidityDays.optional(),
  maxValidityDays: ValidityDays.optional(),
  /** Whether an offer is active on it now. */
  hasOffer: z.boolean().optional(),
  /** Words of the name, description or benefits, or something like the name. */
  search: SearchText.optional(),
  /** Default: best match first when searching, else most sold first. */
  sort: z.enum(PLAN_SORTS).optional(),
};

export const ListCategoriesInput = z.strictObject(PageInput);
export type ListCategoriesInput = z.infer<typeof ListCategoriesInput>;
export const ListCategoriesOutput = pageOf(PublicCategory);
export type ListCategoriesOutput = z.infer<typeof ListCategoriesOutput>;

export const ListPlansInput = z.strictObject({ ...PageInput, ...planFilters });
export type ListPlansInput = z.infer<typeof ListPlansInput>;
export const ListPlansOutput = pageOf(PublicPlan);
export type ListPlansOutput = z.infer<typeof ListPlansOutput>;

export const GetPlanInput = z.strictObject({ planId: Id });
export type GetPlanInput = z.infer<typeof GetPlanInput>;
export const GetPlanOutput = PublicPlan;
export type GetPlanOutput = PublicPlan;

export const ListStaffCategoriesOutput = pageOf(StaffCategory);
export type ListStaffCategoriesOutput = z.infer<typeof ListStaffCategoriesOutput>;
export const CreateCategoryInput = z.strictObject({ name: Name });
export type CreateCategoryInput = z.infer<typeof CreateCategoryInput>;
export const UpdateCategoryInput = z.strictObject({ categoryId: Id, name: Name });
export type UpdateCategoryInput = z.infer<typeof UpdateCategoryInput>;
export const DeleteCategoryInput = z.strictObject({ categoryId: Id });
export type DeleteCategoryInput = z.infer<typeof DeleteCategoryInput>;

const planFields = {
  categoryId: Id,
  name: Name,
  type: z.enum(PLAN_TYPES),
  isTopup: z.boolean(),
  priceMinor: PriceMinor,
  validityDays: ValidityDays,
  description: boundedText(1, 2_000),
};
const planExtras = {
  dataAllowanceBytes: VolumeBytes,
  /** At most the allowance. Without an allowance the plan is limited per day only. */
  dailyDataLimitBytes: VolumeBytes,
  talktimeMinutes: Count,
  smsCount: Count,
  /** Postpaid only. */
  maxSecondaryNumbers: z.int().min(0).max(50),
  /** Postpaid only. */
  overagePricePerGbMinor: AmountMinor,
};
const Benefits = z.array(boundedText(1, 200)).max(30);

export const CreatePlanInput = z.strictObject({
  ...planFields,
  ...z.object(planExtras).partial().shape,
  benefits: Benefits.optional(),
  isFeatured: z.boolean().optional(),
});
export type CreatePlanInput = z.infer<typeof CreatePlanInput>;

/** The fields sent are changed. `null` takes an allowance or limit away; it is not a price. */
export const UpdatePlanInput = z.strictObject({
  planId: Id,
  ...z.object(planFields).partial().shape,
  dataAllowanceBytes: planExtras.dataAllowanceBytes.nullable().optional(),
  dailyDataLimitBytes: planExtras.dailyDataLimitBytes.nullable().optional(),
  talktimeMinutes: planExtras.talktimeMinutes.nullable().optional(),
  smsCount: planExtras.smsCount.nullable().optional(),
  maxSecondaryNumbers: planExtras.maxSecondaryNumbers.nullable().optional(),
  overagePricePerGbMinor: planExtras.overagePricePerGbMinor.nullable().optional(),
  benefits: Benefits.optional(),
  isFeatured: z.boolean().optional(),
});
export type UpdatePlanInput = z.infer<typeof UpdatePlanInput>;

export const PlanIdInput = GetPlanInput;
export type PlanIdInput = GetPlanInput;

export const ListStaffPlansInput = z.strictObject({
  ...PageInput,
  ...planFilters,
  status: z.enum(PLAN_STATUSES).optional(),
});
export type ListStaffPlansInput = z.infer<typeof ListStaffPlansInput>;
export const ListStaffPlansOutput = pageOf(StaffPlan);
export type ListStaffPlansOutput = z.infer<typeof ListStaffPlansOutput>;
