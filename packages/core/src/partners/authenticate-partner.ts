import type { PartnerActor } from "../context.ts";
import { createCredentialCache } from "../identity/index.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { hashOfKey, hasKeyForm } from "./api-key-secret.ts";
import { scopesOf } from "./api-key-view.ts";
import { partnersErrors } from "./errors.ts";
import { countRequest } from "./request-limit.ts";

/** How old `last_used_at` may become while the key is in use. */
const TOUCH_AFTER_MS = 60_000;
const NEVER_ENDS = new Date(8_640_000_000_000_000);

type KeyRow = {
  id: string;
  partner_id: string;
  scopes: string[];
  last_used_at: Date | null;
  revoked_at: Date | null;
};

const keyCache = runtimeSlot(() => createCredentialCache<{ actor: PartnerActor; validUntil: Date }>());

/**
 * The partner that a key stands for, and one request counted against the key's limit. Costs one indexed read on a miss; what was read
 * is relied on for at most 5 seconds, as with sessions. Throws `partners.keyUnknown`, `keyRevoked`, `tooManyRequests`.
 */
export async function authenticatePartner(runtime: Runtime, key: string): Promise<PartnerActor> {
  if (!hasKeyForm(key)) throw partnersErrors.keyUnknown();
  const keyHash = hashOfKey(key);
  const { actor } = await keyCache({ runtime }).get(keyHash, runtime.clock.now(), () => readKey(runtime, keyHash));
  await countRequest(runtime, actor.apiKeyId);
  return actor;
}

/** Makes this process ask the database about a key on its next use. */
export function forgetApiKey(ctx: { readonly runtime: Runtime }, apiKeyId: string): void {
  keyCache(ctx).forget(({ actor }) => actor.apiKeyId === apiKeyId);
}

/** Makes this process ask the database about every key on its next use. */
export function forgetPartnerKeys(ctx: { readonly runtime: Runtime }): void {
  keyCache(ctx).forget(() => true);
}

async function readKey(runtime: Runtime, keyHash: string): Promise<{ actor: PartnerActor; validUntil: Date }> {
  const [row] = await runtime.db.query<KeyRow>({
    name: "partners.keyByHash",
    text: "select id, partner_id, scopes, last_used_at, revoked_at from api_keys where key_hash = $1",
    values: [keyHash],
  });
  if (!row) throw partnersErrors.keyUnknown();
  if (row.revoked_at !== null) throw partnersErrors.keyRevoked();
  await touch(runtime, row);
  const scopes = scopesOf(row.scopes);
  return { actor: { kind: "partner", partnerId: row.partner_id, apiKeyId: row.id, scopes }, validUntil: NEVER_ENDS };
}

/** Notes at most once a minute that the key is in use, for the list of keys. */
async function touch(runtime: Runtime, { id, last_used_at }: KeyRow): Promise<void> {
  const now = runtime.clock.now();
  const before = new Date(now.getTime() - TOUCH_AFTER_MS);
  if (last_used_at !== null && last_used_at > before) return;
  await runtime.db.query({
    name: "partners.touchKey",
    text: "update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)",
    values: [id, now, before],
  });
}
