import type { BillPdfInput } from "@nexa/contracts";
import { billLines, bills, creditNotes, customers } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../../context.ts";
import { billFacts } from "./bill-facts.ts";
import { billingErrors } from "./errors.ts";

export type BillFile = { fileName: string; contentType: "application/pdf"; bytes: Uint8Array<ArrayBuffer> };

/** An own bill as a PDF, with what was credited and paid since. @throws billing.billUnknown */
export async function getBillPdf(ctx: CoreContext<CustomerActor>, input: BillPdfInput): Promise<BillFile> {
  const { orm } = ctx.db;
  const { customerId } = ctx.actor;
  const [found] = await orm
    .select({ bill: bills, customer: { fullName: customers.fullName, phone: customers.phone } })
    .from(bills)
    .innerJoin(customers, eq(customers.id, bills.customerId))
    .where(and(eq(bills.id, input.billId), eq(bills.customerId, customerId)));
  if (!found) throw billingErrors.billUnknown();
  const { bill, customer } = found;
  const lines = await orm
    .select()
    .from(billLines)
    .where(eq(billLines.billId, bill.id))
    .orderBy(asc(billLines.position));
  const notes = await orm
    .select()
    .from(creditNotes)
    .where(eq(creditNotes.billId, bill.id))
    .orderBy(asc(creditNotes.number));
  const { timezone } = ctx.runtime.config.operator;
  const facts = billFacts({ bill, lines, notes, customer, timezone });
  // Loaded on first use: pdfkit costs start-up time and memory that most processes never need.
  const { billPdf } = await import("./bill-pdf.ts");
  const bytes = await billPdf(facts, ctx.clock.now());
  return { fileName: `nexa-bill-${facts.number}.pdf`, contentType: "application/pdf", bytes };
}
