import type { CreatePlanInput, StaffPlan } from "@nexa/contracts/catalog";
import type { PlanType } from "@nexa/contracts/enums";
import type { Path } from "react-hook-form";
import { bytesOf, minorOf, numberOf, typedAmount, typedGb } from "../forms/amounts.ts";

/** A plan as its form holds it: numbers as typed, one benefit a line. */
export type PlanValues = {
  categoryId: string;
  name: string;
  type: PlanType;
  isTopup: boolean;
  price: string;
  validityDays: string;
  description: string;
  dataGb: string;
  dailyGb: string;
  talktime: string;
  sms: string;
  maxSecondary: string;
  overage: string;
  benefits: string;
  isFeatured: boolean;
};

/** Every field of a plan; null where it has nothing of the kind. */
export type PlanFields = {
  [K in Exclude<keyof CreatePlanInput, Nullable>]-?: Exclude<CreatePlanInput[K], undefined>;
} & {
  [K in Nullable]: number | null;
};
type Nullable =
  | "dataAllowanceBytes"
  | "dailyDataLimitBytes"
  | "talktimeMinutes"
  | "smsCount"
  | "maxSecondaryNumbers"
  | "overagePricePerGbMinor";

/** What the server calls the fields of the form. */
export const PLAN_FIELD_NAMES: Readonly<Record<string, Path<PlanValues>>> = {
  categoryId: "categoryId",
  name: "name",
  type: "type",
  priceMinor: "price",
  validityDays: "validityDays",
  description: "description",
  dataAllowanceBytes: "dataGb",
  dailyDataLimitBytes: "dailyGb",
  talktimeMinutes: "talktime",
  smsCount: "sms",
  maxSecondaryNumbers: "maxSecondary",
  overagePricePerGbMinor: "overage",
  benefits: "benefits",
};

const typed = (number: number | null) => (number === null ? "" : String(number));

export function planValues(plan: StaffPlan | null, currency: string): PlanValues {
  return {
    categoryId: plan?.categoryId ?? "",
    name: plan?.name ?? "",
    type: plan?.type ?? "prepaid",
    isTopup: plan?.isTopup ?? false,
    price: typedAmount(plan?.priceMinor ?? null, currency),
    validityDays: typed(plan?.validityDays ?? null),
    description: plan?.description ?? "",
    dataGb: typedGb(plan?.dataAllowanceBytes ?? null),
    dailyGb: typedGb(plan?.dailyDataLimitBytes ?? null),
    talktime: typed(plan?.talktimeMinutes ?? null),
    sms: typed(plan?.smsCount ?? null),
    maxSecondary: typed(plan?.maxSecondaryNumbers ?? null),
    overage: typedAmount(plan?.overagePricePerGbMinor ?? null, currency),
    benefits: plan?.benefits.join("\n") ?? "",
    isFeatured: plan?.isFeatured ?? false,
  };
}

export function planFields(values: PlanValues, currency: string): PlanFields {
  const isPostpaid = values.type === "postpaid";
  const benefits = values.benefits.split("\n").map((line) => line.trim());
  return {
    categoryId: values.categoryId,
    name: values.name.trim(),
    type: values.type,
    isTopup: values.isTopup,
    priceMinor: minorOf(values.price, currency) ?? 0,
    validityDays: numberOf(values.validityDays) ?? 0,
    description: values.description.trim(),
    dataAllowanceBytes: bytesOf(values.dataGb),
    dailyDataLimitBytes: bytesOf(values.dailyGb),
    talktimeMinutes: numberOf(values.talktime),
    smsCount: numberOf(values.sms),
    maxSecondaryNumbers: isPostpaid ? numberOf(values.maxSecondary) : null,
    overagePricePerGbMinor: isPostpaid ? minorOf(values.overage, currency) : null,
    benefits: benefits.filter((line) => line !== ""),
    isFeatured: values.isFeatured,
  };
}
