import type { CoreContext } from "../../context.ts";

/** Forgets the sealed code of those notices whose every delivery has ended. Runs after the deliveries' own statement. */
export async function wipeSecrets(tx: CoreContext, notificationIds: readonly string[]): Promise<void> {
  await tx.db.query({
    text: `update notifications as notice set sealed_secret = null
      where notice.id = any($1::uuid[]) and notice.sealed_secret is not null and not exists (
        select from notification_deliveries as delivery where delivery.notification_id = notice.id and delivery.status = 'pending'
      )`,
    values: [notificationIds],
  });
}
