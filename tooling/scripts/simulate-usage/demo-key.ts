import { type AdminActor, type CoreContext, createRuntime, databaseClock, type Logger } from "@nexa/core";
import { createApiKey } from "@nexa/core/partners/create-api-key";
import { revokeApiKey } from "@nexa/core/partners/revoke-api-key";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import type { Installation } from "../installation.ts";
import { findAuthSecrets } from "../start/data-folder.ts";
import { unheardGateways } from "../unheard-gateways.ts";

const UNUSED_SECRET = "an installation that has no secret yet";
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export type DemoKey = { key: string; revoke(): Promise<void> };

/** A key that may send use, made in the name of the demo's first owner, for as long as the simulator runs. */
export async function makeDemoKey(installation: Installation): Promise<DemoKey> {
  const db = connectDatabase({ url: installation.url, name: "nexa-simulator-key", maxConnections: 1 });
  try {
    const ctx = await ownersContext(installation, db);
    const names = { partnerName: "Usage simulator", label: "pnpm simulate:usage" };
    const { key, apiKey } = await createApiKey(ctx, { ...names, scopes: ["usage:write"] });
    const revoke = async () => {
      await revokeApiKey(ctx, { apiKeyId: apiKey.id }).finally(() => db.close());
    };
    return { key, revoke };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function ownersContext(
  { url, isDemo, dataDir }: Installation,
  db: DatabaseConnection,
): Promise<CoreContext<AdminActor>> {
  const [owner] = await db.query<{ id: string }>({
    text: "select id from admins where role = 'owner' order by created_at, id limit 1",
  });
  if (!owner) throw new Error("the demo has no owner account yet");
  const clock = await databaseClock(db, { isDemo });
  const gateways = unheardGateways(url, clock);
  const publicUrl = "http://localhost";
  const operator = { country: "IN", timezone: "UTC", currency: "INR" };
  // What the key's making leaves in the audit log is signed as the server signs it.
  const [newest = UNUSED_SECRET, ...older] = findAuthSecrets(dataDir, process.env.AUTH_SECRET);
  const authSecrets: [string, ...string[]] = [newest, ...older];
  const config = { authSecrets, phoneVerification: "off", operator, publicUrl } as const;
  const runtime = createRuntime({ db, clock, logger: silent, gateways, config });
  const actor = { kind: "admin", adminId: owner.id, sessionId: owner.id, role: "owner" } as const;
  const caller = { ip: null, userAgent: null };
  return {
    ...{ db, content: runtime.content, gateways, clock, logger: silent, actor, caller, runtime },
    requestId: "simulate-usage",
  };
}
