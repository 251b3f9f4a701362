import { afterAll, beforeAll, expect, it } from "vitest";
import { machineClock } from "../clock.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { authenticatePartner } from "./authenticate-partner.ts";
import { PARTNER_REQUESTS } from "./request-limit.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

/** As if this key's requests had been counted on other servers already. */
function countElsewhere(apiKeyId: string, points: number) {
  return core.runtime.db.query({
    text: `insert into rate_limits (key, points, expire) values ($1, $2, $3)
      on conflict (key) do update set points = excluded.points, expire = excluded.expire`,
    values: [`partnerKey:${apiKeyId}`, points, machineClock.now().getTime() + 60_000],
  });
}

it("lets a key send as many requests as agreed over all servers, then says when to come back", async () => {
  const { key, apiKeyId } = await core.partner(["catalogue:read"]);
  const { limit, windowSeconds } = PARTNER_REQUESTS;
  await countElsewhere(apiKeyId, limit - 100);
  const servers = [core.runtime, core.another()];
  const calls = Array.from({ length: 200 }, (_, index) =>
    authenticatePartner(servers[index % 2] ?? core.runtime, key).then(
      () => "let in",
      (error: { reason?: string }) => error.reason,
    ),
  );
  const results = await Promise.all(calls);
  expect(results.filter((each) => each === "let in")).toHaveLength(100);
  expect(new Set(results)).toEqual(new Set(["let in", "partners.tooManyRequests"]));
  const refusal = await refusalOf(authenticatePartner(core.runtime, key));
  expect(refusal).toMatchObject({ code: "RATE_LIMITED", details: { limit, windowSeconds } });
  expect(refusal.details.retryAfterSeconds).toBeGreaterThan(50);
});

it("counts each key by itself", async () => {
  const [busy, quiet] = [await core.partner(["catalogue:read"]), await core.partner(["catalogue:read"])];
  await countElsewhere(busy.apiKeyId, PARTNER_REQUESTS.limit);
  expect((await refusalOf(authenticatePartner(core.runtime, busy.key))).reason).toBe("partners.tooManyRequests");
  expect((await authenticatePartner(core.runtime, quiet.key)).partnerId).toBe(quiet.id);
});

it("costs a statement for fifty requests, not for each", async () => {
  const { key, apiKeyId } = await core.partner(["catalogue:read"]);
  const points = async () => {
    const [row] = await core.runtime.db.query<{ points: number }>({
      text: "select points from rate_limits where key = $1",
      values: [`partnerKey:${apiKeyId}`],
    });
    return row?.points;
  };
  for (let request = 0; request < 50; request += 1) await authenticatePartner(core.runtime, key);
  expect(await points()).toBe(50);
  await authenticatePartner(core.runtime, key);
  expect(await points()).toBe(100);
});

it("lets nobody in while the store of the limits fails, and everybody again afterwards", async () => {
  const { key, apiKeyId } = await core.partner(["catalogue:read"]);
  await core.runtime.db.query({ text: "alter table rate_limits rename to away" });
  const refusal = await refusalOf(authenticatePartner(core.runtime, key));
  expect(refusal).toMatchObject({ code: "UNAVAILABLE", reason: "partners.limitsUnavailable" });
  await core.runtime.db.query({ text: "alter table away rename to rate_limits" });
  expect((await authenticatePartner(core.runtime, key)).apiKeyId).toBe(apiKeyId);
});
