export const IMPORT_SECTIONS = ["categories", "plans", "customers", "transactions", "subscriptions"] as const;
export type ImportSection = (typeof IMPORT_SECTIONS)[number];

/** A row of the other system as it wrote it. Numbers are text, so that no decimal passes through a float. */
export type SourceRecord = Readonly<Record<string, unknown>>;

/** The other system's data. A section can be read again from its start. */
export type ImportSource = {
  records(section: ImportSection): AsyncIterable<SourceRecord>;
  close(): Promise<void>;
};

/** What was named as a source is none: a sentence for the person at the terminal. */
export class NotASource extends Error {
  override readonly name = "NotASource";
}
