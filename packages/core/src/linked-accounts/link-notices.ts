import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { sendCode } from "../identity/index.ts";
import { enqueueNotices, nameForStrangers } from "../notifications/index.ts";
import type { LinkRow } from "./link-status.ts";

/**
 * Tells whoever holds the number who asks to link it, with the code that says yes and how to decline. In the running transaction; the
 * answer is the life of the code in seconds. `identity.countCodeRequest` comes before.
 */
export async function sendLinkRequest(
  tx: CoreContext,
  request: { link: LinkRow; ownerId: string | null; requesterName: string },
): Promise<{ expiresIn: number }> {
  const { link, ownerId, requesterName } = request;
  const { phone } = link;
  return sendCode(tx, {
    phone,
    purpose: "link",
    notice: (code) => ({
      type: "link_request",
      customerId: ownerId,
      phone,
      lineId: link.lineId,
      params: {
        requesterName: nameForStrangers(requesterName),
        phone,
        kind: "linked",
        expiresAt: link.expiresAt.toISOString(),
        codeExpiresAt: code.expiresAt.toISOString(),
      },
      causeKey: `link_request:${link.id}:${code.id}`,
      sealedSecret: code.sealedSecret,
    }),
  });
}

/** Warns whoever holds a number that was linked without its owner being signed in, in the running transaction. */
export async function warnHolder(tx: CoreContext, link: LinkRow, ownerId: string | null): Promise<void> {
  await enqueueNotices(tx, [
    {
      type: "security_alert",
      customerId: ownerId,
      phone: link.phone,
      lineId: link.lineId,
      params: { event: "number_linked", at: tx.clock.now().toISOString() },
      causeKey: `security_alert:number_linked:${link.id}`,
    },
  ]);
}

/** Tells who asked that the number is linked, in the running transaction. */
export async function tellLinked(tx: CoreContext, link: LinkRow): Promise<void> {
  const [asker] = await tx.db.orm
    .select({ phone: customers.phone })
    .from(customers)
    .where(eq(customers.id, link.customerId));
  if (!asker?.phone) return;
  await enqueueNotices(tx, [
    {
      type: "link_accepted",
      customerId: link.customerId,
      phone: asker.phone,
      params: { phone: link.phone, label: link.label, kind: "linked" },
      causeKey: `link_accepted:${link.id}`,
    },
  ]);
}
