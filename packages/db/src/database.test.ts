import { newId } from "@nexa/contracts";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type DatabaseConnection } from "./client.ts";
import { inTransaction, sqlState, violatedConstraint } from "./transaction.ts";

let db: DatabaseConnection;
let drop: () => Promise<void>;
const at = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => {
  const database = await createTestDatabase();
  db = connectDatabase({ url: database.url, name: "test", maxConnections: 2 });
  drop = database.drop;
});

afterAll(async () => {
  await db.close();
  await drop();
});

async function aLine(phone: string): Promise<string> {
  const id = newId(at);
  await db.query({ text: "insert into lines (id, phone, created_at) values ($1, $2, $3)", values: [id, phone, at] });
  return id;
}

function basePlan(lineId: string, startDay: number, endDay: number) {
  const day = (n: number) => new Date(at.getTime() + n * 86_400_000);
  return db.query({
    text: `insert into subscriptions (id, line_id, transaction_id, plan_id, is_topup, terms, starts_at, ends_at, created_at)
      values ($1, $2, $3, $3, false, '{}', $4, $5, $6)`,
    values: [newId(at), lineId, newId(at), day(startDay), day(endDay), at],
  });
}

it("lets base plans of a line follow each other but never overlap", async () => {
  const lineId = await aLine("+919812345001");
  await basePlan(lineId, 0, 28);
  await basePlan(lineId, 28, 56);
  const error = await basePlan(lineId, 27, 30).catch((cause: unknown) => cause);
  expect(violatedConstraint(error)).toBe("subscriptions_no_overlap");
});

it("reads int8 as exact numbers and throws above 2^53", async () => {
  const [row] = await db.query<{ n: number }>({ text: "select 9007199254740991::int8 as n" });
  expect(row?.n).toBe(Number.MAX_SAFE_INTEGER);
  await expect(db.query({ text: "select 9007199254740993::int8 as n" })).rejects.toThrow("too large");
});

it("rolls back, releases the connection and undoes only the savepoint of a nested call", async () => {
  const write = (tx: typeof db | Parameters<Parameters<typeof inTransaction>[1]>[0], phone: string) =>
    tx.query({ text: "insert into lines (id, phone, created_at) values ($1, $2, $3)", values: [newId(at), phone, at] });
  for (let i = 0; i < 5; i += 1) {
    await expect(
      inTransaction(db, async (tx) => {
        await write(tx, "+919812345002");
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
  }
  await inTransaction(db, async (tx) => {
    await write(tx, "+919812345003");
    await inTransaction(tx, async (nested) => {
      await write(nested, "+919812345004");
      throw new Error("nested");
    }).catch((error: Error) => expect(error.message).toBe("nested"));
  });
  const rows = await db.query<{ phone: string }>({
    text: "select phone from lines where phone in ('+919812345002', '+919812345003', '+919812345004')",
  });
  expect(rows.map((row) => row.phone)).toEqual(["+919812345003"]);
});

it("retries a deadlock until both transactions have committed", async () => {
  const [first, second] = [await aLine("+919812345005"), await aLine("+919812345006")];
  const lock = (tx: Parameters<Parameters<typeof inTransaction>[1]>[0], id: string) =>
    tx.query({ text: "select 1 from lines where id = $1 for update", values: [id] });
  let tries = 0;
  const crossing = (one: string, other: string, meet: Promise<void>, arrived: () => void) =>
    inTransaction(db, async (tx) => {
      tries += 1;
      await lock(tx, one);
      arrived();
      await meet;
      await lock(tx, other);
    });
  const [a, b] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await Promise.all([crossing(first, second, b.promise, a.resolve), crossing(second, first, a.promise, b.resolve)]);
  expect(tries).toBeGreaterThan(2);
});

it("routes rows to the partition of their id's month", async () => {
  const id = newId(new Date());
  await db.query({
    text: "insert into transaction_events (id, transaction_id, to_status, cause, actor_kind, created_at) values ($1, $1, 'pending', 'x', 'system', $2)",
    values: [id, new Date()],
  });
  const [row] = await db.query<{ partition: string }>({
    text: "select tableoid::regclass::text as partition from transaction_events where id = $1",
    values: [id],
  });
  expect(row?.partition).toBe(`transaction_events_${new Date().toISOString().slice(0, 7).replace("-", "_")}`);
});

it("tells the SQLSTATE of an error that drizzle wrapped", async () => {
  const error = await db.orm.execute("select 1/0").catch((cause: unknown) => cause);
  expect(sqlState(error)).toBe("22012");
});

it("outlives a connection that breaks in the moment it is handed over", async () => {
  const client = await db.pool.connect();
  const isHeard = client.emit("error", new Error("terminating connection due to administrator command"));
  client.release(true);
  expect(isHeard).toBe(true);
});
