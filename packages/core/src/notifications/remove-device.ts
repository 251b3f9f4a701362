import type { RemoveDeviceInput, RemoveDeviceOutput } from "@nexa/contracts";
import { devices } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { notificationsErrors } from "./errors.ts";

/** Forgets one of the customer's own push targets. Throws `notifications.deviceUnknown`. */
export async function removeDevice(
  ctx: CoreContext<CustomerActor>,
  { deviceId }: RemoveDeviceInput,
): Promise<RemoveDeviceOutput> {
  const [removed] = await ctx.db.orm
    .delete(devices)
    .where(and(eq(devices.id, deviceId), eq(devices.customerId, ctx.actor.customerId)))
    .returning({ id: devices.id });
  if (!removed) throw notificationsErrors.deviceUnknown();
  return { deviceId: removed.id };
}
