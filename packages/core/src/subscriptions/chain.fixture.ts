import { newId } from "@nexa/contracts";
import { lines, subscriptionEvents, subscriptions, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

const DAY_MS = 86_400_000;
const PRICE_MINOR = 29_900;

export type Sale = { lineId: string; payerId?: string; validityDays?: number; isTopup?: boolean; planName?: string };

/** Puts a plan on a line the way a settled recharge does: base plans after the chain's end, top-ups at once. */
export function sellPlan(ctx: CoreContext, sale: Sale): Promise<SubscriptionRow> {
  return withTransaction(ctx, async (tx) => {
    const [line] = await tx.db.orm.select().from(lines).where(eq(lines.id, sale.lineId)).for("no key update");
    if (!line) throw new Error("no such line");
    const now = tx.clock.now();
    const isTopup = sale.isTopup ?? false;
    const isWaiting = !isTopup && line.baseEndsAt !== null && line.baseEndsAt > now;
    const startsAt = isWaiting && line.baseEndsAt ? line.baseEndsAt : now;
    const validityDays = sale.validityDays ?? 28;
    const endsAt = new Date(startsAt.getTime() + validityDays * DAY_MS);
    const [id, transactionId] = [newId(now), newId(now)];
    await tx.db.orm.insert(transactions).values(paidTransaction(transactionId, sale, line.phone, now));
    const [row] = await tx.db.orm
      .insert(subscriptions)
      .values({
        id,
        lineId: sale.lineId,
        transactionId,
        payerId: sale.payerId ?? null,
        planId: newId(now),
        isTopup,
        terms: termsOf(sale, validityDays),
        startsAt,
        endsAt,
        createdAt: now,
        startRecordedAt: isWaiting ? null : now,
      })
      .returning();
    const kind = isWaiting ? ("queued" as const) : ("activated" as const);
    const window = { startsAt, endsAt, createdAt: now };
    await tx.db.orm.insert(subscriptionEvents).values({
      ...{ id: newId(now), subscriptionId: id, lineId: sale.lineId, kind, causeKey: `${kind}:${id}` },
      ...{ ...window, actorKind: "system" },
    });
    if (!isTopup) await tx.db.orm.update(lines).set({ baseEndsAt: endsAt }).where(eq(lines.id, sale.lineId));
    if (!row) throw new Error("the plan was not written");
    return row;
  });
}

function paidTransaction(id: string, sale: Sale, phone: string, now: Date): typeof transactions.$inferInsert {
  const amounts = { originalAmountMinor: PRICE_MINOR, finalAmountMinor: PRICE_MINOR, capturedMinor: PRICE_MINOR };
  return {
    ...{
      id,
      type: sale.isTopup ? "topup_purchase" : "prepaid_recharge",
      status: "succeeded",
      ...amounts,
      currency: "INR",
    },
    ...{ payerId: sale.payerId, lineId: sale.lineId, recipientPhone: phone, paymentMethod: "upi", createdAt: now },
    settledAt: now,
  };
}

function termsOf(sale: Sale, validityDays: number): SubscriptionRow["terms"] {
  return {
    planName: sale.planName ?? "Super 299",
    isTopup: sale.isTopup ?? false,
    priceMinor: PRICE_MINOR,
    validityDays,
    dataAllowanceBytes: 42 * 1024 ** 3,
    dailyDataLimitBytes: null,
    talktimeMinutes: null,
    smsCount: null,
    benefits: [],
  };
}

/** The base plans of a line that were not cancelled, in order of start. */
export async function chainOf(ctx: CoreContext, lineId: string): Promise<SubscriptionRow[]> {
  const rows = await ctx.db.orm.select().from(subscriptions).where(eq(subscriptions.lineId, lineId));
  return rows
    .filter((row) => !row.isTopup && row.cancelledAt === null)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.endsAt.getTime() - b.endsAt.getTime());
}

/** What breaks the line's chain at the clock's instant: gaps among live plans, overlaps, a wrong end on the line. Empty when sound. */
export async function faultsOf(ctx: CoreContext, lineId: string): Promise<string[]> {
  const now = ctx.clock.now();
  const chain = await chainOf(ctx, lineId);
  const live = chain.filter((row) => row.endsAt > now);
  const faults: string[] = [];
  for (const [index, row] of chain.entries()) {
    const before = chain[index - 1];
    if (before && row.startsAt < before.endsAt) faults.push(`${row.id} overlaps ${before.id}`);
  }
  for (const [index, row] of live.entries()) {
    const before = live[index - 1];
    if (before && row.startsAt.getTime() !== before.endsAt.getTime()) faults.push(`a gap before ${row.id}`);
    const isForfeitable = row.endsAt.getTime() - row.startsAt.getTime() === row.terms.validityDays * DAY_MS;
    if (!isForfeitable) faults.push(`${row.id} does not last its validity`);
  }
  if (live[0] && live[0].startsAt > now) faults.push("a plan waits although none runs");
  const [line] = await ctx.db.orm.select().from(lines).where(eq(lines.id, lineId));
  const end = live.at(-1)?.endsAt ?? null;
  if (end !== null && line?.baseEndsAt?.getTime() !== end.getTime()) faults.push("the line's end is not the chain's");
  if (end === null && line?.baseEndsAt && line.baseEndsAt > now)
    faults.push("the line's end is ahead of an empty chain");
  return faults;
}

/** The kinds of events a plan has, sorted; `moved` ones left out. */
export async function eventsOf(ctx: CoreContext, subscriptionId: string): Promise<string[]> {
  const rows = await ctx.db.orm
    .select()
    .from(subscriptionEvents)
    .where(eq(subscriptionEvents.subscriptionId, subscriptionId));
  return rows.flatMap((row) => (row.kind === "moved" ? [] : [row.kind])).sort();
}

/** The types of the notices a plan caused, sorted. */
export async function noticesOf(ctx: CoreContext, subscriptionId: string): Promise<string[]> {
  const rows = await ctx.db.query<{ key: string }>({
    text: "select cause_key as key from notification_causes where cause_key like '%' || $1 order by 1",
    values: [subscriptionId],
  });
  return rows.map((row) => row.key.slice(0, row.key.indexOf(":")));
}
