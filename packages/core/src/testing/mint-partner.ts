import { randomUUID } from "node:crypto";
import { newId, type PartnerScope } from "@nexa/contracts";
import { apiKeys, partners } from "@nexa/db";
import type { PartnerActor } from "../context.ts";
import { newApiKey } from "../partners/index.ts";
import type { Runtime } from "../runtime.ts";

export type MintedPartner = { id: string; key: string; apiKeyId: string; actor: PartnerActor };

/** A new partner with a key of these scopes, or another key of the partner given. */
export async function mintPartner(
  runtime: Runtime,
  scopes: readonly PartnerScope[],
  partnerId?: string,
): Promise<MintedPartner> {
  const createdAt = runtime.clock.now();
  const { orm } = runtime.db;
  const { key, keyHash, prefix } = newApiKey();
  const [id, apiKeyId] = [partnerId ?? newId(createdAt), newId(createdAt)];
  if (partnerId === undefined) await orm.insert(partners).values({ id, name: `Kirana Recharge ${id}`, createdAt });
  await orm.insert(apiKeys).values({
    id: apiKeyId,
    partnerId: id,
    label: "Shop terminals",
    prefix,
    keyHash,
    scopes: [...scopes],
    createdBy: randomUUID(),
    createdAt,
  });
  return { id, key, apiKeyId, actor: { kind: "partner", partnerId: id, apiKeyId, scopes } };
}
