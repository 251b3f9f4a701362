import type { CoreContext } from "../context.ts";
import { type ImportRun, knownIds } from "./import-ids.ts";
import type { ImportKind } from "./import-report.ts";
import type { SourceRecord } from "./source/import-source.ts";
import { textOf } from "./source/read-value.ts";

const CHUNK_ROWS = 500;

export type NewRecord = { readonly externalId: string; readonly record: SourceRecord };

/** A source's records in chunks, without those that have no id, come twice or were brought in before; each is counted. */
export async function* newRecords(
  ctx: CoreContext,
  run: ImportRun,
  { kind, idField, records }: { kind: ImportKind; idField: string; records: AsyncIterable<SourceRecord> },
): AsyncGenerator<NewRecord[]> {
  let chunk = new Map<string, SourceRecord>();
  const flush = async (): Promise<NewRecord[]> => {
    const known = await knownIds(ctx, run, kind, [...chunk.keys()]);
    run.report.count(kind, "knownAlready", known.size);
    const fresh = [...chunk].filter(([externalId]) => !known.has(externalId));
    chunk = new Map();
    return fresh.map(([externalId, record]) => ({ externalId, record }));
  };
  for await (const record of records) {
    run.report.count(kind, "read");
    const externalId = textOf(record, idField);
    if (externalId === null) run.report.leaveOut(kind, "", `It has no ${idField}.`, shown(record));
    else if (chunk.has(externalId)) run.report.leaveOut(kind, externalId, "Its id comes a second time.");
    else chunk.set(externalId, record);
    if (chunk.size < CHUNK_ROWS) continue;
    run.signal.throwIfAborted();
    yield await flush();
  }
  run.signal.throwIfAborted();
  yield await flush();
}

/** The beginning of a record for the report, which is no place for a password's hash. */
function shown(record: SourceRecord): string {
  return JSON.stringify(record, (key, value) => (key === "password_hash" ? undefined : value)).slice(0, 200);
}
