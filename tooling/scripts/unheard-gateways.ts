import type { Clock } from "@nexa/core";
import {
  createConsoleEmail,
  createConsolePush,
  createConsoleSms,
  createLocalFolderFiles,
  createLocalFolderStorage,
  createSimulatedGateway,
} from "@nexa/integrations";

const UNUSED_SECRET = "a script receives no webhooks";
const UNUSED_FOLDER = ".";

/** Gateways for a script whose verbs read the gateway's ledger at most: nobody hears what they send, and they keep no files. */
export function unheardGateways(databaseUrl: string, clock: Clock) {
  const write = () => undefined;
  return {
    payments: createSimulatedGateway({ database: databaseUrl, clock, webhookSecret: UNUSED_SECRET }),
    sms: createConsoleSms({ clock, write }),
    push: createConsolePush({ clock, write }),
    email: createConsoleEmail({ clock, write }),
    storage: createLocalFolderStorage(UNUSED_FOLDER),
    files: createLocalFolderFiles(UNUSED_FOLDER),
  };
}
