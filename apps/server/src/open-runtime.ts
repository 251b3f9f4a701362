import { type OpenRuntime, openRuntime, systemContext } from "@nexa/core/composition/index";
import { getContent } from "@nexa/core/content/index";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import type { Logger } from "pino";
import type { Env } from "./env.ts";

/** A recharge under load holds few connections, since concurrent ones share statements; reads take the rest. */
const MAX_CONNECTIONS = 16;

/** Connects everything the server works with, and makes sure that there is an owner who can sign in. */
export async function openServerRuntime(env: Env, logger: Logger): Promise<OpenRuntime> {
  const open = await openRuntime(env, { name: "nexa-server", maxConnections: MAX_CONNECTIONS, logger });
  try {
    const { NEXA_ADMIN_EMAIL: email, NEXA_ADMIN_PASSWORD: password } = env;
    const owner = await ensureFirstOwner(systemContext(open.runtime), { email, password });
    if (owner.generatedPassword !== undefined) {
      // Shown this once, on the terminal and not in the log, which may be kept and sent elsewhere.
      process.stdout.write(`First owner: ${owner.email}, password ${owner.generatedPassword}\n`);
    }
    // Read before anyone asks, so that the first customers do not meet the words for a store that is away. It never waits long.
    await getContent(systemContext(open.runtime), {});
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}
