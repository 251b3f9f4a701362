import { join } from "node:path";
import { hashPasswordAlone } from "@nexa/core/identity/password-hash";
import { seedDemo } from "@nexa/db/seed/index";
import { ensureSimulatedSchema } from "@nexa/integrations/payments/simulated/schema";
import { Pool } from "pg";
import { dropDemoPassword, ensureDemoPassword } from "./data-folder.ts";
import { liveDemo } from "./demo-life/live-demo.ts";
import { Stop } from "./stop.ts";

const LIFE_SEED = 20_251;

const OPERATOR = { OPERATOR_COUNTRY: "IN", OPERATOR_TIMEZONE: "Asia/Kolkata", OPERATOR_CURRENCY: "INR" };

/** Ends the start where the settings are another operator's than the demo's. */
export function requireDemoOperator(env: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(OPERATOR)) {
    const given = env[name]?.trim();
    if (!given || given === value) continue;
    throw new Stop(
      `${name} is "${given}", and the demo data is an Indian operator's. Add --no-demo, or unset ${name}.`,
    );
  }
}

/**
 * Fills an empty database with the demo operator's history; one that has staff or plans of its own stays as it is. `contentUrl` is the MongoDB
 * that has the content, if any.
 */
export async function seedDemoData(databaseUrl: string, dataDir: string, contentUrl?: string): Promise<void> {
  const passwordHash = hashPasswordAlone(ensureDemoPassword(dataDir));
  const now = await makeGatewayLedger(databaseUrl);
  const { isSeeded } = await seedDemo(databaseUrl, { now, passwordHash });
  if (!isSeeded) dropDemoPassword(dataDir);
  else {
    const uploadsFolder = join(dataDir, "uploads");
    await liveDemo({ url: databaseUrl, now, passwordHash, seed: LIFE_SEED, uploadsFolder, contentUrl });
  }
}

/** The history has payments, so the simulated gateway's own ledger gets its side of them. Answers the database's time. */
async function makeGatewayLedger(databaseUrl: string): Promise<Date> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await ensureSimulatedSchema(pool);
    const { rows } = await pool.query<{ now: Date }>("select now() as now");
    return rows[0]?.now ?? new Date();
  } finally {
    await pool.end();
  }
}
