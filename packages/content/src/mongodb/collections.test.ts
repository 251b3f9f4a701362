import { findMongo, startTestMongo } from "@nexa/vitest/mongodb";
import { MongoClient } from "mongodb";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { carousel, header, key } from "../contract/samples.ts";
import { fill } from "../contract/streams.ts";
import { DOCUMENTS_SCHEMA, documentsOf, SHELVES_SCHEMA, shelvesOf } from "./collections.ts";
import { createMongoContentStore } from "./create-mongo-store.ts";

const source = findMongo();
const NUMBERS = new Set(["int", "long", "double"]);

/** The same in plain JSON Schema, which has `type` where MongoDB has `bsonType`. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) =>
      name === "bsonType" ? ["type", typeOf(value)] : [name, plain(value)],
    ),
  );
}

function typeOf(bsonType: string | readonly string[]): string | string[] {
  if (typeof bsonType === "string") return NUMBERS.has(bsonType) ? "number" : bsonType;
  const types = [...new Set(bsonType.map((each) => (NUMBERS.has(each) ? "number" : each)))];
  return types.length === 1 ? (types[0] ?? "null") : types;
}

function checkOf(schema: object): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(plain(schema))));
}

describe.skipIf(source === null)("with a MongoDB", () => {
  it("keeps what a server's own check, where it has one, lets through", async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    const server = await startTestMongo(source);
    const store = createMongoContentStore({ url: server.url, readTimeoutMs: 20_000 });
    const client = await new MongoClient(server.url).connect();
    try {
      await fill(store);
      await store.create(header("First of its shelf", "published", { locale: "hi" }), key());
      const { id } = await store.create(carousel("Gone", { locale: "hi" }), key());
      await store.delete("carousel", id);
      const documents = await documentsOf(client.db()).find().toArray();
      const shelves = await shelvesOf(client.db()).find().toArray();
      expect([documents.length, shelves.length]).toEqual([9, 6]);
      for (const each of documents) expect(checkOf(DOCUMENTS_SCHEMA).safeParse(each).error).toBeUndefined();
      for (const each of shelves) expect(checkOf(SHELVES_SCHEMA).safeParse(each).error).toBeUndefined();
      const [first] = documents;
      for (const wrong of [{ kind: "video" }, { locale: "fr" }, { revision: "1" }, { body: {} }, { more: 1 }]) {
        expect(checkOf(DOCUMENTS_SCHEMA).safeParse({ ...first, ...wrong }).success).toBe(false);
      }
    } finally {
      await client.close();
      await store.close();
      await server.stop();
    }
  });
});
