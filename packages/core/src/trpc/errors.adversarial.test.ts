import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { killConnections } from "../recharge/faults.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { toCoreError } from "./errors.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

const caught = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was thrown",
    (error: unknown) => toCoreError(error),
  );

it("calls a statement that runs out of time unavailable, not our fault", async () => {
  const late = withTransaction(core.job(), async (tx) => {
    await tx.db.query({ text: "set local statement_timeout = '10ms'" });
    await tx.db.query({ text: "select pg_sleep(5)" });
  });
  expect(await caught(late)).toMatchObject({ code: "UNAVAILABLE", reason: "request.unavailable" });
});

it("calls a lock that nobody lets go of unavailable", async () => {
  const { id } = await core.customer();
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holder = withTransaction(core.job(), async (tx) => {
    await tx.db.orm.select().from(customers).where(eq(customers.id, id)).for("update");
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const waiter = withTransaction(core.job(), async (tx) => {
    await tx.db.query({ text: "set local lock_timeout = '10ms'" });
    await tx.db.orm.select().from(customers).where(eq(customers.id, id)).for("update");
  });
  expect(await caught(waiter)).toMatchObject({ code: "UNAVAILABLE", reason: "request.unavailable" });
  held.resolve();
  await holder;
});

it("calls a connection unavailable that broke while its transaction was thinking", async () => {
  const broken = withTransaction(core.job(), async (tx) => {
    await tx.db.query({ text: "select 1" });
    const { promise, resolve } = Promise.withResolvers<void>();
    tx.db.client?.once("error", () => resolve());
    await killConnections(core, "state = 'idle in transaction'");
    await promise;
    await tx.db.query({ text: "select 1" });
  });
  expect(await caught(broken)).toMatchObject({ code: "UNAVAILABLE", reason: "request.unavailable" });
});
