import type { AdminTransaction } from "@nexa/contracts";
import type { customers, partners } from "@nexa/db";
import { type TransactionRow, toTransaction } from "./to-transaction.ts";

export type PayerRow = Pick<typeof customers.$inferSelect, "id" | "fullName" | "phone" | "status">;

/** A transaction with the customer who paid, or the partner that sold it. */
export type WithPeople = {
  row: TransactionRow;
  payer: PayerRow | null;
  partner: Pick<typeof partners.$inferSelect, "id" | "name"> | null;
};

/** The contract's form of a transaction for staff, with who paid or sold. */
export function toAdminTransaction({ row, payer, partner }: WithPeople): AdminTransaction {
  return {
    ...toTransaction(row),
    payer: payer && { id: payer.id, fullName: payer.fullName, phoneNumber: payer.phone, status: payer.status },
    partner,
    lineId: row.lineId,
    refundOfId: row.refundOfId,
    referralDiscountId: row.referralDiscountId,
    capturedAmountMinor: row.capturedMinor,
    refundRequestedAmountMinor: row.refundRequestedMinor,
    detail: row.detail,
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
