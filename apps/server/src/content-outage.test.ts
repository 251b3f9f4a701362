import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { createMongoContentStore } from "@nexa/content/mongodb/create-mongo-store";
import type { Runtime } from "@nexa/core";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { findMongo, startTestMongo, type TestMongo } from "@nexa/vitest/mongodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApp, type ServerApp } from "./app.ts";
import { runningRequests } from "./http/running-requests.ts";
import { type Answer, createTestServer, freshKey, ORIGIN, PASSWORD, type TestServer } from "./testing/test-server.ts";

const source = findMongo();
// One whose power is not ours cannot be taken away.
const isOurs = source !== null && "command" in source;
/** What the design allows a customer to wait while the store is away. */
const PATIENCE_MS = 300;
const BACK_MS = 20_000;
const READERS = 8;
/** Two loads' worth wait in a queue of twelve. */
const MOST_RECHARGES = 5;
const BUILT_IN_TITLE = "Recharge in seconds";

let mongo: TestMongo;
let stores: { close(): Promise<void> }[] = [];
let server: TestServer;
let token: string;
let customer: Awaited<ReturnType<TestServer["register"]>>;
let planId: string;
let headerId: string;

function power() {
  if (mongo.power === undefined) throw new Error("this MongoDB cannot be taken away");
  return mongo.power;
}

/** A second server on the same database and content. */
function another(): ServerApp {
  const content = createMongoContentStore({ url: mongo.url });
  stores.push(content);
  const runtime: Runtime = { ...server.core.another(), content };
  const stopping = new AbortController().signal;
  const settings = { publicUrl: ORIGIN, corsOrigins: [], trustedProxies: 0, hasAccessLog: false, stopping };
  return createApp(runtime, { ...settings, requests: runningRequests() });
}

const edit = async (title: string): Promise<Answer> => {
  const { data } = await server.send("GET", `/admin/cms/headers/${headerId}`, { token });
  const body = { title, revision: data.revision ?? 1 };
  return server.send("PUT", `/admin/cms/headers/${headerId}`, { token, body });
};

const titleOn = async (app: ServerApp): Promise<string> => {
  const body = (await (await app.request("/customer/cms/content")).json()) as { data: { header: { title: string } } };
  return body.data.header.title;
};

/** Customers who read content all the time, and one who recharges. */
function underLoad() {
  let isOver = false;
  let slowest = 0;
  let recharges = 0;
  const wrong: string[] = [];
  const ask = async (expected: number, asked: Promise<Answer>) => {
    const answer = await asked;
    if (answer.status !== expected) wrong.push(answer.text);
  };
  const reader = async (place: number) => {
    const paths = ["/customer/cms/content", "/customer/cms/carousels", `/customer/cms/faqs?search=plan${place}`];
    while (!isOver) {
      for (const path of paths) {
        const startedAt = performance.now();
        await ask(200, server.send("GET", path));
        slowest = Math.max(slowest, performance.now() - startedAt);
      }
      // Answers from memory never leave the turn, in which nothing else would come to pass.
      await setImmediate();
    }
  };
  const buyer = async () => {
    const body = { planId, recipientPhoneNumber: customer.phoneNumber, paymentMethod: "upi" };
    for (; recharges < MOST_RECHARGES && !isOver; recharges += 1) {
      await ask(
        201,
        server.send("POST", "/customer/recharge", { token: customer.accessToken, body, headers: freshKey() }),
      );
    }
  };
  const turns = monitorEventLoopDelay({ resolution: 1 });
  turns.enable();
  const all = Promise.all([buyer(), ...Array.from({ length: READERS }, (_, place) => reader(place))]);
  const stop = async () => {
    isOver = true;
    await all;
    turns.disable();
  };
  // The longest turn in which nothing could be answered: other work of this process and machine, and no wait for the store.
  const heldUp = () => turns.max / 1e6;
  return { wrong, slowest: () => slowest, heldUp, recharges: () => recharges, stop };
}

describe.skipIf(!isOurs)("with a MongoDB that goes away under load", () => {
  beforeAll(async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    mongo = await startTestMongo(source);
    const content = createMongoContentStore({ url: mongo.url });
    stores = [content];
    server = await createTestServer({ content, config: { rateLimits: "off" } });
    const body = { email: "owner@nexa.test", password: PASSWORD };
    await ensureFirstOwner(server.core.as({ kind: "system" }), body);
    token = String((await server.send("POST", "/admin/login", { body })).data.accessToken);
    customer = await server.register();
    planId = (await server.core.plan()).id;
    await vi.waitFor(() => content.health(), { timeout: BACK_MS, interval: 100 });
    const header = { locale: "en", title: "First", state: "published" };
    headerId = String((await server.send("POST", "/admin/cms/headers", { token, body: header })).data.id);
  }, 60_000);
  afterAll(async () => {
    await server?.close();
    for (const store of stores) await store.close();
    await mongo?.stop();
  });

  it.each([
    ["is stopped and started", () => power().off(), () => power().on()],
    ["hangs and comes back", async () => power().freeze(), async () => power().thaw()],
  ])(
    "customers see the last content at once, recharges go on, edits are back by themselves: it %s",
    async (what, take, give) => {
      // The second is not asked before the store is away.
      const [elsewhere, fresh] = [another(), another()];
      await soon(async () => (await titleOn(elsewhere)) !== BUILT_IN_TITLE);
      await soon(async () => (await edit(`Before it ${what}`)).status === 200);
      await soon(async () => (await titleOn(elsewhere)) === `Before it ${what}`);
      const load = underLoad();
      try {
        await take();
        await expectAway(elsewhere, fresh, `Before it ${what}`);
      } finally {
        await give();
        await load.stop();
      }
      expect(load.wrong).toEqual([]);
      expect(load.recharges()).toBeGreaterThan(0);
      expect(load.slowest()).toBeLessThan(PATIENCE_MS + load.heldUp());

      await soon(async () => (await edit(`After it ${what}`)).status === 200);
      const editedAt = performance.now();
      await soon(async () => (await titleOn(elsewhere)) === `After it ${what}`);
      expect(performance.now() - editedAt).toBeLessThan(5_000);
    },
    90_000,
  );
});

/** What staff, customers and whoever watches the server are told meanwhile. */
async function expectAway(elsewhere: ServerApp, fresh: ServerApp, title: string): Promise<void> {
  await soon(async () => (await edit("Meanwhile")).status === 503);
  const refused = await server.send("GET", "/admin/cms/overview", { token });
  expect(refused).toMatchObject({ status: 503, body: { reason: "content.storeUnavailable" } });
  expect(refused.headers.get("retry-after")).toBe("30");
  expect(await titleOn(elsewhere)).toBe(title);
  expect(await titleOn(fresh)).toBe(BUILT_IN_TITLE);
  const ready = await server.send("GET", "/health/ready");
  expect(ready).toMatchObject({ status: 200, body: { status: "ready", content: "unavailable" } });
}

async function soon(check: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(check, { timeout: BACK_MS, interval: 50 });
}
