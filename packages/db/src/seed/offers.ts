/** Offers of the demo operator on the plans of `plans.ts`, with prices in paise. */

/** Rupees as paise. */
const rupees = (amount: number) => amount * 100;

/** When an offer runs, in days from the day of seeding; negative is past. */
export type SeedOffer = {
  readonly plan: string;
  readonly name: string;
  readonly description: string;
  readonly fromDay: number;
  readonly untilDay: number;
} & (
  | { readonly kind: "fixed_price" | "amount_off"; readonly amountMinor: number }
  | { readonly kind: "percent_off"; readonly percent: number }
);

const MONSOON = "Our thanks for recharging through the rains.";
const FESTIVE = "For the festive season, while it lasts.";

/** Running, coming and past ones of every kind, two that overlap, and one that is void because its plan became cheaper. */
export const SEED_OFFERS: readonly SeedOffer[] = [
  {
    plan: "Unlimited 299",
    name: "Monsoon price",
    description: MONSOON,
    kind: "fixed_price",
    amountMinor: rupees(269),
    fromDay: -120,
    untilDay: -75,
  },
  {
    plan: "Unlimited 799",
    name: "Monsoon 10 %",
    description: MONSOON,
    kind: "percent_off",
    percent: 10,
    fromDay: -120,
    untilDay: -75,
  },
  {
    plan: "Annual 3599",
    name: "Freedom sale",
    description: "Independence week.",
    kind: "amount_off",
    amountMinor: rupees(300),
    fromDay: -100,
    untilDay: -90,
  },
  {
    plan: "Unlimited 349",
    name: "Festive 15 %",
    description: FESTIVE,
    kind: "percent_off",
    percent: 15,
    fromDay: -20,
    untilDay: 25,
  },
  {
    plan: "Unlimited 349",
    name: "Weekend price",
    description: "This week only.",
    kind: "fixed_price",
    amountMinor: rupees(319),
    fromDay: -3,
    untilDay: 4,
  },
  {
    plan: "Unlimited 859",
    name: "50 off",
    description: FESTIVE,
    kind: "amount_off",
    amountMinor: rupees(50),
    fromDay: -20,
    untilDay: 25,
  },
  {
    plan: "Annual 2899",
    name: "Year-end 12.5 %",
    description: "A whole year at a better price.",
    kind: "percent_off",
    percent: 12.5,
    fromDay: -10,
    untilDay: 40,
  },
  {
    plan: "Entertainment 598",
    name: "Binge price",
    description: "Series nights for less.",
    kind: "fixed_price",
    amountMinor: rupees(498),
    fromDay: -7,
    untilDay: 21,
  },
  {
    plan: "Data 121",
    name: "20 % more for less",
    description: "A little extra for the road.",
    kind: "percent_off",
    percent: 20,
    fromDay: -14,
    untilDay: 30,
  },
  {
    plan: "Europe 10 days",
    name: "Winter travel",
    description: "For trips around the new year.",
    kind: "amount_off",
    amountMinor: rupees(400),
    fromDay: -5,
    untilDay: 60,
  },
  {
    plan: "Unlimited 979",
    name: "New year 20 %",
    description: "Starts soon.",
    kind: "percent_off",
    percent: 20,
    fromDay: 10,
    untilDay: 45,
  },
  {
    plan: "Gulf 14 days",
    name: "Early bird",
    description: "Starts soon.",
    kind: "fixed_price",
    amountMinor: rupees(1_299),
    fromDay: 5,
    untilDay: 35,
  },
  {
    plan: "Talktime 299",
    name: "Old price cut",
    description: "Set when the plan cost more.",
    kind: "fixed_price",
    amountMinor: rupees(299),
    fromDay: -30,
    untilDay: 90,
  },
];
