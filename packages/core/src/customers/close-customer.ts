import { customers, lines } from "@nexa/db";
import { and, asc, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { alertCustomer, forgetUser } from "../identity/index.ts";
import { releaseLine } from "../lines/index.ts";
import { openBusinessOf } from "../postpaid/index.ts";
import { forfeitPlans, lockPlansOfLine, type PlansOfLine } from "../subscriptions/index.ts";
import { erasePersonalData } from "./erase-personal-data.ts";
import { customersErrors } from "./errors.ts";

/**
 * Closes an account, by its customer or by staff with a reason: what runs on its numbers is forfeited, the numbers are given back, personal
 * data is erased, money records stay. A recharge at the same moment either comes first or finds the account closed. Throws
 * `customers.notFound`, `closed`, `billOpen`, `postpaidRuns`, `moneyPending`, `plansWaiting`.
 */
export async function closeCustomer(ctx: CoreContext, input: { customerId: string; reason?: string }): Promise<void> {
  const { customerId, reason } = input;
  const pictureId = await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm.select().from(customers).where(eq(customers.id, customerId)).for("update");
    if (!row) throw customersErrors.notFound();
    if (row.closedAt !== null) throw customersErrors.closed();
    await refuseOpenBusiness(tx, customerId);
    const plans = await lockLines(tx, customerId);
    if (plans.some((line) => line.waiting.length > 0)) throw customersErrors.plansWaiting();
    // To the number, while the account still has it.
    await alertCustomer(tx, { customerId, event: "account_closed", ...(reason ? { reason } : {}) });
    for (const line of plans) {
      await forfeitPlans(tx, line);
      await releaseLine(tx, line.lineId);
    }
    await erasePersonalData(tx, row);
    await recordAudit(tx, {
      action: "customers.close",
      subject: { kind: "customer", id: customerId },
      ...(reason ? { reason } : {}),
      before: { status: row.status },
      after: { status: "closed", lines: plans.length },
    });
    return row.pictureId;
  });
  forgetUser(ctx, { kind: "customer", userId: customerId });
  if (pictureId !== null) await ctx.gateways.storage.delete(pictureId);
}

/** Under the customer's lock no payment begins any more, so what is not pending now never will be. */
async function refuseOpenBusiness(tx: CoreContext, customerId: string): Promise<void> {
  const { activations, openBills } = await openBusinessOf(tx, customerId);
  if (openBills > 0) throw customersErrors.billOpen();
  if (activations > 0) throw customersErrors.postpaidRuns();
  // Pending, or captured after it was given up and not yet asked back.
  const pending = await tx.db.query({
    text: `select 1 from transactions where payer_id = $1
      and (status = 'pending' or (status in ('reversed', 'failed') and captured_minor > refund_requested_minor)) limit 1`,
    values: [customerId],
  });
  if (pending.length > 0) throw customersErrors.moneyPending();
}

/** Locks the customer's lines in id order, and reads under the locks what runs on them. */
async function lockLines(tx: CoreContext, customerId: string): Promise<PlansOfLine[]> {
  const owned = await tx.db.orm
    .select({ id: lines.id, mode: lines.mode })
    .from(lines)
    .where(and(eq(lines.ownerId, customerId), isNull(lines.releasedAt)))
    .orderBy(asc(lines.id))
    .for("update");
  if (owned.some((line) => line.mode === "postpaid")) throw customersErrors.postpaidRuns();
  const plans: PlansOfLine[] = [];
  for (const { id } of owned) plans.push(await lockPlansOfLine(tx, id));
  return plans;
}
