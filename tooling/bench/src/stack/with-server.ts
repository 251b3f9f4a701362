import type { Bench } from "../row.ts";
import { type ProductServer, startServer } from "./product-server.ts";

/** Runs `work` beside a server that is started and stopped for it. */
export async function withServer<T>(bench: Bench, work: (server: ProductServer) => Promise<T>): Promise<T> {
  const { database, authSecret, options } = bench;
  const { url: databaseUrl, dataDir } = database;
  const server = await startServer({ databaseUrl, authSecret, dataDir, profileDir: options.profileDir });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
