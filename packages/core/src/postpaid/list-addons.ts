import { type ListAddonsInput, type ListAddonsOutput, toPage } from "@nexa/contracts";
import { postpaidAddons, postpaidCycles } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { viewAddons } from "./addon-views.ts";
import { idOfCursor } from "./id-cursor.ts";
import { selectActivation } from "./select-activation.ts";

/**
 * The add-ons bought for an activation, newest first, ended ones included.
 *
 * @throws postpaid.noActivation notFound nameActivation; request.badCursor
 */
export async function listAddons(ctx: CoreContext<CustomerActor>, input: ListAddonsInput): Promise<ListAddonsOutput> {
  const before = idOfCursor(input.cursor);
  const activation = await selectActivation(ctx, input.activationId);
  const rows = await ctx.db.orm
    .select({ addon: postpaidAddons, cycle: postpaidCycles })
    .from(postpaidAddons)
    .innerJoin(postpaidCycles, eq(postpaidCycles.id, postpaidAddons.cycleId))
    .where(
      and(eq(postpaidAddons.activationId, activation.id), before === null ? undefined : lt(postpaidAddons.id, before)),
    )
    .orderBy(desc(postpaidAddons.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, ({ addon }) => [addon.id]);
  return { items: await viewAddons(ctx, page.items), nextCursor: page.nextCursor };
}
