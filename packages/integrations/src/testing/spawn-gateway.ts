import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../payments/simulated/main.ts", import.meta.url));

export interface SpawnedGateway {
  readonly url: string;
  /** Ends it at once, without a chance to finish anything. */
  kill(): Promise<void>;
  /** Asks it to end in good order. @returns its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the simulated gateway as a process of its own and waits until it answers. `config` is its configuration file.
 * @throws Error with what it wrote when it ends instead.
 */
export async function spawnGateway(config: Readonly<Record<string, unknown>>): Promise<SpawnedGateway> {
  const folder = await mkdtemp(join(tmpdir(), "nexa-gateway-"));
  const configPath = join(folder, "gateway.json");
  await writeFile(configPath, JSON.stringify({ port: 0, ...config }), { mode: 0o600 });
  const child = spawn(process.execPath, [main, configPath], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4_000);
  });
  const firstLine = once(createInterface({ input: child.stdout }), "line");
  const ready = await Promise.race([firstLine.then(([line]) => String(line)), exited.then(() => null)]);
  await rm(folder, { recursive: true, force: true });
  if (ready === null) throw new Error(`The simulated gateway ended at once: ${complaints}`);
  const { url } = JSON.parse(ready) as { url: string };
  return {
    url,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      child.kill("SIGTERM");
      await exited;
      return child.exitCode;
    },
  };
}
