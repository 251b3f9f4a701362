import type { Deleted, PlanIdInput } from "@nexa/contracts";
import { offers, plans } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeCatalog } from "./change-catalog.ts";
import { lockPlan } from "./lock-rows.ts";

/** Takes a plan and its offers out of the catalogue for good; the rows stay for what was sold. Throws `catalog.planUnknown`. */
export async function deletePlan(ctx: CoreContext<AdminActor>, input: PlanIdInput): Promise<Deleted> {
  const now = ctx.clock.now();
  await changeCatalog(ctx, async (tx) => {
    const before = await lockPlan(tx, input.planId, "update");
    const gone = { deletedAt: now, updatedAt: now };
    await tx.db.orm.update(plans).set(gone).where(eq(plans.id, before.id));
    const ofPlan = and(eq(offers.planId, before.id), isNull(offers.deletedAt));
    const withIt = await tx.db.orm.update(offers).set(gone).where(ofPlan).returning({ id: offers.id });
    const after = { deletedAt: now, offersDeleted: withIt.map((offer) => offer.id) };
    await recordAudit(tx, { action: "catalog.deletePlan", subject: { kind: "plan", id: before.id }, before, after });
  });
  return { id: input.planId };
}
