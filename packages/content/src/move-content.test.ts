import { connectDatabase } from "@nexa/db";
import { createTestDatabase } from "@nexa/vitest/database";
import { findMongo, startTestMongo } from "@nexa/vitest/mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentDigest } from "./content-digest.ts";
import { AT, faq, key, LATER } from "./contract/samples.ts";
import { exported, fill } from "./contract/streams.ts";
import type { ContentDocument } from "./documents.ts";
import { createMongoContentStore } from "./mongodb/create-mongo-store.ts";
import { moveContent } from "./move-content.ts";
import { createPostgresContentStore } from "./postgres/create-postgres-store.ts";
import type { ContentStore } from "./store.ts";

const source = findMongo();

it("tells contents apart by every value, and not by the order of fields", async () => {
  const document: ContentDocument = {
    ...faq("A?"),
    id: key().id,
    position: 0,
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
  };
  const digest = (...documents: ContentDocument[]) => contentDigest(ReadableStream.from(documents));
  const turned: ContentDocument = { ...document, extra: { b: [1, { d: 1, c: 2 }], a: "x" } };
  const same: ContentDocument = { ...document, extra: { a: "x", b: [1, { c: 2, d: 1 }] } };
  expect(await digest(turned)).toEqual(await digest(same));
  expect(await digest(turned)).not.toEqual(await digest(document));
  expect(await digest(document, same)).not.toEqual(await digest(same, document));
});

describe.skipIf(source === null)("with a MongoDB", () => {
  let postgres: ContentStore;
  let mongodb: ContentStore;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    const database = await createTestDatabase();
    const server = await startTestMongo(source);
    const db = connectDatabase({ url: database.url, name: "content-test", maxConnections: 4 });
    postgres = createPostgresContentStore(db);
    mongodb = createMongoContentStore({ url: server.url, readTimeoutMs: 20_000 });
    close = async () => {
      await mongodb.close();
      await server.stop();
      await db.close();
      await database.drop();
    };
  });
  afterAll(() => close());

  it("moves content there and back, equal, and does nothing the second time", async () => {
    const before = await fill(postgres);
    expect(await moveContent(postgres, mongodb, { replace: false })).toMatchObject({ outcome: "moved", count: 8 });
    expect(await exported(mongodb)).toEqual(before);
    expect(await moveContent(postgres, mongodb, { replace: false })).toMatchObject({ outcome: "same", count: 8 });
    const changed = before.find((each) => each.kind === "faq");
    await mongodb.update(
      "faq",
      changed?.id ?? "",
      { answer: "Moved." },
      { revision: changed?.revision ?? 0, at: LATER },
    );
    expect(await moveContent(mongodb, postgres, { replace: false })).toEqual({ outcome: "occupied", count: 8 });
    expect(await exported(postgres)).toEqual(before);
    expect(await moveContent(mongodb, postgres, { replace: true })).toMatchObject({ outcome: "moved", count: 8 });
    expect(await exported(postgres)).toEqual(await exported(mongodb));
  });

  it("changes nothing where the content is changed meanwhile, and is right when run again", async () => {
    await postgres.create(faq("Early?"), key());
    const before = await exported(mongodb);
    let reads = 0;
    // Someone adds a question between the first look and the copy.
    const busy: ContentStore = {
      ...postgres,
      exportAll: () => {
        reads += 1;
        return reads === 1 ? postgres.exportAll() : addingOne(postgres);
      },
    };
    await expect(moveContent(busy, mongodb, { replace: true })).rejects.toMatchObject({ code: "replaced" });
    expect(await exported(mongodb)).toEqual(before);
    expect(await mongodb.stages()).toHaveLength(1);
    expect(await moveContent(postgres, mongodb, { replace: true })).toMatchObject({ outcome: "moved", count: 10 });
  });
});

async function* addingOne(store: ContentStore): AsyncIterable<ContentDocument> {
  await store.create(faq("Late?"), key());
  yield* store.exportAll();
}
