import { type BackupKind, type BackupReason, newId } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { APP_VERSION } from "./app-version.ts";
import type { ArchiveFacts } from "./archive/index.ts";

export type CopiedTable = { readonly name: string; readonly columns: readonly string[]; readonly select: string };

/** What the snapshot of the running transaction holds, counted before a byte of it is copied. */
export async function readFacts(
  tx: CoreContext,
  { kind, reason, tables }: { kind: BackupKind; reason: BackupReason; tables: readonly CopiedTable[] },
): Promise<ArchiveFacts> {
  const now = tx.clock.now();
  const counted: ArchiveFacts["tables"] = [];
  for (const { name, columns, select } of tables) {
    const [row] = await tx.db.query<{ rows: number }>({ text: `select count(*) as rows from (${select}) as counted` });
    counted.push({ name, columns: [...columns], rows: row?.rows ?? 0 });
  }
  return {
    archiveId: newId(now),
    kind,
    reason,
    createdAt: now.toISOString(),
    appVersion: APP_VERSION,
    migration: await lastMigration(tx),
    operator: { ...tx.runtime.config.operator },
    tables: counted,
    sequences: kind === "full" ? await sequences(tx) : [],
  };
}

async function lastMigration(tx: CoreContext): Promise<ArchiveFacts["migration"]> {
  const [row] = await tx.db.query<ArchiveFacts["migration"]>({
    text: `select count(*) over () as count, created_at as at, hash from drizzle.__drizzle_migrations order by created_at desc limit 1`,
  });
  return row ?? { count: 0, at: 0, hash: "" };
}

/** A counter may be ahead of the snapshot, never behind it: numbers that are left out hurt nobody. */
async function sequences(tx: CoreContext): Promise<ArchiveFacts["sequences"]> {
  const names = await tx.db.query<{ name: string }>({
    text: "select sequencename as name from pg_sequences where schemaname = 'public' order by sequencename",
  });
  const read: ArchiveFacts["sequences"] = [];
  for (const { name } of names) {
    const text = `select last_value as "lastValue", is_called as "isCalled" from "${name}"`;
    const [row] = await tx.db.query<{ lastValue: number; isCalled: boolean }>({ text });
    if (row) read.push({ name, ...row });
  }
  return read;
}
