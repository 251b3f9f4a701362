import { type Device, newId, type RegisterDeviceInput } from "@nexa/contracts";
import { devices } from "@nexa/db";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { toDevice } from "./list-devices.ts";

const MAX_DEVICES = 20;

/**
 * Registers a push target for the customer who is signed in on it. A token known already is only seen again, or moves here from the
 * account that used the device before. Past 20 devices the one seen longest ago is forgotten. Throws `request.signInNeeded`.
 */
export async function registerDevice(ctx: CoreContext<CustomerActor>, input: RegisterDeviceInput): Promise<Device> {
  const now = ctx.clock.now();
  const { customerId, sessionId } = ctx.actor;
  const { platform, token } = input;
  const row = await withTransaction(ctx, async (tx) => {
    // Ending sessions forgets devices, and another server may rely on this one for some seconds more.
    const live = await tx.db.query({
      text: "select 1 from customer_sessions where id = $1 and user_id = $2 for key share",
      values: [sessionId, customerId],
    });
    if (live.length === 0) throw requestErrors.signInNeeded();
    const [device] = await tx.db.orm
      .insert(devices)
      .values({ id: newId(now), customerId, platform, token, createdAt: now, lastSeenAt: now })
      .onConflictDoUpdate({ target: devices.token, set: { customerId, platform, lastSeenAt: now } })
      .returning();
    await tx.db.query({
      text: `delete from devices where id in (
          select id from devices where customer_id = $1 order by last_seen_at desc, id desc offset $2
        )`,
      values: [customerId, MAX_DEVICES],
    });
    return device;
  });
  if (!row) throw new Error("the device was not written");
  return toDevice(row);
}
