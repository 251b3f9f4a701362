import { setImmediate } from "node:timers/promises";
import { findMongo, startTestMongo, type TestMongo } from "@nexa/vitest/mongodb";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AT, createFaqs, faq, key } from "../contract/samples.ts";
import type { ContentStore } from "../store.ts";
import { createMongoContentStore } from "./create-mongo-store.ts";

const source = findMongo();
// One whose power is not ours cannot be taken away.
const isOurs = source !== null && "command" in source;
const DOWN = { code: "unavailable" };
const BACK_MS = 20_000;
const OUTAGES = 8;

let server: TestMongo | undefined;
let store: ContentStore;
const warnings: string[] = [];

function power() {
  if (server?.power === undefined) throw new Error("this MongoDB cannot be taken away");
  return server.power;
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function isBack(): Promise<void> {
  await vi.waitFor(() => store.health(), { timeout: BACK_MS, interval: 100 });
}

describe.skipIf(!isOurs)("with a MongoDB that goes away", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    server = await startTestMongo(source);
    store = createMongoContentStore({ url: server.url, onWarning: (_error, message) => warnings.push(message) });
    await isBack();
    await createFaqs(store, ["Before?"]);
  });
  afterEach(async () => {
    await power().on();
    await isBack();
  });
  afterAll(async () => {
    await store?.close();
    await server?.stop();
  });

  it("answers at once while the server is down, and serves again by itself when it is back, with what it kept", async () => {
    await power().off();
    // The first call after a server went may still be waiting for another one to take over.
    await expect(store.list({ kind: "faq" })).rejects.toMatchObject(DOWN);
    for (let i = 0; i < 5; i += 1) {
      expect(await millisecondsOf(() => expect(store.list({ kind: "faq" })).rejects.toMatchObject(DOWN))).toBeLessThan(
        250,
      );
    }
    await expect(store.create(faq("Never?"), key())).rejects.toMatchObject(DOWN);
    await power().on();
    await isBack();
    expect(warnings).toContain("the content store went away");
    expect((await store.list({ kind: "faq" })).documents.map((each) => each.question)).toEqual(["Before?"]);
  });

  it("gives up on a server that answers nothing, and serves again when it answers", async () => {
    power().freeze();
    try {
      expect(await millisecondsOf(() => expect(store.list({ kind: "faq" })).rejects.toMatchObject(DOWN))).toBeLessThan(
        4_000,
      );
      await vi.waitFor(
        async () =>
          expect(
            await millisecondsOf(() => store.health().catch((error) => expect(error).toMatchObject(DOWN))),
          ).toBeLessThan(250),
        { timeout: BACK_MS, interval: 100 },
      );
    } finally {
      power().thaw();
    }
    await isBack();
    expect((await store.list({ kind: "faq" })).total).toBe(1);
  });

  it("loses nothing it confirmed while the server goes and comes under load", async () => {
    const confirmed: string[] = [];
    const unknown: string[] = [];
    let isOver = false;
    const writer = async () => {
      while (!isOver) {
        // What fails at once would else leave nobody else a turn.
        await setImmediate();
        const { id, at } = key();
        await store.create(faq(`Under load ${id}`), { id, at }).then(
          () => confirmed.push(id),
          (error) => {
            expect(error).toMatchObject(DOWN);
            unknown.push(id);
          },
        );
      }
    };
    const reader = async () => {
      while (!isOver) {
        await setImmediate();
        await store.list({ kind: "faq" }, { limit: 10 }).catch((error) => expect(error).toMatchObject(DOWN));
      }
    };
    const load = Promise.all([writer(), writer(), reader(), reader()]);
    try {
      await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(20), { timeout: BACK_MS });
      // Again and again, since what the driver holds breaks at another place each time.
      for (let outage = 0; outage < OUTAGES; outage += 1) {
        const [before, known] = [confirmed.length, unknown.length];
        await power().off();
        await vi.waitFor(() => expect(unknown.length).toBeGreaterThan(known), { timeout: BACK_MS });
        await power().on();
        await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(before + 20), { timeout: BACK_MS });
      }
    } finally {
      isOver = true;
      await load;
    }
    const kept = new Set((await store.list({ kind: "faq" })).documents.map((each) => each.id));
    expect(confirmed.filter((id) => !kept.has(id))).toEqual([]);
    const known = new Set([...confirmed, ...unknown]);
    expect(
      (await store.list({ kind: "faq" })).documents.filter((each) => !known.has(each.id)).map((each) => each.question),
    ).toEqual(["Before?"]);
  });

  it("begins without a server and finds it when it comes", async () => {
    await power().off();
    const early = createMongoContentStore({ url: server?.url ?? "" });
    try {
      await expect(early.get("faq", key().id)).rejects.toMatchObject(DOWN);
      await expect(early.update("faq", key().id, {}, { revision: 1, at: AT })).rejects.toMatchObject(DOWN);
      await power().on();
      await vi.waitFor(() => early.health(), { timeout: BACK_MS, interval: 100 });
      expect((await early.list({ kind: "faq" })).total).toBeGreaterThan(0);
    } finally {
      await early.close();
    }
  });
});
