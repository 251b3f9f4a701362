import { makeBackup } from "@nexa/core/backups/index";
import { createLocalFolderFiles } from "@nexa/integrations";
import { answerJobs } from "../stack/child-side.ts";
import { type CoreOptions, openCore } from "../world/bench-core.ts";

/** One backup as the worker makes it, read back too, in a process of its own. */
export type MakeBackupJob = { core: CoreOptions; folder: string; backupKey: string | null };
export type MakeBackupAnswer = {
  backupId: string;
  rows: number;
  sizeBytes: number;
  seconds: number;
  peakBytes: number;
};

answerJobs<MakeBackupJob, MakeBackupAnswer>(async ({ core: options, folder, backupKey }) => {
  const core = openCore(options);
  const { db, content, clock, logger, config } = core.runtime;
  const gateways = { ...core.runtime.gateways, files: createLocalFolderFiles(folder) };
  const runtime = {
    ...core.runtime,
    gateways,
    config: { ...config, backupKeys: backupKey === null ? [] : [backupKey] },
  };
  const actor = { kind: "job", name: "bench" } as const;
  const caller = { ip: null, userAgent: null };
  const ctx = { db, content, gateways, clock, logger, actor, caller, requestId: "bench", runtime };
  const signal = new AbortController().signal;
  try {
    const startedAt = performance.now();
    const { backup } = await makeBackup(ctx, { kind: "full", reason: "manual", report: () => undefined, signal });
    const seconds = (performance.now() - startedAt) / 1_000;
    const { backupId, rows, sizeBytes } = backup;
    return { backupId, rows: rows ?? 0, sizeBytes, seconds, peakBytes: process.resourceUsage().maxRSS * 1_024 };
  } finally {
    await core.close();
  }
});
