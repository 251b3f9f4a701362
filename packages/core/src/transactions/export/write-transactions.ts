import type { ExportFormat } from "@nexa/contracts";
import type { Database } from "@nexa/db";
import { readTransactions, type TransactionSet } from "../find-transactions.ts";
import { toAdminTransaction } from "../to-admin-transaction.ts";
import { EXPORT_WRITERS } from "./export-formats.ts";

/** Made into text in one go: short enough that other requests of the process wait a few milliseconds at most. */
const CHUNK_ROWS = 250;

export type WriteOptions = {
  format: ExportFormat;
  /** Told after each chunk how many rows were written so far. */
  onRows?: (rows: number) => void;
  signal?: AbortSignal;
};

/**
 * A set of transactions as a file's bytes, a chunk of rows at a time: each is read when the one before it was taken, by its place in the
 * order of ids, so that nothing is held in memory, nor in the database between two chunks.
 */
export async function* writeTransactions(
  db: Pick<Database, "orm">,
  set: TransactionSet,
  { format, onRows, signal }: WriteOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { head, row, separator, tail } = EXPORT_WRITERS[format];
  const encoder = new TextEncoder();
  let written = 0;
  let text = head;
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted();
    const page = await readTransactions(db, set, { after, limit: CHUNK_ROWS });
    const rows = page.map((each) => row(toAdminTransaction(each))).join(separator);
    text += (written > 0 && rows !== "" ? separator : "") + rows;
    written += page.length;
    onRows?.(written);
    after = page.at(-1)?.row.id ?? null;
    const isLast = page.length < CHUNK_ROWS;
    yield encoder.encode(isLast ? text + tail : text);
    if (isLast) return;
    text = "";
  }
}
