import type { AdminTransaction } from "@nexa/contracts";
import type { customers } from "@nexa/db";
import { type TransactionRow, toTransaction } from "./to-transaction.ts";

export type PayerRow = Pick<typeof customers.$inferSelect, "id" | "fullName" | "phone" | "status">;

/** The contract's form of a transaction for staff, with who paid. */
export function toAdminTransaction(row: TransactionRow, payer: PayerRow | null): AdminTransaction {
  return {
    ...toTransaction(row),
    payer: payer && { id: payer.id, fullName: payer.fullName, phoneNumber: payer.phone, status: payer.status },
    lineId: row.lineId,
    refundOfId: row.refundOfId,
    referralDiscountId: row.referralDiscountId,
    capturedAmountMinor: row.capturedMinor,
    refundRequestedAmountMinor: row.refundRequestedMinor,
    detail: row.detail,
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
