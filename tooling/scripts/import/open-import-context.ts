import { type CoreContext, createRuntime, databaseClock, type Logger } from "@nexa/core";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import type { Installation } from "../installation.ts";
import { findAuthSecrets } from "../start/data-folder.ts";
import { unheardGateways } from "../unheard-gateways.ts";
import { Refusal } from "./refusal.ts";

/** A chunk of a large import takes longer than a request may. */
const STATEMENT_TIMEOUT_MS = 600_000;
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the import's verb works with: the installation's database, time and operator. It sends nothing and charges nothing. */
export async function openImportContext(
  installation: Installation,
): Promise<{ ctx: CoreContext; close(): Promise<void> }> {
  const { url, isDemo, dataDir } = installation;
  // What the import leaves in the audit log is signed as the server signs it.
  const [newest, ...older] = findAuthSecrets(dataDir, process.env.AUTH_SECRET);
  if (newest === undefined) throw new Refusal("Set AUTH_SECRET as the server has it: the audit log is signed with it.");
  const db = connectDatabase({ url, name: "nexa-import", maxConnections: 3, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const clock = await databaseClock(db, { isDemo });
  const gateways = unheardGateways(url, clock);
  const authSecrets: [string, ...string[]] = [newest, ...older];
  const operator = await operatorOf(db);
  const config = { authSecrets, phoneVerification: "off", operator, publicUrl: "http://localhost" } as const;
  const runtime = createRuntime({ db, clock, logger: silent, gateways, config });
  const ctx: CoreContext = {
    ...{ db, content: runtime.content, gateways, clock, logger: silent, runtime, requestId: "import" },
    ...{ actor: { kind: "job", name: "import" }, caller: { ip: null, userAgent: null } },
  };
  const close = async () => {
    await runtime.close();
    await gateways.payments.stop();
    await db.close();
  };
  return { ctx, close };
}

/** As it was fixed at the install; before that, as the environment says or the defaults are. */
async function operatorOf(db: DatabaseConnection) {
  const [installed] = await db.query<{ country: string; timezone: string; currency: string }>({
    text: "select country, timezone, currency from operator_profile",
  });
  return (
    installed ?? {
      country: process.env.OPERATOR_COUNTRY?.trim() || "IN",
      timezone: process.env.OPERATOR_TIMEZONE?.trim() || "Asia/Kolkata",
      currency: process.env.OPERATOR_CURRENCY?.trim() || "INR",
    }
  );
}
