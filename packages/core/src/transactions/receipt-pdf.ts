import { openDocument } from "../pdf/open-document.ts";
import type { ReceiptFacts } from "./receipt-facts.ts";

const NOTE = "Made by computer; valid without a signature. Quote the reference when you contact us.";

/** Sets a receipt on one A4 page. `madeAt` goes into the file's properties, so equal receipts of one instant are equal files. */
export async function receiptPdf(facts: ReceiptFacts, madeAt: Date): Promise<Uint8Array<ArrayBuffer>> {
  const document = openDocument({ title: facts.title, reference: facts.reference, madeAt });
  for (const row of facts.rows) document.row(row);
  document.rule();
  for (const [index, row] of facts.amounts.entries()) {
    document.amount(row, { isTotal: index === facts.amounts.length - 1 });
  }
  if (facts.refunds.length > 0) document.rule();
  for (const row of facts.refunds) document.amount(row);
  return document.finish(NOTE);
}
