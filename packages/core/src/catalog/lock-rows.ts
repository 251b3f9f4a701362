import { categories, offers, plans } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { catalogErrors } from "./errors.ts";

/** `update` for who changes the row, `share` for who relies on it: readers of a row wait for its writer and the other way round. */
type Strength = "update" | "share";

export type CategoryRow = typeof categories.$inferSelect;
export type PlanRow = Omit<typeof plans.$inferSelect, "search">;
export type OfferRow = typeof offers.$inferSelect;

/** Locks a category that is not deleted. Throws `catalog.categoryUnknown`. */
export async function lockCategory(tx: CoreContext, id: string, strength: Strength): Promise<CategoryRow> {
  const isIt = and(eq(categories.id, id), isNull(categories.deletedAt));
  const [row] = await tx.db.orm.select().from(categories).where(isIt).for(strength);
  if (!row) throw catalogErrors.categoryUnknown();
  return row;
}

/** Locks a plan that is not deleted. Throws `catalog.planUnknown`. */
export async function lockPlan(tx: CoreContext, id: string, strength: Strength): Promise<PlanRow> {
  const isIt = and(eq(plans.id, id), isNull(plans.deletedAt));
  const [row] = await tx.db.orm.select().from(plans).where(isIt).for(strength);
  if (!row) throw catalogErrors.planUnknown();
  const { search: _search, ...plan } = row;
  return plan;
}

/** Locks an offer that is not deleted, after the plan it depends on. Throws `catalog.offerUnknown`. */
export async function lockOfferWithPlan(tx: CoreContext, id: string): Promise<{ offer: OfferRow; plan: PlanRow }> {
  const isIt = and(eq(offers.id, id), isNull(offers.deletedAt));
  const [found] = await tx.db.orm.select({ planId: offers.planId }).from(offers).where(isIt);
  if (!found) throw catalogErrors.offerUnknown();
  const plan = await lockPlan(tx, found.planId, "share");
  const [offer] = await tx.db.orm.select().from(offers).where(isIt).for("update");
  if (!offer) throw catalogErrors.offerUnknown();
  return { offer, plan };
}
