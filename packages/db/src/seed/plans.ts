import { BYTES_PER_GB, BYTES_PER_MB, type PlanType } from "@nexa/contracts";

/** The catalogue of the demo operator: plans as an Indian operator sells them, with prices in paise. */

export const SEED_CATEGORIES = [
  "Unlimited",
  "Data packs",
  "Talktime",
  "Annual",
  "Entertainment",
  "International roaming",
  "Postpaid",
  "Postpaid add-ons",
] as const;
export type SeedCategory = (typeof SEED_CATEGORIES)[number];

export type SeedPlan = {
  readonly category: SeedCategory;
  readonly name: string;
  readonly type: PlanType;
  readonly isTopup: boolean;
  readonly priceMinor: number;
  readonly validityDays: number;
  readonly description: string;
  readonly dataAllowanceBytes: number | null;
  readonly dailyDataLimitBytes: number | null;
  readonly talktimeMinutes: number | null;
  readonly smsCount: number | null;
  readonly benefits: readonly string[];
  readonly isFeatured: boolean;
  readonly isActive: boolean;
  readonly maxSecondaryNumbers: number | null;
  readonly overagePricePerGbMinor: number | null;
  /** How often it is bought, next to the others: 1 rare, 100 the usual choice. */
  readonly weight: number;
};

type Extras = Partial<
  Pick<SeedPlan, "benefits" | "isFeatured" | "isActive" | "smsCount" | "talktimeMinutes" | "weight">
>;

const CALLS = "Unlimited calls to every network in India";
const ROAMING_IN_INDIA = "Free roaming in India";

/** Rupees as paise. */
const rupees = (amount: number) => amount * 100;
const gigabytes = (amount: number) => Math.round(amount * BYTES_PER_GB);

const NOTHING = {
  dataAllowanceBytes: null,
  dailyDataLimitBytes: null,
  talktimeMinutes: null,
  smsCount: null,
  benefits: [],
  isFeatured: false,
  isActive: true,
  maxSecondaryNumbers: null,
  overagePricePerGbMinor: null,
  weight: 10,
} as const;

/** Calls without limit and so many GB a day. */
function daily(category: SeedCategory, price: number, days: number, gbPerDay: number, extras: Extras = {}): SeedPlan {
  const prefix = category === "Unlimited" ? "Unlimited" : category;
  return {
    ...NOTHING,
    category,
    name: `${prefix} ${String(price)}`,
    type: "prepaid",
    isTopup: false,
    priceMinor: rupees(price),
    validityDays: days,
    description: `${CALLS} with ${String(gbPerDay)} GB a day for ${String(days)} days.`,
    dataAllowanceBytes: gigabytes(gbPerDay) * days,
    dailyDataLimitBytes: gigabytes(gbPerDay),
    smsCount: 100 * days,
    ...extras,
    benefits: [CALLS, "100 SMS a day", ROAMING_IN_INDIA, ...(extras.benefits ?? [])],
  };
}

/** Data on top of a running plan. */
function dataPack(price: number, days: number, gb: number, extras: Extras = {}): SeedPlan {
  return {
    ...NOTHING,
    category: "Data packs",
    name: `Data ${String(price)}`,
    type: "prepaid",
    isTopup: true,
    priceMinor: rupees(price),
    validityDays: days,
    description: `${String(gb)} GB on top of your plan, to use within ${days === 1 ? "a day" : `${String(days)} days`}.`,
    dataAllowanceBytes: gigabytes(gb),
    benefits: ["Works with any base plan", "Used after the daily limit"],
    ...extras,
  };
}

/** Calls by the minute, with little or no data. */
function talktime(price: number, days: number, minutes: number, megabytes: number, extras: Extras = {}): SeedPlan {
  return {
    ...NOTHING,
    category: "Talktime",
    name: `Talktime ${String(price)}`,
    type: "prepaid",
    isTopup: false,
    priceMinor: rupees(price),
    validityDays: days,
    description: `${String(minutes)} minutes to any number in India for ${String(days)} days.`,
    dataAllowanceBytes: megabytes === 0 ? null : megabytes * BYTES_PER_MB,
    talktimeMinutes: minutes,
    benefits: [`${String(minutes)} minutes`, ...(megabytes === 0 ? [] : [`${String(megabytes)} MB of data`])],
    ...extras,
  };
}

/** For travelling abroad. */
function roaming(
  where: string,
  price: number,
  days: number,
  gb: number,
  minutes: number,
  extras: Extras = {},
): SeedPlan {
  return {
    ...NOTHING,
    category: "International roaming",
    name: `${where} ${String(days)} days`,
    type: "prepaid",
    isTopup: true,
    priceMinor: rupees(price),
    validityDays: days,
    description: `${String(gb)} GB and ${String(minutes)} minutes while in ${where} for ${String(days)} days.`,
    dataAllowanceBytes: gigabytes(gb),
    talktimeMinutes: minutes,
    smsCount: 50,
    benefits: ["Free incoming SMS", "Help line abroad without charge"],
    weight: 2,
    ...extras,
  };
}

