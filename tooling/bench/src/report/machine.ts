import { cpus, loadavg, totalmem } from "node:os";
import { Client } from "pg";

/** Load from elsewhere above which figures say little, as a share of the cores. */
const QUIET_SHARE = 0.25;

export type Machine = { cores: number; cpu: string; memoryGb: number; node: string; postgres: string | null };

export async function describeMachine(databaseUrl: string | null): Promise<Machine> {
  const all = cpus();
  return {
    cores: all.length,
    cpu: all[0]?.model.trim() ?? "unknown",
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    postgres: databaseUrl === null ? null : await versionOf(databaseUrl),
  };
}

async function versionOf(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return rows[0]?.server_version ?? "unknown";
  } finally {
    await client.end();
  }
}

/** The load average of the last minute. */
export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

/** A warning when others use the machine before the bench has begun, else null. */
export function loadWarning(load: number, cores: number): string | null {
  if (load <= cores * QUIET_SHARE) return null;
  return `The machine was busy before the bench began (load ${load.toFixed(2)} on ${cores} cores): the figures say little, the ratios less than usual.`;
}
