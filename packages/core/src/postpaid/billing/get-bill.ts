import type { GetBillInput, GetBillOutput } from "@nexa/contracts";
import { bills, lines, postpaidCycles } from "@nexa/db";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../../context.ts";
import { selectActivation } from "../select-activation.ts";
import { estimateBills } from "./estimate-bills.ts";
import { viewBills } from "./view-bills.ts";

/**
 * What the running cycle has cost so far, and the bills that are still to be paid. It can grow until the cycle ends.
 *
 * @throws postpaid.notFound noActivation nameActivation
 */
export async function getBill(ctx: CoreContext<CustomerActor>, input: GetBillInput): Promise<GetBillOutput> {
  const { orm } = ctx.db;
  const activation = await selectActivation(ctx, input.activationId);
  const [running] = await orm
    .select({ phone: lines.phone, cycle: postpaidCycles })
    .from(lines)
    .leftJoin(postpaidCycles, and(eq(postpaidCycles.activationId, activation.id), eq(postpaidCycles.status, "open")))
    .where(eq(lines.id, activation.lineId));
  const cycle = running?.cycle ?? null;
  const estimates = await estimateBills(ctx, cycle ? [{ activation, cycle }] : []);
  const open = await orm
    .select()
    .from(bills)
    .where(and(eq(bills.activationId, activation.id), inArray(bills.status, ["issued", "overdue"])))
    .orderBy(asc(bills.number));
  return {
    activationId: activation.id,
    phoneNumber: running?.phone ?? "",
    planName: activation.terms.planName,
    estimate: (cycle && estimates.get(cycle.id)) ?? null,
    openBills: await viewBills(ctx, open),
  };
}
