import { type ContentStore, createMongoContentStore } from "@nexa/content";
import { restores } from "@nexa/db";
import { findMongo, startTestMongo, type TestMongo } from "@nexa/vitest/mongodb";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createFaq } from "../../content/index.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { addContent, backUp, fingerprint, install, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";

const source = findMongo();
const FAQS = 300;

describe.skipIf(source === null || !("command" in source))("a MongoDB that dies while content is brought in", () => {
  let server: TestMongo;
  let store: ContentStore;
  const cores: TestCore[] = [];
  beforeAll(async () => {
    if (source === null) throw new Error("there is no MongoDB here");
    server = await startTestMongo(source);
    store = createMongoContentStore({ url: server.url });
    await vi.waitFor(() => store.health(), { timeout: 20_000 });
  });
  afterAll(async () => {
    for (const core of cores) await core.close();
    await store?.close();
    await server?.stop();
  });

  it.each([1, 150, 299])(
    "leaves everything as it was after %i of the documents, and restores when it is back",
    { timeout: 120_000 },
    async (dyingAt) => {
      let isDying = true;
      const dying: ContentStore = {
        ...store,
        stage: (token, documents) =>
          store.stage(
            token,
            (async function* () {
              let count = 0;
              for await (const document of documents) {
                count += 1;
                if (isDying && count === dyingAt) await server.power?.off();
                yield document;
              }
            })(),
          ),
      };
      const lived = await createTestCore();
      cores.push(lived);
      await install(lived);
      await addContent(lived);
      const editor = await lived.admin("content");
      for (let each = 0; each < FAQS; each += 1) {
        await createFaq(editor, {
          locale: "en",
          state: "published",
          question: `Question ${each}?`,
          answer: "Yes.",
          category: "money",
        });
      }
      const bytes = await backUp(lived);
      const other = await createTestCore({ content: dying });
      cores.push(other);
      await install(other);
      await other.admin();
      await other.customer();
      await addContent(other);
      const before = await fingerprint(other);
      await expect(restoreArchive(other.job(), runOf(bytes))).rejects.toThrow();
      await server.power?.on();
      await vi.waitFor(() => store.health(), { timeout: 20_000 });
      expect(await fingerprint(other)).toBe(before);
      const [row] = await other.runtime.db.orm.select().from(restores).orderBy(desc(restores.id)).limit(1);
      expect(row).toMatchObject({ status: "failed", error: expect.stringContaining("nothing") });
      expect(await other.runtime.db.query({ text: "select * from maintenance" })).toEqual([]);
      isDying = false;
      expect(await restoreArchive(other.job(), runOf(bytes))).toMatchObject({ status: "succeeded" });
      expect(await fingerprint(other)).not.toBe(before);
    },
  );
});
