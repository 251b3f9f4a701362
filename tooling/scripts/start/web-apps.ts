import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "./stop.ts";

/** What a web app is made of beside its own folder. */
const SHARED = ["packages/ui", "packages/client", "packages/contracts", "pnpm-lock.yaml"];
const NOT_SOURCES = new Set(["node_modules", "dist", ".turbo"]);
const APPS = ["customer", "admin"] as const;

/** Builds the web apps whose sources changed since the last time. Throws Stop with what the build said. */
export async function buildWebApps(workspaceRoot: string): Promise<void> {
  await Promise.all(APPS.map((app) => buildWhenStale(workspaceRoot, app)));
}

async function buildWhenStale(workspaceRoot: string, app: (typeof APPS)[number]): Promise<void> {
  const folder = join(workspaceRoot, "apps", app);
  const stamp = join(folder, "dist/.sources");
  const sources = stateOf([folder, ...SHARED.map((each) => join(workspaceRoot, each))]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  await run(folder, [join(folder, "node_modules/vite/bin/vite.js"), "build"]);
  await run(folder, [join(workspaceRoot, "tooling/scripts/compress-assets.ts"), "dist"]);
  writeFileSync(stamp, sources);
}

/** Changes when a file is added, removed or written. */
function stateOf(places: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    const facts = statSync(path);
    if (!facts.isDirectory()) return void hash.update(`${path} ${facts.size} ${facts.mtimeMs}\n`);
    for (const name of readdirSync(path).sort()) if (!NOT_SOURCES.has(name)) add(join(path, name));
  };
  for (const place of places) add(place);
  return hash.digest("hex");
}

function run(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once("error", reject).once("exit", (code) => {
    if (code === 0) resolve();
    else reject(new Stop(`A web app could not be built:\n${output.trim()}`));
  });
  return promise;
}