/** A monthly bill with data shared by the family. */
function postpaid(name: string, price: number, gb: number, secondaries: number, extras: Extras = {}): SeedPlan {
  const sharing = secondaries === 0 ? "for one number" : `shared with up to ${String(secondaries)} more numbers`;
  return {
    ...NOTHING,
    category: "Postpaid",
    name: `${name} ${String(price)}`,
    type: "postpaid",
    isTopup: false,
    priceMinor: rupees(price),
    validityDays: 30,
    description: `${String(gb)} GB a month ${sharing}, with unlimited calls. What you use beyond is charged by the GB.`,
    dataAllowanceBytes: gigabytes(gb),
    smsCount: 3_000,
    maxSecondaryNumbers: secondaries,
    overagePricePerGbMinor: rupees(10),
    ...extras,
    benefits: [CALLS, "Data rolls over to family numbers", ...(extras.benefits ?? [])],
  };
}

function addOn(price: number, gb: number, extras: Extras = {}): SeedPlan {
  return {
    ...NOTHING,
    category: "Postpaid add-ons",
    name: `Add-on ${String(price)}`,
    type: "postpaid",
    isTopup: true,
    priceMinor: rupees(price),
    validityDays: 30,
    description: `${String(gb)} GB more until the end of the billing cycle, charged on the bill.`,
    dataAllowanceBytes: gigabytes(gb),
    benefits: ["Shared like the plan's own data"],
    ...extras,
  };
}

export const SEED_PLANS: readonly SeedPlan[] = [
  daily("Unlimited", 199, 18, 1, { weight: 30 }),
  daily("Unlimited", 249, 24, 1, { weight: 35 }),
  daily("Unlimited", 299, 28, 1.5, { weight: 100, isFeatured: true }),
  daily("Unlimited", 349, 28, 2, { weight: 80, isFeatured: true, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 399, 28, 2.5, { weight: 45, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 449, 28, 3, { weight: 25, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 579, 56, 1.5, { weight: 40 }),
  daily("Unlimited", 649, 56, 2, { weight: 35, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 799, 84, 1.5, { weight: 60, isFeatured: true }),
  daily("Unlimited", 859, 84, 2, { weight: 50, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 979, 84, 2.5, { weight: 15, benefits: ["Unlimited 5G"] }),
  daily("Unlimited", 179, 28, 0.5, { weight: 1, isActive: false }),

  dataPack(19, 1, 1, { weight: 60 }),
  dataPack(33, 1, 2, { weight: 45 }),
  dataPack(49, 1, 20, { weight: 25, benefits: ["Unlimited feel for a day", "Used after the daily limit"] }),
  dataPack(77, 7, 5, { weight: 30 }),
  dataPack(121, 28, 8, { weight: 25, isFeatured: true }),
  dataPack(181, 30, 15, { weight: 15 }),
  dataPack(361, 30, 50, { weight: 8 }),
  dataPack(25, 1, 1, { weight: 1, isActive: false }),

  talktime(99, 28, 200, 200, { weight: 30 }),
  talktime(155, 24, 300, 1_024, { weight: 25, smsCount: 300 }),
  talktime(199, 30, 500, 0, { weight: 10 }),
  talktime(299, 60, 900, 500, { weight: 8 }),
  talktime(459, 84, 1_500, 1_024, { weight: 8, smsCount: 900 }),

  daily("Annual", 2_399, 365, 1, { weight: 6 }),
  daily("Annual", 2_899, 365, 1.5, { weight: 8 }),
  daily("Annual", 3_599, 365, 2.5, { weight: 10, isFeatured: true, benefits: ["Unlimited 5G"] }),
  daily("Annual", 3_999, 365, 3, { weight: 3, benefits: ["Unlimited 5G", "12 streaming apps"] }),

  daily("Entertainment", 398, 28, 2, { weight: 20, benefits: ["12 streaming apps for 28 days"] }),
  daily("Entertainment", 598, 28, 2, {
    weight: 15,
    isFeatured: true,
    benefits: ["Films and series in HD", "Music without adverts"],
  }),
  daily("Entertainment", 838, 56, 3, { weight: 8, benefits: ["Live cricket", "12 streaming apps for 56 days"] }),
  daily("Entertainment", 1_099, 84, 2, { weight: 8, benefits: ["Live cricket", "Films and series in HD"] }),
  daily("Entertainment", 1_798, 84, 3, { weight: 4, benefits: ["Films and series in 4K", "Music without adverts"] }),

  roaming("Gulf", 749, 5, 1, 50, { weight: 3 }),
  roaming("Gulf", 1_499, 14, 3, 100),
  roaming("Asia", 999, 7, 2, 100, { weight: 3 }),
  roaming("Europe", 2_499, 10, 5, 100),
  roaming("North America", 2_999, 10, 5, 150),
  roaming("World", 4_999, 30, 10, 200, { weight: 1 }),

  postpaid("Solo", 399, 40, 0),
  postpaid("Solo", 499, 75, 0, { isFeatured: true, benefits: ["12 streaming apps"] }),
  postpaid("Family", 699, 105, 1),
  postpaid("Family", 999, 150, 3, { isFeatured: true, benefits: ["Films and series in HD"] }),
  postpaid("Family", 1_399, 240, 4, { benefits: ["Films and series in 4K"] }),
  postpaid("Platinum", 1_749, 320, 4, { benefits: ["Films and series in 4K", "Airport lounge twice a year"] }),

  addOn(100, 10),
  addOn(200, 25),
  addOn(400, 60),
];
