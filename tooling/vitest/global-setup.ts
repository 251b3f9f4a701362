import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../packages/db/src/embedded/index.ts";
import { ensureTemplate } from "./template.ts";

/**
 * Gives the tests a PostgreSQL server and the database to clone: the server of NEXA_TEST_DATABASE_URL when that is set,
 * else an embedded one that is gone after the run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.NEXA_TEST_DATABASE_URL;
  if (given) {
    process.env.NEXA_TEST_TEMPLATE = await ensureTemplate(given);
    return async () => undefined;
  }
  const server = await startEphemeral();
  try {
    process.env.NEXA_TEST_TEMPLATE = await ensureTemplate(server.url);
    process.env.NEXA_TEST_DATABASE_URL = server.url;
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}

function startEphemeral(): Promise<EmbeddedPostgres> {
  // Not by mkdtemp: as root the server's own account must be able to enter, and the manager sees to that.
  const dataDir = join(tmpdir(), `nexa-test-${randomBytes(6).toString("hex")}`);
  return startEmbeddedPostgres({ dataDir, ephemeral: true });
}
