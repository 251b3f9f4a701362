import { newId } from "@nexa/contracts";
import { referralEvents } from "@nexa/db";
import type { CoreContext } from "../context.ts";

export type ReferralEvent = {
  codeId: string;
  referralId?: string;
  kind: (typeof referralEvents.$inferInsert)["kind"];
  /** Whom the step is about. */
  customerId?: string;
  transactionId?: string;
};

/** Adds a step to the usage log in the running transaction. */
export async function recordReferralEvent(tx: CoreContext, event: ReferralEvent): Promise<void> {
  const now = tx.clock.now();
  await tx.db.orm.insert(referralEvents).values({ ...event, id: newId(now), createdAt: now });
}
