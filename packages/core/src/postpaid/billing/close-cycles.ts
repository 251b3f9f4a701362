import { newId } from "@nexa/contracts";
import { billLines, bills, postpaidCycles } from "@nexa/db";
import type { CoreContext } from "../../context.ts";
import { getSettings, type Settings } from "../../settings/index.ts";
import { type DrawnBill, type DrawnLine, drawBill } from "./bill-rules.ts";
import type { BillRow, CycleToClose } from "./close-cycle.ts";
import { insertRows } from "./insert-rows.ts";
import { type BilledBasis, readBases } from "./read-bases.ts";
import { reserveNumbers } from "./reserve-numbers.ts";
import { tellIssued } from "./tell-issued.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Drawn = CycleToClose & { basis: BilledBasis; drawn: DrawnBill };

/**
 * Closes open cycles and issues their bills, in the caller's transaction that holds activations and cycles: a dozen statements however
 * many they are. Numbers follow the order given, without a gap. A bill of nothing is paid at once. Unless it is the last, the next
 * cycle opens with the activation's own terms.
 */
export async function closeCycles(tx: CoreContext, closings: readonly CycleToClose[]): Promise<BillRow[]> {
  if (closings.length === 0) return [];
  const settings = await getSettings(tx);
  const bases = await readBases(tx, closings, { lock: true });
  const drawn = closings.flatMap((closing, index): Drawn[] => {
    const basis = bases[index];
    return basis ? [{ ...closing, basis, drawn: drawBill({ ...basis, taxPercent: settings.taxPercent }) }] : [];
  });
  await useCredit(tx, drawn);
  await endCycles(tx, drawn);
  await openNext(tx, drawn, settings);
  const first = await reserveNumbers(tx, "bill", drawn.length);
  const issued = drawn.map((each, index) => ({ ...each, bill: billOf(tx, each, first + index, settings) }));
  const issuedBills = issued.map(({ bill }) => bill);
  await insertRows(tx, bills, issuedBills);
  await insertRows(
    tx,
    billLines,
    issued.flatMap((each) => linesOf(tx, each, each.bill.id)),
  );
  await tellIssued(
    tx,
    issued.map(({ basis, bill }) => ({ bill, customerPhone: basis.customerPhone })),
  );
  return issuedBills;
}

function billOf(
  tx: CoreContext,
  { activation, cycle, at, basis, drawn }: Drawn,
  number: number,
  settings: Settings,
): BillRow {
  const now = tx.clock.now();
  const { totalMinor, taxMinor } = drawn;
  const isPaid = totalMinor === 0;
  return {
    ...{ id: newId(now), number, activationId: activation.id, cycleId: cycle.id, customerId: activation.customerId },
    ...{ lineId: activation.lineId, phone: basis.phone, planName: basis.planName },
    ...{ periodStart: cycle.startsAt, periodEnd: at, totalMinor, taxMinor },
    ...{ taxPercent: settings.taxPercent, taxName: settings.taxName, currency: tx.runtime.config.operator.currency },
    ...{ creditedMinor: 0, paidMinor: 0, status: isPaid ? "paid" : "issued", issuedAt: now },
    ...{
      dueAt: new Date(now.getTime() + settings.billDueDays * DAY_MS),
      overdueAt: null,
      settledAt: isPaid ? now : null,
    },
  };
}

function linesOf(tx: CoreContext, { drawn }: Drawn, billId: string) {
  const now = tx.clock.now();
  return drawn.lines.map((line: DrawnLine, index) => ({ id: newId(now), billId, position: index + 1, ...line }));
}

/** Counts what these bills took of carried credit notes; the rest of a note stays carried. */
async function useCredit(tx: CoreContext, drawn: readonly Drawn[]): Promise<void> {
  const used = drawn.flatMap((each) => each.drawn.lines).filter((line) => line.creditNoteId !== null);
  if (used.length === 0) return;
  await tx.db.query({
    text: `update credit_notes n set carried_used_minor = n.carried_used_minor + x.used
      from unnest($1::uuid[], $2::bigint[]) as x(id, used) where n.id = x.id`,
    values: [used.map((line) => line.creditNoteId), used.map((line) => -line.amountMinor)],
  });
}

async function endCycles(tx: CoreContext, drawn: readonly Drawn[]): Promise<void> {
  await tx.db.query({
    text: `update postpaid_cycles c set ends_at = x.ends_at, closed_at = $4,
        status = case when x.total > 0 then 'closed' else 'completed' end, completed_at = case when x.total > 0 then null else $4::timestamptz end
      from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as x(id, ends_at, total) where c.id = x.id`,
    values: [
      drawn.map(({ cycle }) => cycle.id),
      drawn.map(({ at }) => at),
      drawn.map((each) => each.drawn.totalMinor),
      tx.clock.now(),
    ],
  });
}

async function openNext(tx: CoreContext, drawn: readonly Drawn[], settings: Settings): Promise<void> {
  const now = tx.clock.now();
  const next = drawn.filter(({ isLast }) => !isLast);
  await insertRows(
    tx,
    postpaidCycles,
    next.map(({ activation, cycle, at }) => ({
      ...{ id: newId(now), activationId: activation.id, number: cycle.number + 1, startsAt: at },
      ...{ endsAt: new Date(at.getTime() + settings.billingCycleDays * DAY_MS), status: "open" as const },
      ...{ overageBytes: 0, closedAt: null, completedAt: null },
    })),
  );
}
