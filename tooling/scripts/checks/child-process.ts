import { spawn } from "node:child_process";

export type ProcessResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/**
 * Runs a program to its end and answers what it printed. A program that cannot start or passes `timeoutSeconds` (default 120)
 * is answered with exit code -1 and the cause in `stderr`; nothing is thrown.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly timeoutSeconds?: number },
): Promise<ProcessResult> {
  const timeoutSeconds = options.timeoutSeconds ?? 120;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const timer = setTimeout(() => {
      err.push(Buffer.from(`stopped after ${timeoutSeconds} s`));
      child.kill("SIGKILL");
    }, timeoutSeconds * 1000);
    const finish = (exitCode: number) => {
      clearTimeout(timer);
      resolve({ exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    };
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (error) => {
      err.push(Buffer.from(error.message));
      finish(-1);
    });
    child.on("close", (exitCode) => finish(exitCode ?? -1));
  });
}

/** Works through `items` with at most `limit` running at once; answers in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const runOne = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: limit }, runOne));
  return results;
}
