import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { CoreError } from "@nexa/contracts";
import { BadEnvironment } from "@nexa/core/composition/index";
import { startWorkGate } from "@nexa/core/maintenance-mode/index";
import { isOutage } from "@nexa/core/trpc/errors";
import { UnknownProvider } from "@nexa/integrations";
import { createApp } from "./app.ts";
import { type Env, readEnv } from "./env.ts";
import { createHttpServer } from "./http/http-server.ts";
import { runningRequests } from "./http/running-requests.ts";
import { createLog, type ServerLog } from "./logger.ts";
import { openServerRuntime } from "./open-runtime.ts";
import type { WebApp } from "./routes/web-app.ts";
import { closeServer } from "./stop.ts";

/** How long work may go on whose callers have hung up. */
const DRAIN_MS = 5_000;

const builtApp = (name: string) => fileURLToPath(new URL(`../../${name}/dist`, import.meta.url));
const WEB_APPS: readonly WebApp[] = [
  { folder: builtApp("admin"), base: "/console/" },
  { folder: builtApp("customer"), base: "/" },
];

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog({ level: env.LOG_LEVEL, file: env.LOG_FILE });
  process.on("exit", () => log.flush());
  const { runtime, close } = await openServerRuntime(env, log.logger);
  const stopping = new AbortController();
  const requests = runningRequests();
  const gate = await startWorkGate(runtime);
  const app = createApp(runtime, {
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUST_PROXY,
    hasAccessLog: log.logger.isLevelEnabled("info"),
    stopping: stopping.signal,
    requests,
    gate,
    webApps: WEB_APPS,
  });
  const server = createHttpServer(app, log.logger);
  await listen(server, env, log);

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.logger.info({ signal }, "stopping");
    stopping.abort();
    await closeServer(server);
    await requests.drained(DRAIN_MS);
    await gate.stop();
    await close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal).catch(fail));
}

function listen(server: Server, env: Env, { logger }: ServerLog): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(env.PORT, () => {
    const { port } = server.address() as AddressInfo;
    logger.info({ port }, "the server listens");
    resolve();
  });
  return promise;
}

/** One clear line for what the person at the terminal can put right, the whole error for the rest. */
function fail(error: unknown): never {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exit(1);
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BadEnvironment || error instanceof UnknownProvider || error instanceof CoreError)
    return error.message;
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `The port is taken by another program: ${error.message}. Set PORT to another one.`;
  if (isOutage(error)) return `The database of DATABASE_URL cannot be reached: ${error.message || String(code)}.`;
  return error.stack ?? error.message;
}

try {
  await main();
} catch (error) {
  fail(error);
}
