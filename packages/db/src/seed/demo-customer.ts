import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { refundSale } from "./give-back.ts";
import type { Habit } from "./habits.ts";
import { register } from "./joining.ts";
import type { ChargeScript } from "./play-charge.ts";
import { generateCode, isUsable, takeSlot } from "./referral-life.ts";
import { type Purchase, takeRecharge } from "./take-recharge.ts";
import { type Person, schedule, type World } from "./world.ts";

/** Whom the demo signs in as. */
export const DEMO_CUSTOMER = { phone: "+919876543210", fullName: "Ananya Sharma" } as const;
const JOINED_DAY = -176;

const HABIT: Habit = {
  taste: { share: 1, categories: ["Unlimited"], days: [1, 30] },
  ...{ topupsPerMonth: 0, dependents: 0, isRecommending: false, reads: 0.85, hasApp: true, leavesAt: null },
};

type Entry = {
  day: number;
  hour: number;
  plan: string;
  script?: ChargeScript;
  /** For the mother's number, which nobody has registered. */
  isForMother?: true;
  keepsDiscount?: true;
  refundedMinor?: number;
};

/** Half a year that shows every screen something: a running plan, two that wait, top-ups, a gift, a refund, failures. */
const PURCHASES: readonly Entry[] = [
  { day: -176, hour: 19, plan: "Unlimited 299" },
  { day: -160, hour: 21, plan: "Data 19" },
  { day: -149, hour: 20, plan: "Unlimited 299" },
  { day: -121, hour: 10, plan: "Unlimited 349", refundedMinor: 5_000 },
  { day: -111, hour: 22, plan: "Data 49" },
  { day: -93, hour: 18, plan: "Unlimited 299", script: "declined" },
  { day: -93, hour: 19, plan: "Unlimited 299" },
  { day: -80, hour: 12, plan: "Unlimited 199", isForMother: true },
  { day: -64, hour: 9, plan: "Unlimited 299" },
  { day: -52, hour: 21, plan: "Data 77" },
  { day: -38, hour: 20, plan: "Unlimited 349", script: "abandoned" },
  { day: -37, hour: 8, plan: "Unlimited 349" },
  { day: -26, hour: 12, plan: "Unlimited 199", isForMother: true, script: "slow_paid" },
  { day: -12, hour: 20, plan: "Unlimited 349" },
  { day: -11, hour: 9, plan: "Unlimited 299", keepsDiscount: true },
  { day: -6, hour: 12, plan: "Unlimited 199", isForMother: true, keepsDiscount: true },
  { day: -5, hour: 21, plan: "Unlimited 799", keepsDiscount: true },
  { day: -4, hour: 18, plan: "Data 121", keepsDiscount: true },
];

/** Plans the demo customer's history, always the same, and a referral that has just earned a reward. */
export function scheduleDemoCustomer(world: World): void {
  const joinedAt = world.today + JOINED_DAY * DAY + 18 * HOUR;
  const chance = world.chance.fork("demo customer");
  schedule(world, joinedAt, (at) => {
    const person = register(world, { chance, at, habit: HABIT, ...DEMO_CUSTOMER });
    person.method = "upi";
    const mother = world.newPhone();
    for (const entry of PURCHASES) schedulePurchase(world, person, mother, entry);
    scheduleReferrals(world, person);
  });
}

function schedulePurchase(world: World, payer: Person, mother: string, entry: Entry): void {
  const at = world.today + entry.day * DAY + entry.hour * HOUR + payer.chance.between(MINUTE, 50 * MINUTE);
  const { refundedMinor, keepsDiscount: isDiscountDeclined, script = "paid" } = entry;
  const phone = entry.isForMother ? mother : payer.line.row.phone;
  schedule(world, at, () => {
    const plan = world.plansByName.get(entry.plan);
    if (!plan) throw new Error(`there is no plan ${entry.plan}`);
    const onEnd: Purchase["onEnd"] = (end, sale, settledAt) => {
      if (end !== "delivered" || !sale || refundedMinor === undefined) return;
      const when = settledAt + 20 * HOUR;
      const reason = "Outage in the customer's district.";
      schedule(world, when, () =>
        refundSale(world, sale, { amountMinor: refundedMinor, reason, script: "paid", at: when }),
      );
    };
    takeRecharge(world, { payer, phone, plan, script, isDiscountDeclined, onEnd }, at);
  });
}

/** A code nobody used, one that earned a reward still to be spent, and the present one. */
function scheduleReferrals(world: World, person: Person): void {
  for (const day of [-130, -9, -6]) {
    schedule(world, world.today + day * DAY + 19 * HOUR, (at) => generateCode(world, person, at));
  }
  const friendAt = world.today - 9 * DAY + 19 * HOUR + 4 * MINUTE;
  schedule(world, friendAt, (at) => {
    const chance = world.chance.fork("demo friend");
    const friend = register(world, { chance, at, habit: HABIT, phone: world.newPhone(), fullName: "Kabir Mehta" });
    if (person.code && isUsable(person.code, at)) takeSlot(world, friend, person.code, at);
    const plan = world.plansByName.get("Unlimited 299");
    if (!plan) throw new Error("there is no plan for the demo customer's friend");
    schedule(world, at + 10 * MINUTE, (when) => {
      takeRecharge(world, { payer: friend, phone: friend.line.row.phone, plan, script: "paid" }, when);
    });
  });
}
