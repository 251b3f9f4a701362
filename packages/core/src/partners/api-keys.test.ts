import { randomUUID } from "node:crypto";
import { API_KEY_PATTERN, CreateApiKeyInput } from "@nexa/contracts";
import { apiKeys, auditEvents, partners } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import type { Runtime } from "../runtime.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { authenticatePartner } from "./authenticate-partner.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let core: TestCore;
let owner: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
  owner = await core.admin("owner");
});
afterAll(() => core.close());

const make = (fields: Partial<CreateApiKeyInput> = {}) =>
  createApiKey(owner, { partnerName: `Partner ${randomUUID()}`, label: "Till", scopes: ["catalogue:read"], ...fields });

const auditOf = (id: string) =>
  core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, id)).orderBy(auditEvents.action);

describe("a partner's API key", () => {
  it("is told once: kept as a hash, listed by how it begins, and absent from the audit log", async () => {
    const { apiKey, key } = await make({ scopes: ["usage:write", "catalogue:read"] });
    expect(key).toMatch(API_KEY_PATTERN);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    expect(apiKey).toMatchObject({ label: "Till", lastUsedAt: null, revokedAt: null });
    const everything = await core.runtime.db.query({
      text: "select to_jsonb(k)::text as row from api_keys k union all select to_jsonb(a)::text from audit_events a",
    });
    expect(JSON.stringify(everything)).not.toContain(key);
    const { items } = await listApiKeys(owner, { limit: 100, partnerId: apiKey.partnerId });
    expect(items).toEqual([apiKey]);
    expect(Object.keys(items[0] ?? {})).not.toContain("keyHash");
    expect(await auditOf(apiKey.id)).toMatchObject([
      { action: "partners.createApiKey", actorKind: "admin", after: { prefix: apiKey.prefix, scopes: apiKey.scopes } },
    ]);
  });

  it("is another one each time", async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, async () => (await make()).key));
    expect(new Set(keys).size).toBe(20);
  });

  it("belongs to the partner of that name, whatever the case, also when two are made at once", async () => {
    const name = `Kirana ${randomUUID()}`;
    const made = await Promise.all(
      [name, name.toUpperCase(), name.toLowerCase()].map((partnerName) => make({ partnerName })),
    );
    expect(new Set(made.map(({ apiKey }) => apiKey.partnerId)).size).toBe(1);
    const rows = await core.runtime.db.orm
      .select()
      .from(partners)
      .where(eq(sql`lower(${partners.name})`, name.toLowerCase()));
    expect(rows).toHaveLength(1);
  });

  it("needs a scope, knows only those there are, and takes none twice", () => {
    const scopesOf = (scopes: string[]) =>
      CreateApiKeyInput.safeParse({ partnerName: "A", label: "B", scopes }).success;
    expect(scopesOf(["usage:write", "webhooks:manage"])).toBe(true);
    for (const scopes of [[], ["everything"], ["usage:write", "usage:write"]]) expect(scopesOf(scopes)).toBe(false);
  });

  it("is listed the newest first, page by page, revoked or not", async () => {
    const { apiKey: first } = await make();
    core.clock.advance(1_000);
    const { apiKey: second } = await make({ partnerName: first.partnerName });
    await revokeApiKey(owner, { apiKeyId: first.id });
    const page = (fields: object) => listApiKeys(owner, { limit: 100, partnerId: first.partnerId, ...fields });
    const newest = await page({ limit: 1 });
    expect(newest.items.map(({ id }) => id)).toEqual([second.id]);
    const rest = await page({ limit: 1, cursor: newest.nextCursor ?? "" });
    expect(rest).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
    expect((await page({ isRevoked: true })).items.map(({ id }) => id)).toEqual([first.id]);
    expect((await page({ isRevoked: false })).items.map(({ id }) => id)).toEqual([second.id]);
    expect((await refusalOf(page({ cursor: "nonsense" }))).reason).toBe("request.badCursor");
  });
});

describe("revoking a key", () => {
  it("ends it here at once, on other servers within five seconds, and leaves the partner's other keys", async () => {
    const elsewhere = core.another();
    const { apiKey, key } = await make();
    const other = await make({ partnerName: apiKey.partnerName });
    for (const runtime of [core.runtime, elsewhere]) await authenticatePartner(runtime, key);
    const revoked = await revokeApiKey(owner, { apiKeyId: apiKey.id });
    expect(revoked.revokedAt).toBe(core.clock.now().toISOString());
    expect((await refusalOf(authenticatePartner(core.runtime, key))).reason).toBe("partners.keyRevoked");
    core.clock.advance(5_000);
    expect((await refusalOf(authenticatePartner(elsewhere, key))).reason).toBe("partners.keyRevoked");
    expect(await authenticatePartner(elsewhere, other.key)).toMatchObject({ partnerId: apiKey.partnerId });
  });

  it("is recorded once, however often it is done", async () => {
    const { apiKey } = await make();
    await Promise.all(Array.from({ length: 5 }, () => revokeApiKey(owner, { apiKeyId: apiKey.id })));
    const actions = (await auditOf(apiKey.id)).map(({ action }) => action);
    expect(actions).toEqual(["partners.createApiKey", "partners.revokeApiKey"]);
  });

  it("is refused for a key that is none", async () => {
    expect((await refusalOf(revokeApiKey(owner, { apiKeyId: randomUUID() }))).reason).toBe("partners.apiKeyNotFound");
  });
});

describe("calling with a key", () => {
  it("is refused where it is none of ours, without asking the database where it has not even the form", async () => {
    const unknown = `nxk_${"A".repeat(43)}`;
    expect((await refusalOf(authenticatePartner(core.runtime, unknown))).reason).toBe("partners.keyUnknown");
    const query = () => Promise.reject(new Error("the database was asked"));
    const blind: Runtime = { ...core.runtime, db: { ...core.runtime.db, query } };
    for (const key of ["nxk_", "nxk_short", `nxk_${"A".repeat(44)}`, `nxk_${"é".repeat(43)}`, "' or 1=1"]) {
      expect((await refusalOf(authenticatePartner(blind, key))).reason).toBe("partners.keyUnknown");
    }
  });

  it("notes when it was last used, at most once a minute", async () => {
    const { apiKey, key } = await make();
    const lastUsed = async () => {
      const [row] = await core.runtime.db.orm.select().from(apiKeys).where(eq(apiKeys.id, apiKey.id));
      return row?.lastUsedAt?.toISOString();
    };
    const first = core.clock.now().toISOString();
    await Promise.all(Array.from({ length: 10 }, () => authenticatePartner(core.runtime, key)));
    expect(await lastUsed()).toBe(first);
    core.clock.advance(59_999);
    await authenticatePartner(core.runtime, key);
    expect(await lastUsed()).toBe(first);
    core.clock.advance(5_001);
    await authenticatePartner(core.another(), key);
    expect(await lastUsed()).toBe(core.clock.now().toISOString());
  });

  it("carries the scopes that it was made with and that still exist", async () => {
    const { apiKey, key } = await make({ scopes: ["usage:write", "transactions:read"] });
    await core.runtime.db.orm
      .update(apiKeys)
      .set({ scopes: ["transactions:read", "of:yesterday"] })
      .where(eq(apiKeys.id, apiKey.id));
    expect(await authenticatePartner(core.runtime, key)).toEqual({
      ...{ kind: "partner", partnerId: apiKey.partnerId, apiKeyId: apiKey.id },
      scopes: ["transactions:read"],
    });
  });
});
