import { customers, ensurePartitions, type PlanTerms, plans } from "@nexa/db";
import { inArray } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../../context.ts";
import { type ImportRun, type NewImportId, noteImported } from "../import-ids.ts";
import { type Laid, layListed, layUnlisted } from "./lay-plans.ts";
import { type Match, matchSales } from "./match-sales.ts";
import { addSale, emptyRows, type Sale } from "./sale-rows.ts";
import { type StagedRow, stagedByCustomer } from "./staging.ts";
import { insertSales, type LaidLine, lockLines } from "./write-sales.ts";

const CUSTOMERS_AT_ONCE = 100;
const NO_PAYMENT = "Its payment is not in the source, so one over the plan's price was made.";

type PlanRow = typeof plans.$inferSelect;
type Chunk = {
  run: ImportRun;
  now: Date;
  matches: readonly Match[];
  plansById: ReadonlyMap<string, PlanRow>;
  phoneOf: (row: StagedRow) => string | null;
};

/**
 * Brings in payments and the plans they bought. First what the source lists as plans, with their payments; then payments whose plan it no
 * longer lists, into what is free on their lines. Each chunk is one transaction, and a run after a break goes on behind the last one.
 */
export async function importSales(ctx: CoreContext, run: ImportRun): Promise<void> {
  const months = new Set<string>();
  for (const takes of [hasPlan, isPaymentAlone]) {
    for await (const rows of stagedByCustomer(ctx, run, CUSTOMERS_AT_ONCE)) {
      const matches = matchesOf(rows).flatMap(takes);
      if (matches.length === 0) continue;
      const chunk = { run, now: ctx.clock.now(), matches, ...(await lookUp(ctx, rows)) };
      await makeMonths(ctx, chunk, months);
      await withTransaction(ctx, (tx) => writeChunk(tx, chunk)).then((report) => report());
    }
  }
}

const hasPlan = (match: Match): Match[] => (match.plan ? [match] : []);
/** In the second pass: what a refused plan left behind is a payment alone too. */
const isPaymentAlone = ({ payment }: Match): Match[] => (payment ? [{ payment, plan: null }] : []);

function matchesOf(rows: readonly StagedRow[]): Match[] {
  return [...Map.groupBy(rows, (row) => row.customerId).values()].flatMap(matchSales);
}

async function lookUp(ctx: CoreContext, rows: readonly StagedRow[]): Promise<Pick<Chunk, "plansById" | "phoneOf">> {
  const { orm } = ctx.db;
  const planIds = [...new Set(rows.map((row) => row.planId))];
  const found = await orm.select().from(plans).where(inArray(plans.id, planIds));
  const customerIds = [...new Set(rows.map((row) => row.customerId))];
  const people = await orm
    .select({ id: customers.id, phone: customers.phone })
    .from(customers)
    .where(inArray(customers.id, customerIds));
  const ownPhones = new Map(people.map((row) => [row.id, row.phone]));
  return {
    plansById: new Map(found.map((row) => [row.id, row])),
    phoneOf: (row) => row.phone ?? ownPhones.get(row.customerId) ?? null,
  };
}

/** Old payments go into the partitions of their months, made outside the chunk's transaction. */
async function makeMonths(ctx: CoreContext, { matches, now }: Chunk, made: Set<string>): Promise<void> {
  for (const match of matches) {
    const at = soldAt(match, now);
    const month = at.toISOString().slice(0, 7);
    if (made.has(month)) continue;
    await ensurePartitions(ctx.db, at, at);
    made.add(month);
  }
}

/** What is to be reported once the chunk is committed. */
async function writeChunk(tx: CoreContext, chunk: Chunk): Promise<() => void> {
  const { run, matches } = chunk;
  const rows = emptyRows();
  const [transactions, subscriptions]: [NewImportId[], NewImportId[]] = [[], []];
  const reports: (() => void)[] = [];
  const phones = new Set(matches.flatMap((match) => (isDelivered(match) ? (phoneIn(chunk, match) ?? []) : [])));
  const lines = await lockLines(tx, [...phones].sort());
  for (const match of inOrder(matches)) {
    const sale = saleOf(chunk, match, lines);
    if ("why" in sale) {
      const { kind, externalId } = sale.row;
      reports.push(() => run.report.leaveOut(kind, externalId, sale.why));
      continue;
    }
    const made = addSale(rows, sale, { currency: tx.runtime.config.operator.currency, now: chunk.now });
    if (match.payment) transactions.push({ externalId: match.payment.externalId, id: made.transactionId });
    if (match.plan && made.subscriptionId) {
      subscriptions.push({ externalId: match.plan.externalId, id: made.subscriptionId });
      reports.push(...changesOf(run, match, sale));
    }
  }
  await insertSales(tx, rows);
  await noteImported(tx, run, "transaction", transactions);
  await noteImported(tx, run, "subscription", subscriptions);
  return () => {
    run.report.count("transaction", "imported", transactions.length);
    run.report.count("subscription", "imported", subscriptions.length);
    for (const report of reports) report();
  };
}

