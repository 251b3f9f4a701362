import { billNumber, type GetTransactionInput } from "@nexa/contracts";
import { customers, transactions } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { findBillOfPayment } from "../postpaid/index.ts";
import { transactionsErrors } from "./errors.ts";
import { ownTransaction } from "./own-transaction.ts";
import { receiptFacts } from "./receipt-facts.ts";
import type { TransactionRow } from "./to-transaction.ts";

export type Receipt = { fileName: string; contentType: "application/pdf"; bytes: Uint8Array<ArrayBuffer> };

/**
 * The receipt of a paid transaction of the signed-in customer as a PDF, with the money given back since.
 *
 * @throws transactions.notFound receiptPending receiptUnpaid
 */
export async function getReceipt(ctx: CoreContext<CustomerActor>, input: GetTransactionInput): Promise<Receipt> {
  const { orm } = ctx.db;
  const transaction = await ownTransaction(ctx, input.transactionId);
  refuseUnpaid(transaction);
  const [payer] = await orm
    .select({ fullName: customers.fullName, phone: customers.phone })
    .from(customers)
    .where(eq(customers.id, ctx.actor.customerId));
  const refunds = await orm
    .select()
    .from(transactions)
    .where(and(eq(transactions.refundOfId, transaction.id), eq(transactions.status, "succeeded")))
    .orderBy(asc(transactions.id));
  const { timezone } = ctx.runtime.config.operator;
  const bill = await findBillOfPayment(ctx, transaction.refundOfId ?? transaction.id);
  const billNumberText = bill ? billNumber(bill.number) : null;
  const facts = receiptFacts({ transaction, payer: payer ?? null, refunds, timezone, billNumber: billNumberText });
  // Loaded on first use: pdfkit costs start-up time and memory that most processes never need.
  const { receiptPdf } = await import("./receipt-pdf.ts");
  const bytes = await receiptPdf(facts, ctx.clock.now());
  return { fileName: `nexa-receipt-${facts.reference}.pdf`, contentType: "application/pdf", bytes };
}

function refuseUnpaid({ status }: TransactionRow): void {
  if (status === "pending") throw transactionsErrors.receiptPending();
  if (status === "failed" || status === "reversed") throw transactionsErrors.receiptUnpaid();
}
