import type { LinkedAccount } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { type LinkRow, linkStatusOf } from "./link-status.ts";
import { readLinkedNumbers } from "./linked-numbers.ts";

/** Links as the signed-in customer who made them sees them, with the numbers of those that are linked. */
export async function toLinkedAccounts(
  ctx: CoreContext<CustomerActor>,
  rows: readonly LinkRow[],
): Promise<LinkedAccount[]> {
  const now = ctx.clock.now();
  const linked = rows.filter((row) => row.status === "linked");
  const numbers = await readLinkedNumbers(ctx, linked, now);
  return rows.map((row) => {
    const status = linkStatusOf(row, now);
    const endedAt = status === "expired" ? row.expiresAt : row.endedAt;
    return {
      id: row.id,
      phoneNumber: row.phone,
      label: row.label,
      relationship: row.relationship,
      status,
      requestedAt: row.requestedAt.toISOString(),
      expiresAt: status === "requested" ? row.expiresAt.toISOString() : null,
      linkedAt: row.linkedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      number: status === "linked" ? (numbers.get(row.id) ?? null) : null,
    };
  });
}
