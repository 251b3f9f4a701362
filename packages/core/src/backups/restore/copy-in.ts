import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Database } from "@nexa/db";
import { from } from "pg-copy-streams";

/** Fills a table with an archive's rows, in COPY's own text. */
export async function copyIn(
  db: Database,
  { table, columns, bytes }: { table: string; columns: readonly string[]; bytes: AsyncIterable<Uint8Array> },
): Promise<void> {
  if (db.client === null) throw new Error("a table is filled inside a transaction");
  const list = columns.map((column) => `"${column}"`).join(", ");
  const stream = db.client.query(from(`copy ${table} (${list}) from stdin`));
  await pipeline(Readable.from(bytes, { objectMode: false }), stream);
}
