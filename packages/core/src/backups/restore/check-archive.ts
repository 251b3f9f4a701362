import { type Migration, readMigrations } from "@nexa/db";
import type { CoreContext } from "../../context.ts";
import { type ArchiveManifest, verifyArchive } from "../archive/index.ts";
import { restoreErrors } from "./errors.ts";

/** Opens the archive's bytes anew, from the first one. */
export type ArchiveBytes = () => Promise<AsyncIterable<Uint8Array>>;

export type CheckedArchive = {
  readonly manifest: ArchiveManifest;
  /** What the archive's tables have been through, and what they have not. */
  readonly migrations: { readonly done: readonly Migration[]; readonly ahead: readonly Migration[] };
};

/**
 * Reads the whole archive before anything is changed, and refuses what cannot be restored here. @throws backups.notAnArchive broken
 * formatUnknown keyNeeded wrongKey; restore.essential otherOperator newerVersion notMigrated
 */
export async function checkArchive(
  ctx: CoreContext,
  bytes: ArchiveBytes,
  options: { signal?: AbortSignal; onEntry?: (done: { entries: number; sizeBytes: number }) => void } = {},
): Promise<CheckedArchive> {
  const { backupKeys: keys = [], operator } = ctx.runtime.config;
  const { manifest } = await verifyArchive(await bytes(), { keys, ...options });
  if (manifest.kind !== "full") throw restoreErrors.essential();
  const isSame = (["country", "timezone", "currency"] as const).every(
    (key) => manifest.operator[key] === operator[key],
  );
  if (!isSame) throw restoreErrors.otherOperator();
  return { manifest, migrations: await splitMigrations(ctx, manifest) };
}

async function splitMigrations(
  ctx: CoreContext,
  { migration }: ArchiveManifest,
): Promise<CheckedArchive["migrations"]> {
  const all = readMigrations();
  const [live] = await ctx.db.query<{ hash: string }>({
    text: "select hash from drizzle.__drizzle_migrations order by created_at desc limit 1",
  });
  if (live?.hash !== all.at(-1)?.hash) throw restoreErrors.notMigrated();
  const index = all.findIndex(({ hash }) => hash === migration.hash);
  if (index === -1) throw restoreErrors.newerVersion();
  return { done: all.slice(0, index + 1), ahead: all.slice(index + 1) };
}
