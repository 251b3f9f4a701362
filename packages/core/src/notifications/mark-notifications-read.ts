import type { MarkNotificationsReadInput, MarkNotificationsReadOutput } from "@nexa/contracts";
import { notifications } from "@nexa/db";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { notificationsErrors } from "./errors.ts";

/**
 * Marks a customer's own notices as read; those read already keep their time. Throws `notifications.unknown`, and marks none, where
 * one is not the customer's.
 */
export async function markNotificationsRead(
  ctx: CoreContext<CustomerActor>,
  input: MarkNotificationsReadInput,
): Promise<MarkNotificationsReadOutput> {
  const ids = [...new Set(input.notificationIds.map((id) => id.toLowerCase()))];
  const own = and(eq(notifications.customerId, ctx.actor.customerId), inArray(notifications.id, ids));
  const known = await ctx.db.orm.select({ id: notifications.id }).from(notifications).where(own);
  if (known.length < ids.length) throw notificationsErrors.unknown();
  const marked = await ctx.db.orm
    .update(notifications)
    .set({ readAt: ctx.clock.now() })
    .where(and(own, isNull(notifications.readAt)))
    .returning({ id: notifications.id });
  return { markedCount: marked.length };
}
