import { findMongo, startTestMongo } from "@nexa/vitest/mongodb";
import { MongoClient } from "mongodb";
import { describe } from "vitest";
import { describeContentStore } from "../contract/content-store-contract.ts";
import { createMongoContentStore } from "./create-mongo-store.ts";

const source = findMongo();

describe.skipIf(source === null)("with a MongoDB", () => {
  describeContentStore("content in MongoDB", async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    const server = await startTestMongo(source);
    // What is proved here is what the store answers; how soon is outage.test.ts.
    const options = { url: server.url, readTimeoutMs: 20_000 };
    const [store, other] = [createMongoContentStore(options), createMongoContentStore(options)];
    return {
      store,
      other,
      close: async () => {
        await Promise.all([store.close(), other.close()]);
        await dropDatabase(server.url);
        await server.stop();
      },
    };
  });
});

async function dropDatabase(url: string): Promise<void> {
  const client = await new MongoClient(url).connect();
  await client.db().dropDatabase();
  await client.close();
}
