import { openDocument } from "../../pdf/open-document.ts";
import type { BillFacts } from "./bill-facts.ts";

const NOTE =
  "Prices include tax. Made by computer; valid without a signature. Quote the bill number when you contact us.";

/** Sets a bill on A4 pages. `madeAt` goes into the file's properties, so equal bills of one instant are equal files. */
export async function billPdf(facts: BillFacts, madeAt: Date): Promise<Uint8Array<ArrayBuffer>> {
  const document = openDocument({ title: "Bill", reference: facts.number, madeAt });
  for (const row of facts.rows) document.row(row);
  document.rule();
  for (const line of facts.lines) document.amount(line);
  document.rule();
  document.amount(facts.total, { isTotal: true });
  document.amount(facts.tax);
  document.rule();
  for (const row of facts.after) document.amount(row);
  return document.finish(NOTE);
}
