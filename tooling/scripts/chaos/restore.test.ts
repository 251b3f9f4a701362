import { spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { finishRestores } from "@nexa/core/backups/restore/index";
import { addContent, backUp, everyDocument, everyRow, install } from "@nexa/core/backups/restore/restore.fixture";
import { startWorkGate } from "@nexa/core/maintenance-mode/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP_NODE_FLAGS } from "../start/app-process.ts";
import { seededChance } from "./chance.ts";

const KILLS = 10;
const CUSTOMERS = 300;
const NOW = new Date("2026-11-23T10:00:00Z");
const VICTIM = fileURLToPath(new URL("./restore-victim.ts", import.meta.url));

const seed = Number(process.env.NEXA_CHAOS_SEED ?? randomInt(2 ** 31));
const folder = mkdtempSync(join(tmpdir(), "nexa-restore-chaos-"));
let target: TestCore;
/** Two installations' backups, by turns, and what the database is like with each. */
const backups: { file: string; fingerprint: string }[] = [];

beforeAll(async () => {
  target = await createTestCore({ now: NOW });
  for (const name of ["one", "other"]) {
    const core = await createTestCore({ now: new Date(NOW.getTime() - backups.length * 60_000) });
    await install(core);
    for (let each = 0; each < CUSTOMERS; each += 1) await core.customer({ fullName: `${name} ${each}` });
    await addContent(core);
    const file = join(folder, `${name}.nexa`);
    writeFileSync(file, await backUp(core));
    backups.push({ file, fingerprint: await fingerprint(core) });
    await core.close();
  }
}, 240_000);
afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fingerprint(core: TestCore): Promise<string> {
  const state = [await everyRow(core), await everyDocument(core)];
  return createHash("sha256").update(JSON.stringify(state)).digest("hex");
}

async function begin(file: string) {
  const args = [...APP_NODE_FLAGS, VICTIM, target.databaseUrl, NOW.toISOString(), file, folder];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await once(child.stdout, "data");
  return { child, ended };
}

it(`leaves the old or the new state, never a mixture, although a restore is killed at ${KILLS} random moments (seed ${seed})`, async () => {
  const chance = seededChance(seed);
  let current = 0;
  const whole = await begin(backups[0]?.file ?? "");
  const startedAt = performance.now();
  expect(await whole.ended).toBe(0);
  const durationMs = performance.now() - startedAt;
  expect(await fingerprint(target)).toBe(backups[0]?.fingerprint);

  const outcomes: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const next = 1 - current;
    const victim = await begin(backups[next]?.file ?? "");
    // The earlier ones more often: the first run was the slowest, and its end is after the commit.
    const at = chance() ** 2 * durationMs;
    await pause(at);
    victim.child.kill("SIGKILL");
    await victim.ended;
    // As the next worker does within a second; servers stay closed until then.
    await finishRestores(target.job());
    const state = await fingerprint(target);
    const found = backups.findIndex((each) => each.fingerprint === state);
    expect([kill, found]).toEqual([kill, expect.toBeOneOf([current, next])]);
    outcomes.push(`${Math.round((at / durationMs) * 100)}% ${found === next ? "new" : "old"}`);
    current = found;
    const gate = await startWorkGate(target.runtime);
    expect(gate.closed()).toBeNull();
    await gate.stop();
  }
  console.log(`seed ${seed}: ${outcomes.join(", ")} of ${Math.round(durationMs)} ms`);

  const last = await begin(backups[1 - current]?.file ?? "");
  expect(await last.ended).toBe(0);
  expect(await fingerprint(target)).toBe(backups[1 - current]?.fingerprint);
}, 600_000);
