import { CoreError } from "@nexa/contracts";
import { BadEnvironment, openRuntime } from "@nexa/core/composition/index";
import { isOutage } from "@nexa/core/trpc/errors";
import { UnknownProvider } from "@nexa/integrations";
import { readEnv } from "./env.ts";
import { createLog } from "./logger.ts";
import { jobs } from "./registry.ts";
import { startWorker } from "./worker.ts";

/** Loops and a few jobs at a time; the queue has its own connections. */
const MAX_CONNECTIONS = 8;

/** A stop that takes longer ends the process anyway: work that was not finished is taken up by the next worker. */
const LONGEST_STOP_MS = 15_000;

async function main(): Promise<void> {
  const env = readEnv();
  const logger = createLog({ level: env.LOG_LEVEL, file: env.LOG_FILE });
  const { runtime, close } = await openRuntime(env, { name: "nexa-worker", maxConnections: MAX_CONNECTIONS, logger });
  const databaseUrl = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
  const worker = await startWorker({ runtime, databaseUrl, jobs });
  logger.info({ jobs: jobs.map((job) => job.name) }, "the worker is ready");

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    await worker.stop();
    await close();
    logger.info({ signal }, "stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal).catch(fail));
}

/** One clear line for what the person at the terminal can put right, the whole error for the rest. */
function fail(error: unknown): never {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exit(1);
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BadEnvironment || error instanceof UnknownProvider || error instanceof CoreError) {
    return error.message;
  }
  if (isOutage(error)) return `The database of DATABASE_URL cannot be reached: ${error.message}.`;
  return error.stack ?? error.message;
}

try {
  await main();
} catch (error) {
  fail(error);
}
