import { devices } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import type { UserRef } from "./open-session.ts";

/**
 * Ends a user's sessions in the caller's transaction, but for the one to keep, and answers how many. With all of them go
 * the push targets. Call `forgetUser` once it has committed, so that this process does not rely on what it read before.
 */
export async function endUserSessions(tx: CoreContext, user: UserRef, exceptSessionId?: string): Promise<number> {
  const ended = await tx.db.query({
    text: `delete from ${KINDS[user.kind].sessions} where user_id = $1 and ($2::uuid is null or id <> $2) returning id`,
    values: [user.userId, exceptSessionId ?? null],
  });
  // Where nobody is signed in any more, no device may go on showing what the customer is told; apps register again at the next sign-in.
  if (user.kind === "customer" && exceptSessionId === undefined) {
    await tx.db.orm.delete(devices).where(eq(devices.customerId, user.userId));
  }
  return ended.length;
}
