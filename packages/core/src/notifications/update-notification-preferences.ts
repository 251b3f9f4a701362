import type { NotificationPreferences, UpdateNotificationPreferencesInput } from "@nexa/contracts";
import { customers, notificationPreferences } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { channelsOf, isMandatory } from "./channels.ts";
import { notificationsErrors } from "./errors.ts";
import { getNotificationPreferences } from "./get-notification-preferences.ts";

type Choice = NonNullable<UpdateNotificationPreferencesInput["preferences"]>[number];

/**
 * Changes what the signed-in customer gets over which channel, and the quiet hours; what is not named stays. It holds for notices that
 * come after it, quiet hours also for those that wait. The history in the app keeps every notice.
 *
 * @throws notifications.alwaysOn channelUnused quietHoursIncomplete
 */
export async function updateNotificationPreferences(
  ctx: CoreContext<CustomerActor>,
  input: UpdateNotificationPreferencesInput,
): Promise<NotificationPreferences> {
  const { preferences = [] } = input;
  for (const choice of preferences) assertPossible(choice);
  const quiet = quietOf(input);
  return withTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const { customerId } = tx.actor;
    // The row's lock makes two changes at once come one after the other.
    await tx.db.orm
      .update(customers)
      .set({ ...quiet, updatedAt: now })
      .where(eq(customers.id, customerId));
    if (preferences.length > 0) {
      await tx.db.orm
        .insert(notificationPreferences)
        .values(lastOfEach(preferences).map((choice) => ({ ...choice, customerId, updatedAt: now })))
        .onConflictDoUpdate({
          target: [notificationPreferences.customerId, notificationPreferences.type, notificationPreferences.channel],
          set: { isEnabled: sql`excluded.is_enabled`, updatedAt: now },
        });
    }
    return getNotificationPreferences(tx);
  });
}

function assertPossible({ type, channel, isEnabled }: Choice): void {
  if (!channelsOf(type).includes(channel)) throw notificationsErrors.channelUnused({ type, channel });
  if (isMandatory(type) && !isEnabled) throw notificationsErrors.alwaysOn({ type });
}

/** A statement cannot write one row twice: where a list names a pair twice, its last word counts. */
function lastOfEach(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [`${choice.type} ${choice.channel}`, choice])).values()];
}

function quietOf({ quietFromMinute, quietUntilMinute }: UpdateNotificationPreferencesInput) {
  if (quietFromMinute === undefined && quietUntilMinute === undefined) return {};
  const isPair = typeof quietFromMinute === typeof quietUntilMinute;
  if (!isPair || (quietFromMinute === null) !== (quietUntilMinute === null)) {
    throw notificationsErrors.quietHoursIncomplete();
  }
  return { quietFromMinute, quietUntilMinute };
}
