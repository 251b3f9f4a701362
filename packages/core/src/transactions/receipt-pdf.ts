import PDFDocument from "pdfkit";
import type { ReceiptFacts } from "./receipt-facts.ts";

const OPERATOR = "NEXA";
const MARGIN = 56;
const LABEL_WIDTH = 150;
const ACCENT = "#1d4ed8";
const MUTED = "#4b5563";
const INK = "#111827";

type Row = { label: string; value: string };

/** Sets a receipt on one A4 page. `madeAt` goes into the file's properties, so equal receipts of one instant are equal files. */
export async function receiptPdf(facts: ReceiptFacts, madeAt: Date): Promise<Uint8Array<ArrayBuffer>> {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    info: { Title: `${facts.title} ${facts.reference}`, Author: OPERATOR, CreationDate: madeAt },
  });
  const done = collect(doc);
  doc.font("Helvetica-Bold").fontSize(24).fillColor(ACCENT).text(OPERATOR);
  doc.font("Helvetica").fontSize(14).fillColor(INK).text(facts.title).moveDown(1.5);
  for (const row of facts.rows) setRow(doc, row);
  rule(doc);
  for (const [index, row] of facts.amounts.entries()) setAmount(doc, row, index === facts.amounts.length - 1);
  if (facts.refunds.length > 0) rule(doc);
  for (const row of facts.refunds) setAmount(doc, row, false);
  doc.moveDown(2).font("Helvetica").fontSize(9).fillColor(MUTED);
  doc.text("Made by computer; valid without a signature. Quote the reference when you contact us.", MARGIN);
  doc.end();
  return done;
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
}

function setRow(doc: PDFKit.PDFDocument, { label, value }: Row): void {
  const top = doc.y;
  doc.font("Helvetica").fontSize(11).fillColor(MUTED).text(label, MARGIN, top, { width: LABEL_WIDTH });
  const width = doc.page.width - 2 * MARGIN - LABEL_WIDTH;
  doc
    .fillColor(INK)
    .text(printable(value), MARGIN + LABEL_WIDTH, top, { width })
    .moveDown(0.4);
}

function setAmount(doc: PDFKit.PDFDocument, { label, value }: Row, isTotal: boolean): void {
  const top = doc.y;
  const width = doc.page.width - 2 * MARGIN;
  doc
    .font(isTotal ? "Helvetica-Bold" : "Helvetica")
    .fontSize(11)
    .fillColor(INK);
  doc.text(label, MARGIN, top, { width: width - LABEL_WIDTH });
  const below = doc.y;
  doc.text(value, MARGIN, top, { width, align: "right" });
  doc.y = Math.max(below, doc.y);
  doc.moveDown(0.4);
}

function rule(doc: PDFKit.PDFDocument): void {
  const y = doc.y + 6;
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .strokeColor("#d1d5db")
    .stroke();
  doc.y = y + 12;
}

/** The built-in fonts know Western European letters only: the rupee sign is written out, other letters become a question mark. */
function printable(text: string): string {
  return text.replaceAll("₹", "Rs ").replaceAll(/[^\u0020-\u007e\u00a0-\u00ff–—‘’“”•…€™]/gu, "?");
}
