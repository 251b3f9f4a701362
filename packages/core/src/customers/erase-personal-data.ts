import {
  customers,
  devices,
  linkedAccounts,
  notificationPreferences,
  oneTimeCodes,
  postpaidActivations,
  postpaidSecondaries,
  referralCodes,
  uploads,
} from "@nexa/db";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { endUserSessions } from "../identity/index.ts";
import { endLinksOfCustomer } from "../linked-accounts/index.ts";
import type { CustomerRow } from "./profile-view.ts";

/** Stands where the name was; the row stays for the money records that point to it. */
const ERASED_NAME = "Closed account";

/**
 * Erases what an account knows of its person, in the caller's transaction, which holds the row: name, number, e-mail, picture, password,
 * devices, preferences, sessions, codes, links and their labels, notices but the last one, which still has to go out. Money and audit stay.
 */
export async function erasePersonalData(tx: CoreContext, row: CustomerRow): Promise<void> {
  const { orm } = tx.db;
  const { id: customerId } = row;
  const now = tx.clock.now();
  await endUserSessions(tx, { kind: "customer", userId: customerId });
  await endLinksOfCustomer(tx, customerId);
  await eraseLabels(tx, customerId);
  await orm.delete(devices).where(eq(devices.customerId, customerId));
  await orm.delete(notificationPreferences).where(eq(notificationPreferences.customerId, customerId));
  await orm.delete(uploads).where(eq(uploads.customerId, customerId));
  const addresses = [row.phone, row.email].filter((each) => each !== null);
  if (addresses.length > 0) await orm.delete(oneTimeCodes).where(inArray(oneTimeCodes.sentTo, addresses));
  await orm
    .update(referralCodes)
    .set({ retiredAt: now })
    .where(and(eq(referralCodes.ownerId, customerId), isNull(referralCodes.retiredAt)));
  await eraseNotices(tx, customerId);
  await orm
    .update(customers)
    .set({
      ...{ fullName: ERASED_NAME, phone: null, phoneVerifiedAt: null, email: null, emailVerifiedAt: null },
      ...{ passwordHash: null, passwordChangedAt: now, pictureId: null, statusReason: null, language: "en" },
      ...{ quietFromMinute: null, quietUntilMinute: null, status: "closed", closedAt: now, updatedAt: now },
    })
    .where(eq(customers.id, customerId));
}

/** What the customer called other people's numbers; the rows stay as their history. */
async function eraseLabels(tx: CoreContext, customerId: string): Promise<void> {
  const { orm } = tx.db;
  await orm.update(linkedAccounts).set({ label: "" }).where(eq(linkedAccounts.customerId, customerId));
  const own = orm
    .select({ id: postpaidActivations.id })
    .from(postpaidActivations)
    .where(eq(postpaidActivations.customerId, customerId));
  await orm.update(postpaidSecondaries).set({ label: null }).where(inArray(postpaidSecondaries.activationId, own));
}

/** Notices on their way stay until the retention job: the last one says that the account is closed. */
async function eraseNotices(tx: CoreContext, customerId: string): Promise<void> {
  await tx.db.query({
    text: `with gone as (
        delete from notifications where customer_id = $1 and stream_seq is not null returning id
      )
      delete from notification_deliveries where notification_id in (select id from gone)`,
    values: [customerId],
  });
}
