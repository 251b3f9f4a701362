import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const STOP_TIMEOUT_MS = 20_000;

/**
 * How an app's Node is started. V8 sizes its heap by the machine's memory and leaves garbage lying about while there is room: a server
 * that needs 50 MB then holds 300. `pnpm bench memory` measures what these leave.
 */
export const APP_NODE_FLAGS = ["--max-old-space-size=512", "--max-semi-space-size=16"];

/** One of our programs, running as a child under the Node that runs this. */
export type AppProcess = {
  name: string;
  pid: number;
  /** Settles with a sentence when the program ends without having been told to. */
  died: Promise<string>;
  /** Shows what was held back so far and everything from now on. */
  showOutput(): void;
  stop(): Promise<void>;
};

/** Starts an app. Its output is held back until `showOutput`, so that the lines of the start stay together. */
export function startApp(name: string, entry: string, workspaceRoot: string, env: NodeJS.ProcessEnv): AppProcess {
  const child = spawn(process.execPath, [...APP_NODE_FLAGS, join(workspaceRoot, entry)], {
    cwd: workspaceRoot,
    // Its own process group: Ctrl-C reaches this program only, which then stops the others in order.
    detached: true,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const showOutput = holdOutput(child);
  let isExpected = false;
  const died = new Promise<string>((settle) => {
    child.once("error", (error) => settle(`The ${name} could not be started: ${error.message}`));
    child.once("close", (code, signal) => {
      if (isExpected) return;
      showOutput();
      settle(`The ${name} ended (${signal ?? `exit code ${code}`}); what it said is above.`);
    });
  });
  return {
    name,
    pid: child.pid ?? 0,
    died,
    showOutput,
    stop: () => {
      isExpected = true;
      return stopChild(child);
    },
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(force);
}

/** Keeps what the child says until the returned function is called; from then on it is passed on. */
function holdOutput(child: ChildProcess): () => void {
  let held: { to: NodeJS.WriteStream; chunk: Buffer }[] | null = [];
  const follow = (from: NodeJS.ReadableStream | null, to: NodeJS.WriteStream) =>
    from?.on("data", (chunk: Buffer) => {
      if (held) held.push({ to, chunk });
      else to.write(chunk);
    });
  follow(child.stdout, process.stdout);
  follow(child.stderr, process.stderr);
  return () => {
    for (const { to, chunk } of held ?? []) to.write(chunk);
    held = null;
  };
}
