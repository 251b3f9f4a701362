import type { Database } from "@nexa/db";
import { to } from "pg-copy-streams";

/**
 * The bytes of `copy … to stdout` of the running transaction, as fast as they are taken. Leaving early cancels the statement, without
 * which the connection would wait for ever to give the rest away; the transaction is lost then.
 */
export async function* copyOut(db: Database, statement: string): AsyncGenerator<Uint8Array> {
  if (db.client === null) throw new Error("a copy is read inside a transaction");
  const [session] = await db.query<{ pid: number }>({ text: "select pg_backend_pid() as pid" });
  const stream = db.client.query(to(statement));
  let isOver = false;
  try {
    yield* stream.iterator({ destroyOnReturn: false });
    isOver = true;
  } finally {
    if (!isOver && !stream.destroyed) {
      const ended = new Promise<void>((resolve) => {
        for (const event of ["end", "error", "close"]) stream.once(event, () => resolve());
      });
      await db.pool.query("select pg_cancel_backend($1)", [session?.pid]);
      stream.resume();
      await ended;
    }
  }
}
