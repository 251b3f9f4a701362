import type { ListDevicesOutput } from "@nexa/contracts";
import { devices } from "@nexa/db";
import { desc, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";

/** The customer's own push targets, the one seen last first. Registering keeps at most 20, so there are no pages. */
export async function listDevices(ctx: CoreContext<CustomerActor>): Promise<ListDevicesOutput> {
  const rows = await ctx.db.orm
    .select()
    .from(devices)
    .where(eq(devices.customerId, ctx.actor.customerId))
    .orderBy(desc(devices.lastSeenAt), desc(devices.id));
  return { items: rows.map(toDevice) };
}

/** What a customer reads of a device: its token stays here. */
export function toDevice({ id, platform, createdAt, lastSeenAt }: typeof devices.$inferSelect) {
  return { id, platform, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
}
