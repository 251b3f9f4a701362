import { type AdminRemoveLinkedAccountInput, type LinkOutcome, maskPhone } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { endLink } from "./end-link.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { linkStatusOf } from "./link-status.ts";

/** Staff end a link or a request for one. Throws `linkedAccounts.notFound`, `ended`. */
export async function adminRemoveLinkedAccount(
  ctx: CoreContext<AdminActor>,
  input: AdminRemoveLinkedAccountInput,
): Promise<LinkOutcome> {
  const { linkedAccountId, reason } = input;
  return withTransaction(ctx, async (tx) => {
    const [link] = await tx.db.orm
      .select()
      .from(linkedAccounts)
      .where(eq(linkedAccounts.id, linkedAccountId))
      .for("update");
    if (!link) throw linkedAccountsErrors.notFound();
    const status = linkStatusOf(link, tx.clock.now());
    if (status !== "requested" && status !== "linked") throw linkedAccountsErrors.ended();
    const outcome = await endLink(tx, link, { status: "removed", endedBy: "staff" });
    await recordAudit(tx, {
      action: "linkedAccounts.remove",
      subject: { kind: "linkedAccount", id: link.id },
      before: { status, customerId: link.customerId, lineId: link.lineId, phone: maskPhone(link.phone) },
      after: { status: outcome.status },
      ...(reason === undefined ? {} : { reason }),
    });
    return outcome;
  });
}
