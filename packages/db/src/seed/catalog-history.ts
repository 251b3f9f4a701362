import { recordStaffAct } from "./audit-rows.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { SEED_OFFERS, type SeedOffer } from "./offers.ts";
import { SEED_CATEGORIES, SEED_PLANS, type SeedPlan } from "./plans.ts";
import type { OfferRow, PlanRow } from "./rows.ts";
import { schedule, type World } from "./world.ts";

/** A plan that was sold under another name and price at first, which is why one offer on it is void now. */
const REPRICED = { name: "Talktime 299", before: { name: "Talktime 349", priceMinor: 34_900 }, day: -12 } as const;
const WITHDRAWN_DAY = -60;
/** Offers are entered two days before they run, and those to come a week ago. */
const OFFER_LEAD_DAYS = 2;
const LAST_OFFER_DAY = -7;

/** The catalogue as staff entered it on the first day, and its changes since, each with its audit row. */
export function enterCatalogue(world: World): void {
  let at = world.begin + 30 * MINUTE;
  const categories = new Map<string, string>();
  for (const name of SEED_CATEGORIES) {
    at += 20_000;
    categories.set(name, addCategory(world, name, at));
  }
  for (const seed of SEED_PLANS) {
    at += 10_000;
    addPlan(world, seed, categories.get(seed.category) ?? "", at);
  }
  for (const seed of SEED_OFFERS) {
    const day = Math.min(seed.fromDay - OFFER_LEAD_DAYS, LAST_OFFER_DAY);
    const created = world.today + day * DAY + 11 * HOUR;
    schedule(world, created, () => addOffer(world, seed, created));
  }
  scheduleChanges(world);
}

function addCategory(world: World, name: string, at: number): string {
  const row = { id: world.newId(at), name, createdAt: new Date(at), updatedAt: new Date(at), deletedAt: null };
  world.rows.categories.push(row);
  const { deletedAt: _, ...after } = row;
  act(world, at, "catalog.createCategory", ["category", row.id], { after });
  return row.id;
}

function addPlan(world: World, seed: SeedPlan, categoryId: string, at: number): void {
  const { category: _category, isActive: _isActive, weight: _weight, benefits, ...terms } = seed;
  const row: PlanRow = {
    ...{ ...terms, ...(seed.name === REPRICED.name && REPRICED.before) },
    ...{ id: world.newId(at), categoryId, status: "active", benefits: [...benefits], recentSales: 0 },
    ...{ createdAt: new Date(at), updatedAt: new Date(at), deletedAt: null },
  };
  world.rows.plans.push(row);
  world.plansByName.set(seed.name, row);
  act(world, at, "catalog.createPlan", ["plan", row.id], { after: { ...row } });
}

function addOffer(world: World, seed: SeedOffer, at: number): void {
  const planId = planNamed(world, seed.plan).id;
  const isPercent = seed.kind === "percent_off";
  const row: OfferRow = {
    ...{ id: world.newId(at), planId, name: seed.name, description: seed.description, kind: seed.kind },
    ...{ amountMinor: isPercent ? null : seed.amountMinor, percent: isPercent ? seed.percent : null },
    validFrom: new Date(world.today + seed.fromDay * DAY),
    validUntil: new Date(world.today + seed.untilDay * DAY),
    ...{ createdAt: new Date(at), updatedAt: new Date(at), deletedAt: null },
  };
  world.rows.offers.push(row);
  world.offersOf.set(planId, [...(world.offersOf.get(planId) ?? []), row]);
  const action = seed.kind === "fixed_price" ? "catalog.createOffer" : "catalog.createOfferWithDiscount";
  act(world, at, action, ["offer", row.id], { after: row });
}

function scheduleChanges(world: World): void {
  const repricedAt = world.today + REPRICED.day * DAY + 12 * HOUR;
  const { name, priceMinor } =
    SEED_PLANS.find((seed) => seed.name === REPRICED.name) ?? planNamed(world, REPRICED.name);
  schedule(world, repricedAt, () =>
    changePlan(world, REPRICED.name, { name, priceMinor }, "catalog.updatePlan", repricedAt),
  );
  const withdrawn = SEED_PLANS.filter((seed) => !seed.isActive);
  for (const [index, seed] of withdrawn.entries()) {
    const at = world.today + WITHDRAWN_DAY * DAY + 15 * HOUR + index * MINUTE;
    schedule(world, at, () => changePlan(world, seed.name, { status: "inactive" }, "catalog.deactivatePlan", at));
  }
}

function changePlan(world: World, name: string, changes: Partial<PlanRow>, action: string, at: number): void {
  const row = planNamed(world, name);
  const before = { ...row };
  Object.assign(row, changes, { updatedAt: new Date(at) });
  act(world, at, action, ["plan", row.id], { before, after: { ...row } });
}

function planNamed(world: World, name: string): PlanRow {
  const row = world.plansByName.get(name);
  if (!row) throw new Error(`there is no plan ${name}`);
  return row;
}

function act(
  world: World,
  at: number,
  action: string,
  subject: readonly [string, string],
  change: { before?: unknown; after?: unknown },
): void {
  recordStaffAct(world, at, { adminId: world.staff.manager, action, subject, ...change });
}

/** Each plan's sales of the last 30 days, as the popularity job counts them. */
export function countRecentSales(world: World): void {
  const since = world.now - 30 * DAY;
  const plans = new Map(world.rows.plans.map((row) => [row.id, row]));
  for (const row of world.rows.transactions) {
    const isSale = row.status === "succeeded" || row.status === "partially_refunded";
    const plan = row.planId === null || row.refundOfId !== null ? undefined : plans.get(row.planId);
    if (plan && isSale && row.createdAt.getTime() >= since) plan.recentSales += 1;
  }
}
