import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { selectContentStore } from "@nexa/content";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { findMongo, startTestMongo } from "@nexa/vitest/mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("move-content.ts", import.meta.url));
const source = findMongo();
const NOBODY = "mongodb://127.0.0.1:1/nexa";

let database: TestDatabase;
let db: DatabaseConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase({ url: database.url, name: "content-move-test", maxConnections: 2 });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

type Run = { code: number; out: string; err: string };

function move(args: readonly string[], MONGODB_URL: string): Promise<Run> {
  const env = { ...process.env, DATABASE_URL: database.url, MONGODB_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

it.each([
  [[], NOBODY, "Say where from and where to: postgres or mongodb."],
  [["--from", "postgres", "--to", "oracle"], NOBODY, "Say where from and where to: postgres or mongodb."],
  [["--from", "postgres", "--to", "postgres"], NOBODY, "Say two different stores"],
  [["--from", "postgres", "--to", "mongodb", "--now"], NOBODY, "Unknown option '--now'"],
  [["--from", "postgres", "--to", "mongodb"], "", "Set MONGODB_URL"],
  [["--from", "postgres", "--to", "mongodb"], NOBODY, "A store cannot be reached."],
])("refuses %j by a sentence", async (args, url, sentence) => {
  const { code, out, err } = await move(args, url);
  expect(err).toContain(sentence);
  expect({ code, out }).toEqual({ code: 1, out: "" });
});

describe.skipIf(source === null)("with a MongoDB", () => {
  it("moves content, says so, and does it once", { timeout: 120_000 }, async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    const server = await startTestMongo(source);
    const postgres = selectContentStore({ url: undefined, db });
    const mongodb = selectContentStore({ url: server.url, db, readTimeoutMs: 20_000 });
    try {
      const key = { id: "019ab0c0-0000-7000-8000-000000000001", at: "2026-11-23T09:00:00.000Z" };
      const shown = { state: "published", visibleFrom: null, visibleUntil: null, extra: {} } as const;
      const faq = {
        kind: "faq",
        locale: "hi",
        question: "डेटा?",
        answer: "हाँ",
        imageUrl: null,
        category: null,
      } as const;
      await postgres.create({ ...faq, ...shown }, key);
      const args = ["--from", "postgres", "--to", "mongodb"];
      const first = await move(args, server.url);
      expect(first).toMatchObject({ code: 0, err: "" });
      expect(first.out).toContain("Moved from postgres to mongodb and compared: 1 documents, sha256 ");
      expect(first.out).toContain("Set CONTENT_STORE=mongodb");
      expect(await mongodb.get("faq", key.id)).toEqual(await postgres.get("faq", key.id));
      expect((await move(args, server.url)).out).toContain("mongodb has the same content already");
      await mongodb.update("faq", key.id, { answer: "नहीं" }, { revision: 1, at: key.at });
      const back = ["--from", "mongodb", "--to", "postgres"];
      expect((await move(back, server.url)).err).toContain(
        "postgres has another content of 1 documents. Add --replace",
      );
      expect((await move([...back, "--replace"], server.url)).code).toBe(0);
      expect(await postgres.get("faq", key.id)).toMatchObject({ answer: "नहीं", revision: 2 });
    } finally {
      await mongodb.close();
      await server.stop();
    }
  });
});
