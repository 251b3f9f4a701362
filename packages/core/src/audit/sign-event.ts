import { timingSafeEqual } from "node:crypto";
import { deriveKey, keyedHash } from "../crypto/derive-key.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { type AuditRow, eventText } from "./hash-event.ts";

type WithRuntime = { readonly runtime: Runtime };

const keys = runtimeSlot(({ config }) => config.authSecrets.map((secret) => deriveKey(secret, "audit-events")));

/**
 * Signs a row that is about to be written. The key is not in the database, so that a row put in or changed by SQL before it was sealed
 * has no right signature. Sealing checks it; from then on the chain protects the row, and the installation's secret may be replaced.
 */
export function signEvent(ctx: WithRuntime, row: AuditRow): string {
  const [key] = keys(ctx);
  if (!key) throw new Error("the installation has no secret to sign audit rows with");
  return keyedHash(key, eventText(row));
}

/** Whether the row is as this installation wrote it, under the secret of now or the one before. */
export function isSigned(ctx: WithRuntime, row: AuditRow): boolean {
  const { mac } = row;
  return mac !== null && keys(ctx).some((key) => isEqual(keyedHash(key, eventText(row)), mac));
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
