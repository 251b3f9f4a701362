import { buffer, text } from "node:stream/consumers";
import { type AdminTransaction, newId, type Task, TransactionExportResult } from "@nexa/contracts";
import { auditEvents, tasks } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../../admin-router.ts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../../testing/index.ts";
import { adminListTransactions } from "../admin-list-transactions.ts";
import { giveBack, pay } from "../transactions.fixture.ts";
import { deleteOldExports } from "./delete-old-exports.ts";
import { openTransactionExport } from "./open-transaction-export.ts";
import { runTransactionExports } from "./run-transaction-exports.ts";
import { startTransactionExport } from "./start-transaction-export.ts";
import { streamTransactions } from "./stream-transactions.ts";

const DAY_MS = 86_400_000;
const never = new AbortController().signal;
let core: TestCore;
let plan: TestPlan;
let payer: TestCustomer;
let finance: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plan = await core.plan();
  payer = await core.customer({ fullName: '=HYPERLINK("http://evil"),Kavya' });
  finance = await core.admin("finance");
  for (let i = 0; i < 3; i += 1) {
    await pay(payer, plan.id);
    core.clock.advance(60_000);
  }
  const sold = await pay(await core.customer({ fullName: "Ravi Shah" }), plan.id, { paymentMethod: "net_banking" });
  await giveBack(core, sold.id, 1_000);
  core.clock.advance(60_000);
});
afterAll(() => core.close());

const tasksOf = (ctx: CoreContext<AdminActor>) => adminRouter.createCaller(ctx).tasks;
const work = (ctx: CoreContext = core.job()) => runTransactionExports(ctx, never);
/** With its byte order mark, which reading it as text would take away. */
const fileOf = async (task: Task) =>
  (await buffer((await openTransactionExport(finance, { taskId: task.id })).chunks)).toString("utf8");
const resultOf = async (task: Task) =>
  TransactionExportResult.parse((await tasksOf(finance).get({ taskId: task.id })).result);
const auditOf = (action: string) =>
  core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.action, action)).orderBy(auditEvents.id);

it("writes the whole filtered set as JSON, which is what the list answers", async () => {
  const task = await startTransactionExport(finance, { format: "json", payerId: payer.id });
  expect(task).toMatchObject({ kind: "transaction_export", status: "waiting" });
  expect(await work()).toEqual({ done: 1 });
  const listed = await adminListTransactions(finance, { limit: 100, payerId: payer.id });
  expect(JSON.parse(await fileOf(task))).toEqual(listed.items);
  expect(await resultOf(task)).toMatchObject({ rows: 3, format: "json", fileKey: `exports/${task.id}.json` });
  const { progress } = await tasksOf(finance).get({ taskId: task.id });
  expect(progress).toEqual({ step: "transactions", done: 3, total: 3 });
});

it("writes CSV with a header that no spreadsheet takes for formulas, amounts in minor units", async () => {
  const task = await startTransactionExport(finance, { format: "csv", payerId: payer.id, sort: "oldest" });
  await work();
  const file = await fileOf(task);
  expect(file.startsWith("\uFEFFid,reference,type,status,createdAt,")).toBe(true);
  expect(file.split("\r\n")).toHaveLength(5);
  expect(file).toContain(`,"'=HYPERLINK(""http://evil""),Kavya",'${payer.phone},`);
  expect(file).toContain(",29900,0,29900,29900,0,0,INR,upi,,\r\n");
});

it("writes an empty set as a header, and as an empty array", async () => {
  const none = { planId: newId(core.clock.now()) };
  const csv = await startTransactionExport(finance, { format: "csv", ...none });
  const json = await startTransactionExport(finance, { format: "json", ...none });
  await work();
  expect((await fileOf(csv)).trimEnd().split("\r\n")).toHaveLength(1);
  expect(JSON.parse(await fileOf(json))).toEqual([]);
});

it("is one snapshot: a refund made while it is written is not half in it", async () => {
  const task = await startTransactionExport(finance, { format: "json" });
  const { files } = core.runtime.gateways;
  let hasRefunded = false;
  const refunding = {
    ...files,
    put: async (key: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal) => {
      const sold = await pay(await core.customer(), plan.id);
      await giveBack(core, sold.id, 2_000);
      hasRefunded = true;
      return files.put(key, chunks, signal);
    },
  };
  const job = core.job();
  const before = await adminListTransactions(finance, { limit: 100 });
  await work({ ...job, gateways: { ...job.gateways, files: refunding } });
  expect(hasRefunded).toBe(true);
  const written: AdminTransaction[] = JSON.parse(await fileOf(task));
  expect(written).toEqual(before.items);
});

