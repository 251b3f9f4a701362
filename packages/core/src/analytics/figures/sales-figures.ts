import type { SalesComparison, SalesFigures } from "@nexa/contracts";
import { SALES_COLUMNS } from "../counting/sales-deltas.ts";
import { changePercent, percentOf } from "./ratios.ts";

/** The columns of the rollups, summed. */
export type SalesRow = {
  pending: number;
  succeeded: number;
  failed: number;
  reversed: number;
  refunded: number;
  partially_refunded: number;
  gross_minor: number;
  refunded_minor: number;
  discount_minor: number;
};

/** The select list that sums the rollups; `condition` may keep some of the rows. int8 sums are numeric, so they are cast back. */
export function salesSums(condition?: string, prefix = ""): string {
  const kept = condition === undefined ? "" : ` filter (where ${condition})`;
  return SALES_COLUMNS.map((column) => `coalesce(sum(${column})${kept}, 0)::int8 as ${prefix}${column}`).join(", ");
}

export const NO_SALES: SalesRow = {
  ...{ pending: 0, succeeded: 0, failed: 0, reversed: 0, refunded: 0, partially_refunded: 0 },
  ...{ gross_minor: 0, refunded_minor: 0, discount_minor: 0 },
};

/**
 * Net revenue = gross - refunds; average order = gross / delivered, half up to one minor unit; success rate = delivered / decided. An
 * average and a rate of nothing are null.
 */
export function toSalesFigures(row: SalesRow): SalesFigures {
  const { pending, failed, reversed, gross_minor: grossMinor, refunded_minor: refundedMinor } = row;
  const refunded = row.refunded + row.partially_refunded;
  const delivered = row.succeeded + refunded;
  const decided = delivered + failed + reversed;
  return {
    ...{ transactions: decided + pending, pending, delivered, failed, reversed, refunded },
    ...{ grossMinor, refundedMinor, netMinor: grossMinor - refundedMinor, discountMinor: row.discount_minor },
    averageOrderMinor: delivered === 0 ? null : Math.round(grossMinor / delivered),
    successPercent: percentOf(delivered, decided),
  };
}

export function compareSales(currentRow: SalesRow, previousRow: SalesRow): SalesComparison {
  const [current, previous] = [toSalesFigures(currentRow), toSalesFigures(previousRow)];
  return {
    current,
    previous,
    changePercent: {
      transactions: changePercent(current.transactions, previous.transactions),
      delivered: changePercent(current.delivered, previous.delivered),
      gross: changePercent(current.grossMinor, previous.grossMinor),
      net: changePercent(current.netMinor, previous.netMinor),
      averageOrder: changePercent(current.averageOrderMinor, previous.averageOrderMinor),
    },
  };
}
