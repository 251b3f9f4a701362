import { billNumber, creditNoteNumber, formatMoney, formatPhone } from "@nexa/contracts";
import type { billLines, creditNotes } from "@nexa/db";
import type { Row } from "../../pdf/open-document.ts";
import { outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";

export type BillSubject = {
  bill: BillRow;
  lines: readonly (typeof billLines.$inferSelect)[];
  /** Given since, oldest first. */
  notes: readonly (typeof creditNotes.$inferSelect)[];
  customer: { fullName: string; phone: string | null };
  /** The operator's. */
  timezone: string;
};

/** What a bill says, in its order. */
export type BillFacts = { number: string; rows: Row[]; lines: Row[]; total: Row; tax: Row; after: Row[] };

const NOTE_NAMES = { credit: "Credit note", waiver: "Waiver", refund: "Refund, credit note" } as const;

/** Puts a bill into words and figures. Times are in the operator's time zone; prices include tax, which is named once. */
export function billFacts({ bill, lines, notes, customer, timezone }: BillSubject): BillFacts {
  const money = (minor: number) => formatMoney(minor, bill.currency);
  const day = (at: Date) => new Intl.DateTimeFormat("en-IN", { dateStyle: "long", timeZone: timezone }).format(at);
  const number = billNumber(bill.number);
  const billedTo = customer.phone === null ? customer.fullName : `${customer.fullName}, ${formatPhone(customer.phone)}`;
  return {
    number,
    rows: [
      { label: "Bill number", value: number },
      { label: "Issued on", value: day(bill.issuedAt) },
      { label: "Period", value: `${day(bill.periodStart)} to ${day(bill.periodEnd)}` },
      { label: "Due on", value: day(bill.dueAt) },
      { label: "Billed to", value: billedTo },
      { label: "Number", value: formatPhone(bill.phone) },
      { label: "Plan", value: bill.planName },
    ],
    lines: lines.map(({ description, amountMinor }) => ({ label: description, value: money(amountMinor) })),
    total: { label: "Total", value: money(bill.totalMinor) },
    tax: { label: `Of which ${bill.taxName} ${bill.taxPercent} %`, value: money(bill.taxMinor) },
    after: [
      ...notes.map((note) => ({
        label: `${NOTE_NAMES[note.kind]} ${creditNoteNumber(note.number)}${note.carriedMinor > 0 ? ", carried to the next bill" : ""}`,
        value: money(-note.amountMinor),
      })),
      ...(bill.paidMinor > 0 ? [{ label: "Paid", value: money(-bill.paidMinor) }] : []),
      { label: "To be paid", value: money(outstandingOf(bill)) },
    ],
  };
}