it("streams the same as the file, and records who exported what without names and numbers", async () => {
  const { chunks, fileName } = streamTransactions(finance, { format: "json", search: "kavya" }, never);
  const streamed: AdminTransaction[] = JSON.parse(await text(chunks));
  expect(streamed).toHaveLength(3);
  expect(fileName).toMatch(/^transactions-2026-03-01T10-\d\d-00Z\.json$/);
  const [asked] = (await auditOf("transactions.export")).filter(({ after }) => JSON.stringify(after).includes("k***"));
  expect(asked).toMatchObject({
    actorId: finance.actor.adminId,
    after: { format: "json", filters: { search: "k***" } },
  });
  const [ended] = (await auditOf("transactions.exported")).filter((each) => each.subjectId === asked?.subjectId);
  expect(ended?.after).toEqual({ format: "json", rows: 3, isComplete: true });
});

it("ends a stream whose reader leaves, takes three at once and refuses the fourth: transactions.exportsBusy", async () => {
  const open = () => streamTransactions(finance, { format: "csv" }, never).chunks[Symbol.asyncIterator]();
  const streams = [open(), open(), open()];
  for (const each of streams) await each.next();
  await expect(open().next()).rejects.toMatchObject({ reason: "transactions.exportsBusy" });
  for (const each of streams) await each.return?.();
  expect((await text(streamTransactions(finance, { format: "csv" }, never).chunks)).length).toBeGreaterThan(100);
  expect(core.runtime.db.pool.idleCount).toBe(core.runtime.db.pool.totalCount);
});

it("breaks a stream off where the server stops, rather than end it as if it were whole", async () => {
  const stopping = new AbortController();
  stopping.abort(new Error("the server stops"));
  const { chunks } = streamTransactions(finance, { format: "csv" }, stopping.signal);
  await expect(text(chunks)).rejects.toThrow("the server stops");
});

it("lets only roles with transactions.export export, and hides nothing else behind it: request.roleNotAllowed", async () => {
  for (const role of ["support", "content"] as const) {
    const ctx = await core.admin(role);
    const exporting = adminRouter.createCaller(ctx).transactions.export({ format: "csv" });
    await expect(exporting).rejects.toMatchObject({ cause: { reason: "request.roleNotAllowed" } });
    expect(() => streamTransactions(ctx, { format: "csv" }, never)).toThrow(/Your role does not allow this/);
    const taskId = newId(core.clock.now());
    await expect(openTransactionExport(ctx, { taskId })).rejects.toMatchObject({ reason: "request.roleNotAllowed" });
  }
  const owner = adminRouter.createCaller(await core.admin("owner"));
  expect((await owner.transactions.export({ format: "csv" })).status).toBe("waiting");
  await work();
});

it("says why there is no file: transactions.exportUnknown exportUnfinished exportDeleted", async () => {
  const unknown = { taskId: newId(core.clock.now()) };
  await expect(openTransactionExport(finance, unknown)).rejects.toMatchObject({ reason: "transactions.exportUnknown" });
  const task = await startTransactionExport(finance, { format: "csv", search: "Ravi" });
  const ask = () => openTransactionExport(finance, { taskId: task.id });
  await expect(ask()).rejects.toMatchObject({ reason: "transactions.exportUnfinished" });
  await work();
  core.clock.advance(7 * DAY_MS + 1);
  const fresh = await startTransactionExport(finance, { format: "csv" });
  await work();
  const { files } = await deleteOldExports(core.job());
  expect(files).toBeGreaterThan(0);
  expect(await deleteOldExports(core.job())).toEqual({ files: 0 });
  await expect(ask()).rejects.toMatchObject({ reason: "transactions.exportDeleted" });
  const kept = await tasksOf(finance).get({ taskId: task.id });
  expect(kept.result).toEqual({ rows: 2, format: "csv", sizeBytes: expect.any(Number) });
  expect(kept.params).toEqual({ format: "csv" });
  expect((await fileOf(fresh)).length).toBeGreaterThan(0);
});

it("leaves no file of an export that is stopped while it is written", async () => {
  const task = await startTransactionExport(finance, { format: "csv" });
  const { files } = core.runtime.gateways;
  const stopped = Promise.withResolvers<void>();
  const slow = {
    ...files,
    put: async (key: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal) => {
      await tasksOf(finance).stop({ taskId: task.id });
      signal?.addEventListener("abort", () => stopped.resolve());
      await stopped.promise;
      return files.put(key, chunks, signal);
    },
  };
  const job = core.job();
  await work({ ...job, gateways: { ...job.gateways, files: slow } });
  expect(await files.open(`exports/${task.id}.csv`)).toBeNull();
  expect(await tasksOf(finance).get({ taskId: task.id })).toMatchObject({ status: "stopped", result: null });
});

it("is written once by two workers", async () => {
  const task = await startTransactionExport(finance, { format: "json" });
  const other = contextOf(core.another(), { kind: "job", name: "other" } as const);
  const done = await Promise.all([work(), work(other)]);
  expect(done.reduce((sum, each) => sum + each.done, 0)).toBe(1);
  const isThis = and(eq(tasks.id, task.id), eq(tasks.attempt, 1));
  expect(await core.runtime.db.orm.$count(tasks, isThis)).toBe(1);
  expect(JSON.parse(await fileOf(task)).length).toBeGreaterThan(4);
});
