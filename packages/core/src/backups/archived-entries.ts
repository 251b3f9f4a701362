import { isContentError } from "@nexa/content";
import type { TaskProgress } from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { asc, gt } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { ArchiveEntry, ArchiveFacts } from "./archive/index.ts";
import { copyOut } from "./copy-out.ts";
import { backupsErrors } from "./errors.ts";
import type { CopiedTable } from "./read-facts.ts";

const FILES_AT_ONCE = 500;

export type EntriesRun = {
  readonly facts: ArchiveFacts;
  readonly tables: readonly CopiedTable[];
  readonly copyOptions: string;
  readonly report: (progress: TaskProgress) => void;
};

/** The tables of the snapshot, one after another, with progress in rows. */
export async function* tableEntries(tx: CoreContext, run: EntriesRun): AsyncGenerator<ArchiveEntry> {
  const total = run.facts.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const [at, { name, columns, select }] of run.tables.entries()) {
    run.report({ step: name, done, total });
    const bytes = copyOut(tx.db, `copy (${select}) to stdout ${run.copyOptions}`);
    yield { kind: "table", name, columns: [...columns], bytes };
    done += run.facts.tables[at]?.rows ?? 0;
  }
}

/** All content as JSON, one document a line. */
export async function* contentLines(tx: CoreContext): AsyncGenerator<Uint8Array> {
  try {
    for await (const document of tx.runtime.content.exportAll()) yield Buffer.from(`${JSON.stringify(document)}\n`);
  } catch (error) {
    if (isContentError(error, "unavailable")) throw backupsErrors.contentUnavailable();
    throw error;
  }
}

/** The bytes of every upload that the snapshot names. One that was deleted meanwhile is passed over and counted. */
export async function* fileEntries(
  tx: CoreContext,
  run: Pick<EntriesRun, "report"> & { onMissing: () => void },
): AsyncGenerator<ArchiveEntry> {
  let [after, done] = ["00000000-0000-0000-0000-000000000000", 0];
  for (;;) {
    const rows = await tx.db.orm
      .select({ id: uploads.id })
      .from(uploads)
      .where(gt(uploads.id, after))
      .orderBy(asc(uploads.id))
      .limit(FILES_AT_ONCE);
    if (rows.length === 0) return;
    for (const { id } of rows) {
      const bytes = await tx.gateways.storage.get(id);
      if (bytes === null) run.onMissing();
      else yield { kind: "file", name: id, bytes: once(bytes) };
      after = id;
      done += 1;
    }
    run.report({ step: "files", done, total: null });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
