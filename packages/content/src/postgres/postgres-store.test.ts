import { connectDatabase } from "@nexa/db";
import { createTestDatabase } from "@nexa/vitest/database";
import { describeContentStore } from "../contract/content-store-contract.ts";
import { createPostgresContentStore } from "./create-postgres-store.ts";

describeContentStore("content in PostgreSQL", async () => {
  const database = await createTestDatabase();
  const db = connectDatabase({ url: database.url, name: "content-test", maxConnections: 4 });
  return {
    store: createPostgresContentStore(db),
    other: createPostgresContentStore(db),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
});
