import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

const OPERATOR = "NEXA";
const MARGIN = 56;
const LABEL_WIDTH = 150;
const ROOM_FOR_ROW = 40;
const ACCENT = "#1d4ed8";
const MUTED = "#4b5563";
const INK = "#111827";
const TEXT = "text";
const BOLD = "bold";

/** One typeface for Latin, Devanagari and the rupee sign: the fonts every reader has know none of the latter two. */
const { resolve } = createRequire(import.meta.url);
const FONTS = {
  [TEXT]: resolve("@expo-google-fonts/hind/400Regular/Hind_400Regular.ttf"),
  [BOLD]: resolve("@expo-google-fonts/hind/600SemiBold/Hind_600SemiBold.ttf"),
};

export type Row = { label: string; value: string };

/** A page of ours with one column of text: receipts and bills. */
export type OurDocument = {
  /** A line of small print about what stands beside it. */
  row(row: Row): void;
  amount(row: Row, options?: { isTotal: boolean }): void;
  rule(): void;
  /** Ends the document with a note and answers with the file. */
  finish(note: string): Promise<Uint8Array<ArrayBuffer>>;
};

/**
 * Starts an A4 document under our name. `madeAt` goes into the file's properties, so equal documents of one instant are equal files.
 * Fonts are our own files: nothing is fetched.
 */
export function openDocument(about: { title: string; reference: string; madeAt: Date }): OurDocument {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    font: FONTS[TEXT],
    info: { Title: `${about.title} ${about.reference}`, Author: OPERATOR, CreationDate: about.madeAt },
  });
  const done = collect(doc);
  for (const [name, path] of Object.entries(FONTS)) doc.registerFont(name, path);
  doc.font(BOLD).fontSize(24).fillColor(ACCENT).text(OPERATOR);
  doc.font(TEXT).fontSize(14).fillColor(INK).text(about.title).moveDown(1);
  return {
    row: (row) => setRow(doc, row),
    amount: (row, options) => setAmount(doc, row, options?.isTotal === true),
    rule: () => rule(doc),
    finish: (note) => {
      doc.moveDown(2).font(TEXT).fontSize(9).fillColor(MUTED).text(note, MARGIN);
      doc.end();
      return done;
    },
  };
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((fulfil, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => fulfil(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
}

/** Both halves of a row stand on one page. */
function makeRoom(doc: PDFKit.PDFDocument): number {
  if (doc.y > doc.page.height - MARGIN - ROOM_FOR_ROW) doc.addPage();
  return doc.y;
}

function setRow(doc: PDFKit.PDFDocument, { label, value }: Row): void {
  const top = makeRoom(doc);
  doc.font(TEXT).fontSize(11).fillColor(MUTED).text(label, MARGIN, top, { width: LABEL_WIDTH });
  const below = doc.y;
  const width = doc.page.width - 2 * MARGIN - LABEL_WIDTH;
  doc.fillColor(INK).text(value, MARGIN + LABEL_WIDTH, top, { width });
  doc.y = Math.max(below, doc.y);
  doc.moveDown(0.3);
}

function setAmount(doc: PDFKit.PDFDocument, { label, value }: Row, isTotal: boolean): void {
  const top = makeRoom(doc);
  const width = doc.page.width - 2 * MARGIN;
  doc
    .font(isTotal ? BOLD : TEXT)
    .fontSize(11)
    .fillColor(INK);
  doc.text(label, MARGIN, top, { width: width - LABEL_WIDTH });
  const below = doc.y;
  doc.text(value, MARGIN, top, { width, align: "right" });
  doc.y = Math.max(below, doc.y);
  doc.moveDown(0.3);
}

function rule(doc: PDFKit.PDFDocument): void {
  const y = makeRoom(doc) + 6;
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .strokeColor("#d1d5db")
    .stroke();
  doc.y = y + 12;
}
