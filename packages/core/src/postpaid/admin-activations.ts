import type { AdminActivation } from "@nexa/contracts";
import { bills, customers, lines, postpaidActivations, postpaidCycles, postpaidSecondaries } from "@nexa/db";
import { and, count, desc, eq, inArray, type SQL, sum } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { toCycle } from "./shapes.ts";

/** Activations as staff see them, newest first: three statements however many they are. */
export async function findAdminActivations(
  ctx: CoreContext,
  where: SQL | undefined,
  limit: number,
): Promise<AdminActivation[]> {
  const rows = await ctx.db.orm
    .select({ activation: postpaidActivations, phone: lines.phone, cycle: postpaidCycles, customer: customers })
    .from(postpaidActivations)
    .innerJoin(lines, eq(lines.id, postpaidActivations.lineId))
    .innerJoin(customers, eq(customers.id, postpaidActivations.customerId))
    .leftJoin(
      postpaidCycles,
      and(eq(postpaidCycles.activationId, postpaidActivations.id), eq(postpaidCycles.status, "open")),
    )
    .where(where)
    .orderBy(desc(postpaidActivations.id))
    .limit(limit);
  const ids = rows.map(({ activation }) => activation.id);
  const [joined, outstanding] = [await joinedCounts(ctx, ids), await outstandingSums(ctx, ids)];
  const now = ctx.clock.now();
  const { currency } = ctx.runtime.config.operator;
  return rows.map(({ activation, phone, cycle, customer }) => ({
    ...{ id: activation.id, lineId: activation.lineId, phoneNumber: phone, planId: activation.planId },
    customer: { id: customer.id, fullName: customer.fullName, phoneNumber: customer.phone },
    ...{ planName: activation.terms.planName, priceMinor: activation.terms.priceMinor, currency },
    ...{ status: activation.status, suspendedFor: activation.suspendedFor, statusReason: activation.statusReason },
    activatedAt: activation.activatedAt.toISOString(),
    cancelledAt: activation.cancelledAt?.toISOString() ?? null,
    cycle: cycle && toCycle(cycle, now),
    secondaryCount: joined.get(activation.id) ?? 0,
    maxSecondaryNumbers: activation.terms.maxSecondaryNumbers,
    outstandingMinor: outstanding.get(activation.id) ?? 0,
  }));
}

/** One activation as staff see it. Throws `postpaid.notFound`. */
export async function getAdminActivation(ctx: CoreContext, activationId: string): Promise<AdminActivation> {
  const [found] = await findAdminActivations(ctx, eq(postpaidActivations.id, activationId), 1);
  if (!found) throw postpaidErrors.notFound();
  return found;
}

async function joinedCounts(ctx: CoreContext, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.orm
    .select({ id: postpaidSecondaries.activationId, joined: count() })
    .from(postpaidSecondaries)
    .where(and(inArray(postpaidSecondaries.activationId, [...ids]), eq(postpaidSecondaries.status, "active")))
    .groupBy(postpaidSecondaries.activationId);
  return new Map(rows.map((row) => [row.id, row.joined]));
}

async function outstandingSums(ctx: CoreContext, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.orm
    .select({
      id: bills.activationId,
      total: sum(bills.totalMinor).mapWith(Number),
      paid: sum(bills.paidMinor).mapWith(Number),
      credited: sum(bills.creditedMinor).mapWith(Number),
    })
    .from(bills)
    .where(and(inArray(bills.activationId, [...ids]), inArray(bills.status, ["issued", "overdue"])))
    .groupBy(bills.activationId);
  return new Map(rows.map((row) => [row.id, row.total - row.paid - row.credited]));
}
