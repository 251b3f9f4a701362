import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import type { SimulatedLogger } from "./options.ts";
import { createGatewayServer } from "./server.ts";

/**
 * The simulated gateway as a process of its own: `node main.ts <config.json>`. The configuration is a file, since
 * arguments are readable by every user of the machine. Prints one JSON line with the address when ready.
 */
const duration = z.int().min(0);
const configSchema = z.strictObject({
  databaseUrl: z.string().min(1),
  host: z.string().default("127.0.0.1"),
  port: z.int().min(0).max(65_535),
  apiKey: z.string().min(16),
  webhookSecret: z.string().min(16),
  webhookUrl: z.url().optional(),
  timing: z
    .strictObject({
      timeoutMs: duration,
      slowMs: duration,
      pendingMs: duration.nullable(),
      timeoutCaptureMs: duration.nullable(),
      lateCaptureMs: duration.nullable(),
      refundPendingMs: duration.nullable(),
    })
    .partial()
    .optional(),
  webhooks: z
    .strictObject({
      delayMs: duration,
      copies: z.int().min(0).max(100),
      reorderMs: duration,
      seed: z.int(),
      maxTries: z.int().min(1).max(100),
      retryBaseMs: duration,
      requestTimeoutMs: z.int().min(1),
      isAnsweredAnnounced: z.boolean(),
    })
    .partial()
    .optional(),
});

type Config = z.output<typeof configSchema>;

const logger: SimulatedLogger = {
  warn(details, message) {
    const { err, ...rest } = details;
    const error = err instanceof Error ? { error: err.message } : {};
    console.error(JSON.stringify({ level: "warn", message, ...rest, ...error }));
  },
};

function readConfig(path: string | undefined): Config {
  if (path === undefined) throw new Error("Name the configuration file: node main.ts <config.json>.");
  const parsed = configSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`The configuration ${path} is wrong:\n${z.prettifyError(parsed.error)}`);
}

async function serve({ databaseUrl, host, port, apiKey, ...rest }: Config): Promise<void> {
  const gateway = createSimulatedGateway({ ...rest, database: databaseUrl, clock: { now: () => new Date() }, logger });
  const server = createGatewayServer({ gateway, apiKey, logger });
  try {
    await gateway.ensureSchema();
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    await gateway.stop();
    throw error;
  }
  gateway.start();
  const { port: boundPort } = server.address() as AddressInfo;
  console.log(JSON.stringify({ ready: true, url: `http://${host}:${boundPort}` }));
  const stop = async () => {
    server.close();
    await gateway.stop();
    server.closeAllConnections();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

try {
  await serve(readConfig(process.argv[2]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
