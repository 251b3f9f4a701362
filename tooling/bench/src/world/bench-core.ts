import { type CoreContext, type CustomerActor, createRuntime, type Logger, type Runtime } from "@nexa/core";
import { signAccessToken } from "@nexa/core/identity/access-token";
import { connectDatabase } from "@nexa/db";
import {
  createConsoleEmail,
  createConsolePush,
  createConsoleSms,
  createLocalFolderFiles,
  createLocalFolderStorage,
  createSimulatedGateway,
} from "@nexa/integrations";
import type { World } from "./mint-world.ts";

const UNUSED_SECRET = "the bench receives no webhooks";
const UNUSED_FOLDER = ".";
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export type CoreOptions = { databaseUrl: string; authSecret: string };

export type BenchCore = {
  runtime: Runtime;
  contextOf(customer: { id: string; sessionId: string }): CoreContext<CustomerActor>;
  close(): Promise<void>;
};

/** The core in this process: to sign tokens, and to price what the floors write. Connects only when asked for data. */
export function openCore({ databaseUrl, authSecret }: CoreOptions): BenchCore {
  const clock = { now: () => new Date() };
  const write = () => undefined;
  const db = connectDatabase({ url: databaseUrl, name: "nexa-bench", maxConnections: 2 });
  const payments = createSimulatedGateway({ database: databaseUrl, clock, webhookSecret: UNUSED_SECRET });
  const gateways = {
    payments,
    sms: createConsoleSms({ clock, write }),
    push: createConsolePush({ clock, write }),
    email: createConsoleEmail({ clock, write }),
    storage: createLocalFolderStorage(UNUSED_FOLDER),
    files: createLocalFolderFiles(UNUSED_FOLDER),
  };
  const publicUrl = "http://localhost";
  const operator = { country: "IN", timezone: "Asia/Kolkata", currency: "INR" };
  const config = { authSecrets: [authSecret], phoneVerification: "off", operator, publicUrl } as const;
  const runtime = createRuntime({ db, clock, logger: silent, gateways, config });
  return {
    runtime,
    contextOf: ({ id: customerId, sessionId }) => {
      const actor = { kind: "customer", customerId, sessionId, status: "active" } as const;
      const caller = { ip: null, userAgent: null };
      return {
        ...{ db, gateways, clock, caller, runtime, actor },
        content: runtime.content,
        logger: silent,
        requestId: "bench",
      };
    },
    close: async () => {
      await runtime.close();
      await payments.stop();
      await db.close();
    },
  };
}

/** An access token for each customer, good for half an hour from now. */
export function tokensOf(runtime: Runtime, { customers }: World): Promise<string[]> {
  return Promise.all(
    customers.map(({ id, sessionId }) => signAccessToken(runtime, { kind: "customer", userId: id, sessionId })),
  );
}
