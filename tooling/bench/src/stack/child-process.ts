import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A program of ours in a process of its own that answers jobs, one at a time. */
export type Worker<Job, Answer> = {
  readonly pid: number;
  run(job: Job, timeoutSeconds: number): Promise<Answer>;
  stop(): Promise<void>;
};

type Reply<Answer> = { answer: Answer } | { error: unknown };

/** Starts a program that answers jobs by `answerJobs`, with Node's flags where those matter. */
export function startWorker<Job extends object, Answer>(entry: URL, flags: string[] = []): Worker<Job, Answer> {
  const child = fork(fileURLToPath(entry), { execArgv: flags, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return {
    pid: child.pid ?? 0,
    run: (job, timeoutSeconds) => ask<Job, Answer>(child, entry, job, timeoutSeconds),
    stop: () => endChild(child),
  };
}

/** Runs one job in a process that is started and ended for it. */
export async function runJob<Job extends object, Answer>(
  entry: URL,
  job: Job,
  timeoutSeconds: number,
  flags: string[] = [],
): Promise<Answer> {
  const worker = startWorker<Job, Answer>(entry, flags);
  try {
    return await worker.run(job, timeoutSeconds);
  } finally {
    await worker.stop();
  }
}

async function ask<Job extends object, Answer>(
  child: ChildProcess,
  entry: URL,
  job: Job,
  timeoutSeconds: number,
): Promise<Answer> {
  const program = entry.pathname.split("/").at(-1);
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(timeoutSeconds * 1_000)]);
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error(`${program} ended without an answer`);
  });
  const answered = once(child, "message", { signal });
  child.send(job);
  try {
    const [reply] = (await Promise.race([answered, ended])) as [Reply<Answer>];
    if ("error" in reply) throw new Error(`${program}: ${String(reply.error)}`);
    return reply.answer;
  } catch (error) {
    if (signal.aborted) throw new Error(`${program} took longer than ${timeoutSeconds} seconds`, { cause: error });
    throw error;
  } finally {
    // Whichever of the two did not happen is no longer waited for.
    for (const each of [answered, ended]) each.catch(() => undefined);
    over.abort();
  }
}

/** Ends a child: asked first, killed where it does not listen. */
export async function endChild(child: ChildProcess, patienceMs = 15_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await gone;
  clearTimeout(force);
}
