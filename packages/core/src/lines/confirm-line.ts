import type { ConfirmLineInput, Line } from "@nexa/contracts";
import { customers, oneTimeCodes } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { alertCustomer, checkCode, consumeCode } from "../identity/index.ts";
import { claimRegisteredLine } from "./claim-registered-line.ts";
import { linesErrors } from "./errors.ts";
import { linesOf } from "./list-lines.ts";

/**
 * Adds a number to the signed-in customer's with the code sent to it. Whether someone else has it is said only now that the code proved
 * the number. Throws `lines.notFound`, `identity.codeWrong`, `lines.verifyFirst`, `ownedByOther`.
 */
export async function confirmLine(ctx: CoreContext<CustomerActor>, input: ConfirmLineInput): Promise<Line> {
  const { customerId } = ctx.actor;
  const phone = await requestedPhone(ctx, input.lineId);
  const proof = await checkCode(ctx, { phone, purpose: "add_line", code: input.code });
  const lineId = await withTransaction(ctx, async (tx) => {
    await lockVerifiedCustomer(tx, customerId);
    await consumeCode(tx, proof);
    const line = await claimRegisteredLine(tx, { customerId, phone });
    await alertCustomer(tx, { customerId, event: "line_added" });
    return line.lineId;
  });
  const line = (await linesOf(ctx, customerId)).find((each) => each.id === lineId);
  if (!line) throw linesErrors.notFound();
  return line;
}

async function requestedPhone(ctx: CoreContext, codeId: string): Promise<string> {
  const [request] = await ctx.db.orm
    .select({ phone: oneTimeCodes.sentTo })
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.id, codeId), eq(oneTimeCodes.purpose, "add_line")));
  if (!request) throw linesErrors.notFound();
  return request.phone;
}

/** An account whose own number is not verified owns no line. The lock keeps it from closing meanwhile. */
async function lockVerifiedCustomer(tx: CoreContext, customerId: string): Promise<void> {
  const [row] = await tx.db.orm
    .select({ verifiedAt: customers.phoneVerifiedAt, closedAt: customers.closedAt })
    .from(customers)
    .where(eq(customers.id, customerId))
    .for("no key update");
  if (!row || row.closedAt !== null || row.verifiedAt === null) throw linesErrors.verifyFirst();
}
