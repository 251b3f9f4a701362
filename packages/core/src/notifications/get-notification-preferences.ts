import { NOTIFICATION_TYPES, type NotificationPreferences } from "@nexa/contracts";
import { customers, notificationPreferences } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { channelsOf, isMandatory } from "./channels.ts";
import { quietHoursOf } from "./quiet-hours.ts";

/** What the signed-in customer gets over which channel, and when not. All is on until it is switched off. */
export async function getNotificationPreferences(ctx: CoreContext<CustomerActor>): Promise<NotificationPreferences> {
  const { customerId } = ctx.actor;
  const settings = await getSettings(ctx);
  // One statement: the customer with whatever was switched off, or with nothing.
  const rows = await ctx.db.orm
    .select({
      quietFromMinute: customers.quietFromMinute,
      quietUntilMinute: customers.quietUntilMinute,
      type: notificationPreferences.type,
      channel: notificationPreferences.channel,
    })
    .from(customers)
    .leftJoin(
      notificationPreferences,
      and(eq(notificationPreferences.customerId, customers.id), eq(notificationPreferences.isEnabled, false)),
    )
    .where(eq(customers.id, customerId));
  const own = rows[0] ?? { quietFromMinute: null, quietUntilMinute: null };
  const off = new Set(rows.map(({ type, channel }) => `${type} ${channel}`));
  return {
    quietFromMinute: own.quietFromMinute,
    quietUntilMinute: own.quietUntilMinute,
    quietHours: { ...quietHoursOf(own, settings), timezone: ctx.runtime.config.operator.timezone },
    preferences: NOTIFICATION_TYPES.map((type) => ({
      type,
      canSwitchOff: !isMandatory(type),
      channels: channelsOf(type).map((channel) => ({
        channel,
        isEnabled: isMandatory(type) || !off.has(`${type} ${channel}`),
      })),
    })),
  };
}
