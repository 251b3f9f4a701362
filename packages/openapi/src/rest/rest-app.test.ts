import { expect, it } from "vitest";
import { A_THING, callFixture, fixtureApp } from "../testing/fixture-api.ts";

const { app, errors } = fixtureApp();

type Answer = { status: number; headers: Headers; body: unknown };

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const raw = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const type: Record<string, string> = raw === undefined ? {} : { "content-type": "application/json" };
  const response = await app.request(path, { method, body: raw, headers: { ...type, ...headers } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

const problem = (status: number, reason: string) => ({ status, body: expect.objectContaining({ status, reason }) });
const wrongField = (path: string) => ({
  status: 422,
  body: expect.objectContaining({
    reason: "request.invalid",
    errors: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining(path) })]),
  }),
});

it("answers an output in the envelope, with no-store", async () => {
  const { status, headers, body } = await send("GET", "/things?limit=5");
  expect(status).toBe(200);
  expect(body).toEqual({ status: "success", data: { items: [A_THING], asked: { limit: 5 } }, message: "OK" });
  expect(headers.get("cache-control")).toBe("no-store");
});

it("decodes numbers, booleans, lists and texts of the query, and fills in defaults", async () => {
  const { body } = await send("GET", "/things?isTopup=false&kinds=a&kinds=b&since=2026-01-01T00:00:00Z");
  expect(body).toMatchObject({
    data: { asked: { limit: 100, isTopup: false, kinds: ["a", "b"], since: "2026-01-01T00:00:00Z" } },
  });
});

it.each([
  ["limit", "limit=ten"],
  ["limit", "limit=1e2"],
  ["limit", "limit=0x10"],
  ["limit", "limit="],
  ["limit", "limit=5.5"],
  ["limit", "limit=99999999999999999999999"],
  ["limit", "limit=5&limit=6"],
  ["isTopup", "isTopup=1"],
  ["isTopup", "isTopup=False"],
  ["kinds", "kinds=c"],
  ["since", "since=yesterday"],
  ["cursor", "cursor=%00"],
  ["", "unknown=1"],
])("refuses a query whose %s is wrong: %s", async (field, query) => {
  expect(await send("GET", `/things?${query}`)).toMatchObject(wrongField(field));
});

it("answers 201 and the operation's sentence for a creation", async () => {
  const answer = await send("POST", "/things", { name: "Two", priceMinor: 5, isTopup: true });
  expect(answer).toMatchObject({
    status: 201,
    body: { status: "success", data: { name: "Two", priceMinor: 5, isTopup: true }, message: "Thing made" },
  });
});

it.each([
  ["null for a number", { name: "x", priceMinor: null, isTopup: false }, "priceMinor"],
  ["a text for a number", { name: "x", priceMinor: "5", isTopup: false }, "priceMinor"],
  ["a text for a boolean", { name: "x", priceMinor: 5, isTopup: "false" }, "isTopup"],
  ["a number below zero", { name: "x", priceMinor: -1, isTopup: false }, "priceMinor"],
  ["a fraction", { name: "x", priceMinor: 1.5, isTopup: false }, "priceMinor"],
  ["a huge number", '{"name":"x","priceMinor":1e400,"isTopup":false}', "priceMinor"],
  ["an overlong text", { name: "x".repeat(21), priceMinor: 5, isTopup: false }, "name"],
  ["NUL in a text", { name: "x\u0000", priceMinor: 5, isTopup: false }, "name"],
  ["NUL in a list", { name: "x", priceMinor: 5, isTopup: false, benefits: ["a\u0000"] }, "benefits"],
  ["half a surrogate pair", '{"name":"\\ud800","priceMinor":5,"isTopup":false}', "name"],
  ["an unknown field", { name: "x", priceMinor: 5, isTopup: false, isAdmin: true }, ""],
  ["a __proto__ field", '{"name":"x","priceMinor":5,"isTopup":false,"__proto__":{"a":1}}', ""],
  ["a missing field", { name: "x", isTopup: false }, "priceMinor"],
  ["a list as body", [], ""],
  ["null as body", "null", ""],
  ["no body", undefined, "name"],
])("refuses %s with 422", async (_, body, field) => {
  expect(await send("POST", "/things", body)).toMatchObject(wrongField(field));
});

