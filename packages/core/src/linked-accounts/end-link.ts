import type { LinkOutcome } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { LinkRow } from "./link-status.ts";

type Ending = { status: "declined" | "removed"; endedBy: "customer" | "owner" | "staff" };

/** Ends a link whose row the transaction holds. */
export async function endLink(tx: CoreContext, link: LinkRow, ending: Ending): Promise<LinkOutcome> {
  await tx.db.orm
    .update(linkedAccounts)
    .set({ ...ending, endedAt: tx.clock.now() })
    .where(eq(linkedAccounts.id, link.id));
  return { id: link.id, status: ending.status };
}
