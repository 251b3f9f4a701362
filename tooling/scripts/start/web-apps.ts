import { spawn } from "node:child_process";
import { join } from "node:path";
import { Stop } from "./stop.ts";

/** Builds both web apps where a source of theirs changed since the last time; turbo knows by what is in the files. */
export async function buildWebApps(workspaceRoot: string): Promise<void> {
  const turbo = join(workspaceRoot, "node_modules/turbo/bin/turbo");
  const args = ["run", "build", "--filter=@nexa/customer", "--filter=@nexa/admin", "--output-logs=errors-only"];
  const child = spawn(process.execPath, [turbo, ...args], {
    cwd: workspaceRoot,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", PATH: `${join(process.execPath, "..")}:${process.env.PATH}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("exit", resolve);
  if ((await promise) !== 0) throw new Stop(`The web apps could not be built:\n${output}`);
}