/** Plans are laid in the order of their starts, so that what waits comes behind what runs. */
function inOrder(matches: readonly Match[]): Match[] {
  const startOf = ({ plan, payment }: Match) => (plan ?? payment)?.at.getTime() ?? 0;
  return [...matches].sort((one, other) => startOf(one) - startOf(other));
}

type Refusal = { row: StagedRow; why: string };

function saleOf(chunk: Chunk, match: Match, lines: ReadonlyMap<string, LaidLine>): Sale | Refusal {
  const { payment, plan } = match;
  const row = plan ?? payment;
  if (!row) throw new Error("a match of nothing");
  const sold = chunk.plansById.get(row.planId);
  if (!sold) return { row, why: "Its plan is not here." };
  if (sold.type === "postpaid")
    return { row, why: "It is of a postpaid plan, whose bills the source does not have: activate it anew." };
  const phone = phoneIn(chunk, match);
  if (phone === null) return { row, why: "The number that it was for is not known." };
  const isTopup = payment?.type ? payment.type === "topup_purchase" : sold.isTopup;
  const line = isDelivered(match) ? lines.get(phone) : undefined;
  const laid = line ? lay(chunk, match, line, { isTopup, validityDays: sold.validityDays }) : null;
  if (line && laid === null) return { row, why: refusalOf(chunk, row, line) };
  if (line && laid && !isTopup && laid.endsAt > laid.startsAt) line.occupied.push(laid);
  const own = { amountMinor: sold.priceMinor, status: "succeeded" as const };
  return {
    reference: `${chunk.run.sourceName}:${payment ? payment.externalId : `plan:${row.externalId}`}`,
    ...{ status: payment?.status ?? own.status, isTopup, at: soldAt(match, chunk.now) },
    ...{ amountMinor: payment?.amountMinor ?? own.amountMinor, method: payment?.method ?? null },
    ...{ detail: payment ? null : "Made for an imported plan whose payment was not there.", payerId: row.customerId },
    ...{ phone, lineId: line?.id ?? null, planId: sold.id, terms: termsOf(sold), laid },
  };
}

function lay(
  { now }: Chunk,
  { payment, plan }: Match,
  line: LaidLine,
  sold: { isTopup: boolean; validityDays: number },
): Laid | null {
  if (plan?.until) {
    if (line.mode !== "idle" && plan.until > now) return null;
    return layListed(
      line.occupied,
      { ...sold, startsAt: plan.at.getTime(), endsAt: plan.until.getTime() },
      now.getTime(),
    );
  }
  const at = payment?.at.getTime() ?? now.getTime();
  if (payment?.status === "refunded")
    return { startsAt: at, endsAt: at, validityDays: sold.validityDays, isMoved: false };
  return layUnlisted(line.occupied, { ...sold, at }, now.getTime());
}

function refusalOf({ now }: Chunk, row: StagedRow, line: LaidLine): string {
  const isLive = row.until !== null && row.until > now;
  if (line.mode !== "idle" && isLive) return "Its number has a postpaid plan here.";
  return "It overlaps another plan of its number.";
}

function changesOf({ report }: ImportRun, { payment, plan }: Match, sale: Sale): (() => void)[] {
  if (!plan || !sale.laid) return [];
  const window = `${new Date(sale.laid.startsAt).toISOString()} to ${new Date(sale.laid.endsAt).toISOString()}`;
  const changes: (() => void)[] = [];
  if (!payment)
    changes.push(() => report.change("subscription", plan.externalId, NO_PAYMENT, String(sale.amountMinor)));
  if (sale.laid.isMoved) {
    changes.push(() =>
      report.change("subscription", plan.externalId, "It was moved to lie on its number without a gap.", window),
    );
  }
  return changes;
}

function isDelivered({ payment, plan }: Match): boolean {
  return plan !== null || payment?.status === "succeeded" || payment?.status === "refunded";
}

function phoneIn({ phoneOf }: Chunk, { payment, plan }: Match): string | null {
  if (plan) return phoneOf(plan);
  return payment ? phoneOf(payment) : null;
}

/** A plan whose payment is not known was sold when it started, or is sold now if it still waits. */
function soldAt({ payment, plan }: Match, now: Date): Date {
  const at = payment?.at ?? plan?.at ?? now;
  return at < now ? at : now;
}

function termsOf(plan: PlanRow): PlanTerms {
  const { name: planName, isTopup, priceMinor, validityDays, dataAllowanceBytes, dailyDataLimitBytes } = plan;
  const { talktimeMinutes, smsCount, benefits } = plan;
  return {
    ...{ planName, isTopup, priceMinor, validityDays, dataAllowanceBytes, dailyDataLimitBytes },
    ...{ talktimeMinutes, smsCount, benefits },
  };
}
