import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { installProblem } from "./install-problem.mjs";
import { installState, isComplete, writeStamp } from "./install-state.mjs";
import { workspaceRoot } from "./paths.mjs";
import { Stop } from "./stop.mjs";

/** Installs the libraries unless this tree has exactly those of the lockfile; needs the network only then. */
export async function ensureInstalled() {
  const state = installState();
  if (isComplete(state)) return;
  requireWritable();
  forgetCurrentState();
  const started = Date.now();
  const isTerminal = process.stdout.isTTY === true;
  process.stdout.write("Installing the libraries (once; a minute or two) ... ");
  const { code, output } = await pnpmInstall((progress) => {
    if (isTerminal) process.stdout.write(`\r\x1b[KInstalling the libraries ... ${progress} `);
  });
  if (code !== 0) throw new Stop(installProblem(output, code));
  if (!isComplete(state, { ignoreStamp: true })) {
    throw new Stop(
      "The libraries are not complete after the installation. Delete the folder node_modules and start again.",
    );
  }
  writeStamp(state);
  console.log(`done (${Math.round((Date.now() - started) / 1000)} s)`);
}

function requireWritable() {
  const folder = join(workspaceRoot, "node_modules");
  const probe = join(folder, `.nexa-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
    throw new Stop(
      `Cannot write to ${workspaceRoot}, so the libraries cannot be installed. Run this as the user who owns the folder, or clone it to a folder of yours.`,
    );
  }
}

/** pnpm trusts its own notes about what is installed; after a half installation they would hide what is missing. */
function forgetCurrentState() {
  for (const note of [".nexa-installed", ".pnpm/lock.yaml", ".pnpm-workspace-state-v1.json"]) {
    rmSync(join(workspaceRoot, "node_modules", note), { force: true });
  }
}

function pnpmInstall(onProgress) {
  const { command, prefix } = pnpmCommand();
  const args = [
    ...prefix,
    "install",
    "--frozen-lockfile",
    "--reporter=append-only",
    "--config.confirmModulesPurge=false",
  ];
  const child = spawn(command, [...args, "--dir", workspaceRoot], {
    cwd: tmpdir(),
    env: installEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (name) => child.kill(name);
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return new Promise((resolve, reject) => {
    let output = "";
    const collect = (chunk) => {
      output += chunk;
      const progress = /Progress: (.*)/.exec(`${chunk}`)?.[1];
      if (progress) onProgress(progress.trim());
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => reject(new Stop(`Cannot run npm (${error.message}). NEXA needs Node with npm.`)));
    child.once("close", (code) => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve({ code: code ?? 130, output });
    });
  });
}

/** pnpm of the pinned version: the one on PATH when it is that, else npm fetches it (and keeps it in its cache). */
function pnpmCommand() {
  const { packageManager } = JSON.parse(readFileSync(join(workspaceRoot, "package.json"), "utf8"));
  const version = packageManager.split("@")[1];
  const found = spawnSync("pnpm", ["--version"], {
    cwd: tmpdir(),
    encoding: "utf8",
    env: { ...process.env, COREPACK_ENABLE_NETWORK: "0" },
    timeout: 10_000,
  });
  if (found.status === 0 && found.stdout.trim() === version) return { command: "pnpm", prefix: [] };
  const exec = ["exec", "--yes", `--package=pnpm@${version}`, "--", "pnpm"];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js") && existsSync(npm)) return { command: process.execPath, prefix: [npm, ...exec] };
  return { command: "npm", prefix: exec };
}

/** What npm tells its scripts about the workspace would make the inner npm take it for its own project. */
function installEnvironment() {
  const env = {
    // Short waits between attempts: without a network the answer should come in seconds.
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "5000",
    ...process.env,
    CI: "true",
  };
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|config_local_prefix$|config_prefix$)/.test(name)) delete env[name];
  }
  return isWritable(homedir()) ? env : withOtherHome(env);
}

/** A system account has no home folder to keep downloads in. */
function withOtherHome(env) {
  const home = join(tmpdir(), `nexa-home-${process.getuid?.() ?? 0}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return { ...env, HOME: home, npm_config_cache: join(home, ".npm") };
}

function isWritable(folder) {
  try {
    const probe = join(folder, `.nexa-probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}
