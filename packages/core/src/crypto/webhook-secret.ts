import { deriveKey } from "./derive-key.ts";

/**
 * The key with which the simulated gateway signs its webhooks, the same in server and worker. Taken from the oldest live secret, so
 * that processes that were restarted with a new one still understand those that were not.
 */
export function webhookSecretOf(authSecrets: readonly [string, ...string[]]): string {
  return deriveKey(authSecrets.at(-1) ?? authSecrets[0], "payments-webhook").toString("base64url");
}
