import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@nexa/contracts";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { runTransactionExports } from "@nexa/core/transactions/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createHttpServer } from "../http/http-server.ts";
import { createTestServer, PASSWORD, type TestServer } from "../testing/test-server.ts";

const ROWS = 3_000;
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await createTestServer();
  const login = { email: "owner@nexa.test", password: PASSWORD };
  await ensureFirstOwner(server.core.as({ kind: "system" }), login);
  token = String((await server.send("POST", "/admin/login", { body: login })).data.accessToken);
  const { id, phone, lineId } = await server.core.customer();
  await server.core.runtime.db.query({ text: MINT, values: [id, lineId, phone, ROWS, server.core.clock.now()] });
});
afterAll(() => server.close());

const MINT = `insert into transactions (id, type, status, payer_id, line_id, recipient_phone, original_amount_minor, final_amount_minor,
    captured_minor, currency, payment_method, created_at, settled_at)
  select ('019c0000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'prepaid_recharge', 'succeeded', $1, $2, $3, 4900 + i % 2, 4900 + i % 2,
    4900 + i % 2, 'INR', 'upi', $5, $5 from generate_series(1, $4::int) i`;

it("streams what the query's filters let through, as a file that nobody keeps", async () => {
  const path = "/admin/transactions/export?format=csv&minAmountMinor=4901&sort=oldest";
  const { status, headers, text } = await server.send("GET", path, { token });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="transactions-[\dTZ-]+\.csv"$/);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(text.trimEnd().split("\r\n")).toHaveLength(1 + ROWS / 2);
  const json = await server.send("GET", "/api/v1/admin/transactions/export?format=json", { token });
  expect(json.body).toHaveLength(ROWS);
});

it("refuses customers, strangers and wrong filters with a problem", async () => {
  const { accessToken } = await server.register();
  for (const each of [{}, { token: accessToken }]) {
    expect((await server.send("GET", "/admin/transactions/export?format=csv", each)).status).toBe(401);
  }
  for (const query of [
    "",
    "?format=xls",
    "?format=csv&minAmountMinor=ten",
    "?format=csv&nothing=1",
    "?format=csv&cursor=1",
  ]) {
    const answer = await server.send("GET", `/admin/transactions/export${query}`, { token });
    expect(answer, query).toMatchObject({ status: 422, body: { reason: "request.invalid" } });
  }
});

it("answers 202 with a task, whose file can be downloaded once it is done", async () => {
  const started = await server.send("POST", "/admin/transactions/export", { token, body: { format: "json" } });
  expect(started).toMatchObject({ status: 202, data: { kind: "transaction_export", status: "waiting" } });
  const path = `/admin/transactions/exports/${started.data.id}/download`;
  expect(await server.send("GET", path, { token })).toMatchObject({
    ...{ status: 409, body: { reason: "transactions.exportUnfinished" } },
  });
  await runTransactionExports(server.core.job(), new AbortController().signal);
  const file = await server.send("GET", path, { token });
  expect(file.status).toBe(200);
  expect(file.headers.get("cache-control")).toBe("no-store");
  expect(file.headers.get("content-length")).toBe(String(Buffer.byteLength(file.text)));
  expect(file.body).toHaveLength(ROWS);
  const nothing = `/admin/transactions/exports/${newId(new Date())}/download`;
  expect((await server.send("GET", nothing, { token })).status).toBe(404);
});

it("stops reading for a caller who goes away, and for HEAD, so that others may stream", async () => {
  const listening = createHttpServer(server.app, server.core.runtime.logger).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  const path = "/admin/transactions/export?format=json";
  const options = { port, host: "127.0.0.1", path, headers: { authorization: `Bearer ${token}` } };
  for (let i = 0; i < 4; i += 1) {
    const asked = request(options).end();
    const [answer] = await once(asked, "response");
    expect(answer.statusCode).toBe(200);
    await once(answer, "data");
    answer.destroy();
    await server.app.request(path, { method: "HEAD", headers: options.headers });
    await vi.waitFor(async () => expect(await endedStreams()).toBe(2 * i + 2));
  }
  const { totalCount, idleCount } = server.core.runtime.db.pool;
  expect(idleCount).toBe(totalCount);
  listening.closeAllConnections();
  listening.close();
});

/** Streams that were broken off, as the audit log has them. */
async function endedStreams(): Promise<number> {
  const [row] = await server.core.runtime.db.query<{ count: number }>({
    text: "select count(*) from audit_events where action = 'transactions.exported' and after->>'isComplete' = 'false'",
  });
  return row?.count ?? 0;
}