it("refuses nesting that would exhaust the stack", async () => {
  const deep = `{"name":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  expect(await send("POST", "/things", deep)).toMatchObject(wrongField("name"));
});

it("refuses broken JSON and broken UTF-8 with 400", async () => {
  expect(await send("POST", "/things", '{"name":')).toMatchObject(problem(400, "http.brokenBody"));
  const response = await app.request("/things", {
    method: "POST",
    body: new Uint8Array([0x22, 0xff, 0x22]),
    headers: { "content-type": "application/json" },
  });
  expect(await response.json()).toMatchObject({ status: 400, reason: "http.brokenText" });
});

it.each(["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/jsonx"])(
  "refuses a body of type %s with 415",
  async (type) => {
    expect(await send("POST", "/things", "{}", { "content-type": type })).toMatchObject(
      problem(415, "http.wrongContentType"),
    );
  },
);

it("takes application/json with its charset named", async () => {
  const headers = { "content-type": 'application/json; charset="UTF-8"' };
  expect(await send("POST", "/things", { name: "x", priceMinor: 5, isTopup: false }, headers)).toMatchObject({
    status: 201,
  });
});

it("refuses a body above 1 MiB with 413, announced or not", async () => {
  const big = JSON.stringify({ name: "x".repeat(1024 ** 2) });
  expect(await send("POST", "/things", big)).toMatchObject(problem(413, "http.bodyTooLarge"));
  expect(await send("POST", "/things", big, { "content-length": String(big.length) })).toMatchObject(
    problem(413, "http.bodyTooLarge"),
  );
});

it("refuses a path field that comes again in the body, and query fields beside a body", async () => {
  expect(await send("PUT", `/things/${A_THING.id}`, { thingId: A_THING.id })).toMatchObject(wrongField("thingId"));
  expect(await send("PUT", `/things/${A_THING.id}?name=x`, {})).toMatchObject(wrongField("name"));
  expect(await send("PUT", `/things/${A_THING.id}`, { name: "New" })).toMatchObject({
    status: 200,
    body: { data: { name: "New" } },
  });
});

it("refuses an id that is none, also with odd escapes", async () => {
  for (const id of ["1", "%00", "%ff", "..%2f..", "null"]) {
    expect(await send("DELETE", `/things/${id}`)).toMatchObject(wrongField("thingId"));
  }
});

it("answers null for an operation without output", async () => {
  expect(await send("DELETE", `/things/${A_THING.id}`)).toMatchObject({ status: 200, body: { data: null } });
});

it("asks for an Idempotency-Key and hands it to the verb", async () => {
  const pay = (headers: Record<string, string>, body: unknown = { amountMinor: 5 }) =>
    send("POST", "/things/pay", body, headers);
  expect(await pay({})).toMatchObject(problem(400, "http.idempotencyKeyMissing"));
  expect(await pay({ "idempotency-key": "a b" })).toMatchObject(problem(400, "http.idempotencyKeyInvalid"));
  expect(await pay({ "idempotency-key": "k".repeat(256) })).toMatchObject(problem(400, "http.idempotencyKeyInvalid"));
  expect(await pay({ "idempotency-key": "k".repeat(255) })).toMatchObject({ status: 201 });
  const inBody = { amountMinor: 5, idempotencyKey: "b" };
  expect(await pay({ "idempotency-key": "a" }, inBody)).toMatchObject(wrongField("idempotencyKey"));
  expect(await pay({ "idempotency-key": "a" })).toMatchObject({ body: { data: { transaction: { key: "a" } } } });
});

it("says that an answer is a replay, and 202 while a payment is pending", async () => {
  const first = await send("POST", "/things/pay", { amountMinor: 5 }, { "idempotency-key": "first" });
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  const again = await send("POST", "/things/pay", { amountMinor: 5 }, { "idempotency-key": "again" });
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  const pending = await send("POST", "/things/pay", { amountMinor: 7 }, { "idempotency-key": "p" });
  expect(pending.status).toBe(202);
});

it("answers a public read with ETag, 304 where nothing changed, and gzip on request", async () => {
  const first = await app.request("/things/shared");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
  const second = await app.request("/things/shared", { headers: { "if-none-match": `"other", ${etag}` } });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe("");
  const changed = await app.request("/things/shared", { headers: { "if-none-match": '"other"' } });
  expect(changed.status).toBe(200);
  const zipped = await app.request("/things/shared", { headers: { "accept-encoding": "br, gzip;q=0.5" } });
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  const { body } = new Response(zipped.body);
  const text = await new Response(body?.pipeThrough(new DecompressionStream("gzip"))).text();
  expect(text).toBe(await first.text());
  const refused = await app.request("/things/shared", { headers: { "accept-encoding": "gzip;q=0" } });
  expect(refused.headers.get("content-encoding")).toBeNull();
});

it("answers errors as problem+json with the request id", async () => {
  const { status, headers, body } = await send("POST", "/things/fail", { how: "conflict" });
  expect(status).toBe(409);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(body).toEqual({
    type: "urn:nexa:problem:things.taken",
    title: "Not possible in this state",
    status: 409,
    detail: "Taken. Choose another.",
    code: "CONFLICT",
    reason: "things.taken",
    requestId: "request-1",
    errors: [],
    details: { by: "x" },
  });
});

it("tells a limited caller when to come back", async () => {
  const { status, headers } = await send("POST", "/things/fail", { how: "limited" });
  expect(status).toBe(429);
  expect(headers.get("retry-after")).toBe("7");
  expect(headers.get("ratelimit")).toBe('"things.tooMany";r=0;t=7');
  expect(headers.get("ratelimit-policy")).toBe('"things.tooMany";q=5;w=60');
});

it("answers a bug with a blank 500 and reports it", async () => {
  errors.length = 0;
  const answer = await send("POST", "/things/fail", { how: "bug" });
  expect(answer).toMatchObject(problem(500, "request.failed"));
  expect(JSON.stringify(answer.body)).not.toContain("secret");
  expect(errors).toHaveLength(1);
});

it("asks for sign-in before it looks at the request", async () => {
  expect(await send("GET", "/sessions?x=1")).toMatchObject(problem(401, "request.signInNeeded"));
  expect(await send("GET", "/sessions", undefined, { "x-actor": "expired" })).toMatchObject(
    problem(401, "request.signInNeeded"),
  );
});

it("lets staff and customers share an address", async () => {
  for (const kind of ["customer", "admin"]) {
    expect(await send("GET", "/sessions", undefined, { "x-actor": kind })).toMatchObject({ body: { data: { kind } } });
  }
});

it("asks for a partner's key, and takes a larger body where the operation says so", async () => {
  const key = { "x-actor": "partner" };
  const body = JSON.stringify({ items: ["x".repeat(1024 ** 2)] });
  expect(await send("POST", "/partner/feed", body, key)).toMatchObject({ status: 200, body: { data: { taken: 1 } } });
  const larger = JSON.stringify({ items: ["x".repeat(2 * 1024 ** 2)] });
  expect(await send("POST", "/partner/feed", larger, key)).toMatchObject(problem(413, "http.bodyTooLarge"));
  for (const kind of ["customer", "admin", "nobody"]) {
    expect(await send("POST", "/partner/feed", { items: [] }, { "x-actor": kind })).toMatchObject(
      problem(401, "request.keyNeeded"),
    );
  }
  expect(await send("GET", "/sessions", undefined, key)).toMatchObject(problem(401, "request.signInNeeded"));
});

it("lets any signed-in caller use an operation for both", async () => {
  for (const kind of ["customer", "admin"]) {
    expect(await send("POST", "/leave", undefined, { "x-actor": kind })).toMatchObject({ body: { data: { kind } } });
  }
  expect(await send("POST", "/leave")).toMatchObject(problem(401, "request.signInNeeded"));
});

it("takes a slash at the end, the alias /api/v1, and HEAD", async () => {
  for (const path of ["/things/", "/api/v1/things", "/api/v1/things/"]) {
    expect((await send("GET", path)).status).toBe(200);
  }
  expect((await send("HEAD", "/things")).status).toBe(200);
});

it("answers 404 where there is nothing, and 405 with Allow for another method", async () => {
  expect(await send("GET", "/nothing")).toMatchObject(problem(404, "http.unknownRoute"));
  const wrong = await send("DELETE", "/api/v1/things/");
  expect(wrong).toMatchObject(problem(405, "http.wrongMethod"));
  expect(wrong.headers.get("allow")).toBe("GET, HEAD, POST");
});

it("refuses a field for an operation that takes none", async () => {
  const answer = await send("GET", "/sessions?x=1", undefined, { "x-actor": "customer" });
  expect(answer).toMatchObject(wrongField("x"));
});

it("never makes tRPC lenient: both refuse null and texts before and after a thousand REST calls", async () => {
  const bad = [
    { name: "x", priceMinor: null, isTopup: false },
    { name: "x", priceMinor: 5, isTopup: "false" },
  ];
  const refusedByBoth = async () => {
    for (const input of bad) {
      expect((await send("POST", "/things", input)).status).toBe(422);
      await expect(callFixture.things.create(input as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    await expect(callFixture.things.list({ limit: "5", isTopup: "false" } as never)).rejects.toThrow();
  };
  await refusedByBoth();
  for (let call = 0; call < 500; call += 1) {
    expect((await send("POST", "/things", { name: "x", priceMinor: 5, isTopup: true })).status).toBe(201);
    expect((await send("GET", "/things?limit=5&isTopup=true")).status).toBe(200);
  }
  await refusedByBoth();
});

it("takes a body that breaks off as broken, not as a fault of its own", async () => {
  errors.length = 0;
  const broken = () =>
    new ReadableStream({
      pull(controller) {
        controller.error(new Error("the caller hung up"));
      },
    });
  for (const headers of [{}, { "content-length": "20" }]) {
    const init = {
      method: "POST",
      body: broken(),
      duplex: "half" as const,
      headers: { "content-type": "application/json", ...headers },
    };
    expect((await app.request("/things", init)).status).toBe(400);
  }
});
