import { planAftermath } from "./aftermath.ts";
import { DAY, dayStart, dayWeight, HOUR, MINUTE, momentAround, momentOf } from "./calendar.ts";
import { nextEnding } from "./fate.ts";
import { SEED_PLANS } from "./plans.ts";
import { bestOffer } from "./pricing.ts";
import type { PlanRow } from "./rows.ts";
import { type Purchase, type PurchaseEnd, takeRecharge } from "./take-recharge.ts";
import { type Person, type Sale, schedule, type World } from "./world.ts";

/** How much people like to recharge on each day from four before a plan's end to six after it. */
const RENEWAL_DAYS = [2, 3, 5, 8, 14, 10, 5, 3, 2, 1, 1];
const FAR_AHEAD = 6 * DAY;

const SEEDS = new Map(SEED_PLANS.map((each) => [each.name, each]));

/** Buys with the next payment's ending, and tries again some minutes later where it did not work. */
export function buy(world: World, purchase: Omit<Purchase, "script">, at: number, tries = 0): void {
  const { payer, onEnd } = purchase;
  const whenSettled = (end: PurchaseEnd, sale: Sale | null, settledAt: number) => {
    if (end === "delivered" && sale) planAftermath(world, sale, settledAt);
    const isAgain = (end === "failed" || end === "reversed") && tries < 2 && payer.chance.happens(0.85);
    if (!isAgain) {
      onEnd?.(end, sale, settledAt);
      return;
    }
    const later = settledAt + payer.chance.between(MINUTE, 15 * MINUTE);
    schedule(world, later, () => buy(world, purchase, later, tries + 1));
  };
  takeRecharge(world, { ...purchase, script: nextEnding(world), onEnd: whenSettled }, at);
}

/** The first recharge after joining, minutes to two days later. */
export function planFirstRecharge(world: World, person: Person, joinedAt: number): void {
  const { chance } = person;
  const isAtOnce = chance.happens(0.7);
  const at = joinedAt + (isAtOnce ? chance.between(2 * MINUTE, 40 * MINUTE) : chance.between(2 * HOUR, 2 * DAY));
  schedule(world, at, () => renew(world, person, person.line.row.phone, at));
}

/** The next recharge of a number by its owner or by who cares for it: around the end of its plans, on a busy day rather than a quiet one. */
export function planRenewal(world: World, payer: Person, phone: string, after: number): void {
  const end = world.lines.get(phone)?.row.baseEndsAt?.getTime() ?? after;
  const wanted = momentAround(end, -4, RENEWAL_DAYS, payer.chance);
  const at = wanted > after ? wanted : after + payer.chance.between(10 * MINUTE, 8 * HOUR);
  schedule(world, at, () => renew(world, payer, phone, at));
}

function renew(world: World, payer: Person, phone: string, at: number): void {
  const { habit, chance, row } = payer;
  if (habit.leavesAt !== null && at > habit.leavesAt) return;
  const end = world.lines.get(phone)?.row.baseEndsAt?.getTime() ?? 0;
  if (end > at + FAR_AHEAD) {
    planRenewal(world, payer, phone, at);
    return;
  }
  if (row.status !== "active") {
    const later = at + 2 * DAY + chance.between(0, DAY);
    schedule(world, later, () => renew(world, payer, phone, later));
    return;
  }
  const plan = choosePlan(world, payer, at);
  const onEnd = (end: PurchaseEnd, _sale: Sale | null, settledAt: number) => {
    if (end === "delivered" && chance.happens(0.06)) stockUp(world, payer, phone, plan, settledAt);
    const next = end === "delivered" ? settledAt : settledAt + 2 * DAY;
    planRenewal(world, payer, phone, next);
  };
  buy(world, { payer, phone, plan, onEnd }, at);
}

/** Some buy the next one or two at once, to have peace. */
function stockUp(world: World, payer: Person, phone: string, plan: PlanRow, after: number): void {
  let at = after;
  for (let count = payer.chance.between(1, 2); count > 0; count -= 1) {
    at += payer.chance.between(MINUTE, 6 * MINUTE);
    const when = at;
    schedule(world, when, () => buy(world, { payer, phone, plan }, when));
  }
}

/** To the payer's taste, the usual choice more often, and one with an offer more often still. */
function choosePlan(world: World, { habit, chance }: Person, at: number): PlanRow {
  const { categories, days } = habit.taste;
  const fitting = [...world.plansByName.entries()].filter(([name, plan]) => {
    const seed = SEEDS.get(name);
    const isFitting = plan.validityDays >= days[0] && plan.validityDays <= days[1];
    return seed && isFitting && plan.status === "active" && !plan.isTopup && categories.includes(seed.category);
  });
  const [, plan] = chance.weighted(fitting, ([name, each]) => {
    const weight = SEEDS.get(name)?.weight ?? 1;
    return bestOffer(world, each, at) ? weight * 2.2 : weight;
  });
  return plan;
}

/** Data packs and, now and then, a pack for a journey abroad: on top of a running plan, more of them on weekends. */
export function planTopups(world: World, person: Person, after: number): void {
  const { habit, chance } = person;
  if (habit.topupsPerMonth === 0) return;
  const gap = (-Math.log(1 - chance.next()) * 30 * DAY) / habit.topupsPerMonth;
  const earliest = dayStart(after + Math.round(gap)) + DAY;
  const day = chance.weighted(
    [0, 1, 2, 3, 4, 5, 6].map((offset) => earliest + offset * DAY),
    (each) => dayWeight(each),
  );
  const at = momentOf(day, chance);
  schedule(world, at, () => {
    const isWanted = person.row.status === "active" && (person.line.row.baseEndsAt?.getTime() ?? 0) > at;
    const plan = chooseTopup(world, chance.happens(0.04), person);
    if (isWanted) buy(world, { payer: person, phone: person.line.row.phone, plan }, at);
    planTopups(world, person, at);
  });
}

/** A top-up that is on sale now. */
export function chooseTopup(world: World, isAbroad: boolean, { chance }: Person): PlanRow {
  const category = isAbroad ? "International roaming" : "Data packs";
  const fitting = SEED_PLANS.filter((seed) => seed.category === category);
  const onSaleNow = fitting.filter((seed) => world.plansByName.get(seed.name)?.status === "active");
  const plan = world.plansByName.get(chance.weighted(onSaleNow, ({ weight }) => weight).name);
  if (!plan) throw new Error("no top-up is on sale");
  return plan;
}
