import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 25;
const KEPT_CHARS = 4_000;

/** A program of ours that is killed and started again, over and over. */
export type Victim = {
  readonly name: string;
  /** The process that runs now. */
  pid(): number;
  /** Whether the one that runs has become ready. */
  isReady(): Promise<boolean>;
  /** Resolves when it is ready; throws where it ended by itself. */
  ready(): Promise<void>;
  /** kill -9, and at once the next one. */
  killAndRestart(): Promise<void>;
  /** Asks it to stop in order. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** The end of what it wrote, for the report of a failure. */
  tail(): string;
};

export type Program = {
  name: string;
  entry: string;
  env: NodeJS.ProcessEnv;
  /** Tells from outside, or from what was written, that it is ready. */
  probe: (output: string) => Promise<boolean>;
};

type Running = { child: ChildProcess; output: string; ended: Promise<number | null> };

/** Starts the program under the Node that runs this. */
export function startVictim({ name, entry, env, probe }: Program): Victim {
  let running = launch(entry, env);
  const isReady = () => probe(running.output);
  return {
    name,
    pid: () => running.child.pid ?? 0,
    isReady,
    ready: async () => {
      while (!(await isReady())) {
        if (running.child.exitCode !== null) throw new Error(`The ${name} ended by itself.\n${running.output}`);
        await pause(POLL_MS);
      }
    },
    killAndRestart: async () => {
      running.child.kill("SIGKILL");
      await running.ended;
      running = launch(entry, env);
    },
    stop: () => {
      running.child.kill("SIGTERM");
      return running.ended;
    },
    tail: () => running.output.slice(-KEPT_CHARS),
  };
}

function launch(entry: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [entry], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const started: Running = { child, output: "", ended };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      started.output += chunk.toString();
    });
  }
  return started;
}
