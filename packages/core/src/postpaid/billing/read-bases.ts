import { creditNoteNumber } from "@nexa/contracts";
import { creditNotes, postpaidAddons } from "@nexa/db";
import { and, asc, inArray, lt } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import type { ActivationRow, CycleRow } from "../rows.ts";
import type { BillBasis } from "./bill-rules.ts";

type Billed = { activation: ActivationRow; cycle: CycleRow };
/** What a bill is drawn from, with the number that is billed and the one that is told. */
export type BilledBasis = Omit<BillBasis, "taxPercent"> & { phone: string; customerPhone: string | null };

/**
 * Reads what the bills of these cycles are drawn from, in three statements however many they are. `lock` holds the credit notes that
 * are carried, so that each is used once.
 */
export async function readBases(
  ctx: CoreContext,
  billed: readonly Billed[],
  options: { lock: boolean },
): Promise<BilledBasis[]> {
  const addons = await addonsOf(ctx, billed);
  const notes = await carriedNotesOf(ctx, billed, options.lock);
  const phones = await phonesOf(ctx, billed);
  return billed.map(({ activation, cycle }) => ({
    planName: activation.terms.planName,
    priceMinor: activation.terms.priceMinor,
    addons: (addons.get(cycle.id) ?? []).map(({ id, terms }) => ({
      id,
      planName: terms.planName,
      priceMinor: terms.priceMinor,
    })),
    overageBytes: cycle.overageBytes,
    overagePricePerGbMinor: activation.terms.overagePricePerGbMinor,
    carried: (notes.get(activation.id) ?? []).map(({ id, number, carriedMinor, carriedUsedMinor }) => ({
      id,
      label: `Credit note ${creditNoteNumber(number)}`,
      leftMinor: carriedMinor - carriedUsedMinor,
    })),
    phone: phones.line(activation.lineId),
    customerPhone: phones.customer(activation.customerId),
  }));
}

async function addonsOf(ctx: CoreContext, billed: readonly Billed[]) {
  const rows = await ctx.db.orm
    .select()
    .from(postpaidAddons)
    .where(
      inArray(
        postpaidAddons.cycleId,
        billed.map(({ cycle }) => cycle.id),
      ),
    )
    .orderBy(asc(postpaidAddons.id));
  return Map.groupBy(rows, (row) => row.cycleId);
}

async function carriedNotesOf(ctx: CoreContext, billed: readonly Billed[], lock: boolean) {
  const activationIds = billed.map(({ activation }) => activation.id);
  const query = ctx.db.orm
    .select()
    .from(creditNotes)
    .where(
      and(inArray(creditNotes.activationId, activationIds), lt(creditNotes.carriedUsedMinor, creditNotes.carriedMinor)),
    )
    .orderBy(asc(creditNotes.id));
  return Map.groupBy(await (lock ? query.for("no key update") : query), (row) => row.activationId);
}

async function phonesOf(ctx: CoreContext, billed: readonly Billed[]) {
  const rows = await ctx.db.query<{ id: string; phone: string | null }>({
    text: `select id, phone from lines where id = any($1::uuid[]) union all select id, phone from customers where id = any($2::uuid[])`,
    values: [billed.map(({ activation }) => activation.lineId), billed.map(({ activation }) => activation.customerId)],
  });
  const phones = new Map(rows.map((row) => [row.id, row.phone]));
  return {
    line: (id: string): string => {
      const phone = phones.get(id);
      if (!phone) throw new Error(`there is no line ${id} to bill`);
      return phone;
    },
    customer: (id: string): string | null => phones.get(id) ?? null,
  };
}
