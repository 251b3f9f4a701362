import { auditChain, auditEvents } from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { type AuditRow, CHAIN_START, canonicalJson, hashEvent } from "./hash-event.ts";
import { recordAudit } from "./record-audit.ts";
import { sealAuditEvents } from "./seal-audit-events.ts";
import { verifyAuditLog } from "./verify-audit-log.ts";

let core: TestCore;
let owner: CoreContext<AdminActor>;

beforeEach(async () => {
  core = await createTestCore();
  owner = await core.admin("owner");
});
afterEach(() => core.close());

async function record(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const subject = { kind: "plan", id: `plan-${index}` };
    const before = { priceMinor: 100 + index, name: "A" };
    await recordAudit(owner, { action: "catalog.updatePlan", subject, before, after: { name: "B", priceMinor: 99 } });
    core.clock.advance(1);
  }
}

function sealedRows(): Promise<AuditRow[]> {
  return core.runtime.db.orm.select().from(auditEvents).orderBy(asc(auditEvents.seq));
}

async function rowAt(seq: number): Promise<AuditRow> {
  const [row] = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.seq, seq));
  if (!row) throw new Error(`no row has place ${seq}`);
  return row;
}

async function shiftFrom(seq: number, by: 1 | -1): Promise<void> {
  const rows = (await sealedRows()).filter((row) => (row.seq ?? 0) >= seq);
  for (const row of by === 1 ? rows.reverse() : rows) {
    await core.runtime.db.orm
      .update(auditEvents)
      .set({ seq: (row.seq ?? 0) + by })
      .where(eq(auditEvents.id, row.id));
  }
  const end = (await sealedRows()).at(-1);
  await core.runtime.db.orm
    .update(auditChain)
    .set({ seq: end?.seq ?? 0 })
    .where(eq(auditChain.id, 1));
}

describe("the sealer", () => {
  it("chains committed rows in the order of their ids, each over the one before", async () => {
    await record(3);
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 3 });
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 0 });
    const rows = await sealedRows();
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
    expect(rows.map((row) => row.prevHash)).toEqual([CHAIN_START, rows[0]?.hash, rows[1]?.hash]);
    expect(rows.map((row) => row.subjectId)).toEqual(["plan-0", "plan-1", "plan-2"]);
  });

  it("makes one chain without gap when several work at once", async () => {
    await record(30);
    const counts = await Promise.all(Array.from({ length: 4 }, () => sealAuditEvents(core.job())));
    expect(counts.reduce((sum, count) => sum + count.sealed, 0)).toBe(30);
    expect(await verifyAuditLog(core.job())).toMatchObject({ isIntact: true, checkedCount: 30 });
  });

  it("seals a row that commits late after those that overtook it", async () => {
    const late = Promise.withResolvers<void>();
    const isWritten = Promise.withResolvers<void>();
    const slow = withTransaction(owner, async (tx) => {
      await recordAudit(tx, { action: "late" });
      isWritten.resolve();
      await late.promise;
    });
    await isWritten.promise;
    core.clock.advance(5);
    await record(1);
    await sealAuditEvents(core.job());
    late.resolve();
    await slow;
    await sealAuditEvents(core.job());
    expect((await sealedRows()).map((row) => row.action)).toEqual(["catalog.updatePlan", "late"]);
    expect(await verifyAuditLog(core.job())).toMatchObject({ isIntact: true, checkedCount: 2 });
  });
});

describe("verifying the audit log", () => {
  it("finds an untouched log intact, over several pages, and counts what is not sealed yet", async () => {
    await core.runtime.db.query({
      text: `insert into audit_events (id, at, actor_kind, action, request_id, after)
        select gen_random_uuid(), $1, 'system', 'bulk', 'r', jsonb_build_object('n', n, 'text', 'a "quoted" é', 'list', jsonb_build_array(1.5, null))
        from generate_series(1, 2500) as n`,
      values: [core.clock.now()],
    });
    expect(await verifyAuditLog(core.job())).toEqual({
      isIntact: true,
      checkedCount: 0,
      unsealedCount: 2_500,
      head: null,
      firstBroken: null,
    });
    await sealAuditEvents(core.job());
    await record(2);
    const last = await rowAt(2_500);
    expect(await verifyAuditLog(core.job())).toEqual({
      isIntact: true,
      checkedCount: 2_500,
      unsealedCount: 2,
      head: { seq: 2_500, hash: last.hash },
      firstBroken: null,
    });
  });

  it.each<[string, Partial<AuditRow>]>([
    ["after", { after: { name: "B", priceMinor: 98 } }],
    ["before", { before: null }],
    ["action", { action: "catalog.readPlan" }],
    ["actor", { actorId: "someone else" }],
    ["time", { at: new Date("2020-01-01T00:00:00Z") }],
    ["reason", { reason: "made up" }],
    ["hash", { hash: "f".repeat(64) }],
    ["link", { prevHash: "f".repeat(64) }],
  ])("names a row whose %s was altered", async (_what, change) => {
    await record(5);
    await sealAuditEvents(core.job());
    const { id } = await rowAt(3);
    await core.runtime.db.orm.update(auditEvents).set(change).where(eq(auditEvents.id, id));
    expect(await verifyAuditLog(core.job())).toMatchObject({
      isIntact: false,
      checkedCount: 2,
      firstBroken: { seq: 3, id, fault: "altered" },
    });
  });

  it.each([3, 5])("names a row that was altered and hashed anew, at place %i of 5", async (seq) => {
    await record(5);
    await sealAuditEvents(core.job());
    const row = await rowAt(seq);
    const forged = { ...row, action: "nothing.happened" };
    const hash = hashEvent(forged, seq, row.prevHash ?? "");
    await core.runtime.db.orm
      .update(auditEvents)
      .set({ action: forged.action, hash })
      .where(eq(auditEvents.id, row.id));
    expect(await verifyAuditLog(core.job())).toMatchObject({ firstBroken: { seq, id: row.id, fault: "altered" } });
  });

  it.each([1, 3, 5])("names the place of a row that was deleted, at place %i of 5", async (seq) => {
    await record(5);
    await sealAuditEvents(core.job());
    await core.runtime.db.orm.delete(auditEvents).where(eq(auditEvents.seq, seq));
    expect(await verifyAuditLog(core.job())).toMatchObject({ firstBroken: { seq, id: null, fault: "deleted" } });
  });

  it("names the place of a deleted row also when the others were moved up", async () => {
    await record(5);
    await sealAuditEvents(core.job());
    await core.runtime.db.orm.delete(auditEvents).where(eq(auditEvents.seq, 3));
    await shiftFrom(4, -1);
    expect(await verifyAuditLog(core.job())).toMatchObject({ firstBroken: { seq: 3, id: null, fault: "deleted" } });
  });

  it("names a row that was put in between", async () => {
    await record(5);
    await sealAuditEvents(core.job());
    const before = await rowAt(2);
    await shiftFrom(3, 1);
    await recordAudit(owner, { action: "forged" });
    const [forged] = (await sealedRows()).filter((row) => row.seq === null);
    if (!forged) throw new Error("the forged row is missing");
    const hash = hashEvent(forged, 3, before.hash ?? "");
    const seal = { seq: 3, prevHash: before.hash, hash };
    await core.runtime.db.orm.update(auditEvents).set(seal).where(eq(auditEvents.id, forged.id));
    expect(await verifyAuditLog(core.job())).toMatchObject({
      firstBroken: { seq: 3, id: forged.id, fault: "inserted" },
    });
  });

  it("names a row that was put on the end", async () => {
    await record(2);
    await sealAuditEvents(core.job());
    const last = await rowAt(2);
    await recordAudit(owner, { action: "forged" });
    const [forged] = (await sealedRows()).filter((row) => row.seq === null);
    if (!forged) throw new Error("the forged row is missing");
    const seal = { seq: 3, prevHash: last.hash, hash: hashEvent(forged, 3, last.hash ?? "") };
    await core.runtime.db.orm.update(auditEvents).set(seal).where(eq(auditEvents.id, forged.id));
    expect(await verifyAuditLog(core.job())).toMatchObject({
      firstBroken: { seq: 3, id: forged.id, fault: "inserted" },
    });
  });
});

describe("the canonical form", () => {
  it("is the same for equal values whatever the order of their keys", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
  });
});

describe("staff", () => {
  it("read the log newest first, page by page, by action, domain, actor, subject and time", async () => {
    await record(3);
    const middle = core.clock.now().toISOString();
    await recordAudit(owner, { action: "settings.update", reason: "asked by finance" });
    const caller = adminRouter.createCaller(owner).audit;
    const first = await caller.list({ limit: 2 });
    expect(first.items.map((item) => item.action)).toEqual(["settings.update", "catalog.updatePlan"]);
    const second = await caller.list({ limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.items.map((item) => item.subjectId)).toEqual(["plan-1", "plan-0"]);
    expect(second.nextCursor).toBeNull();
    expect((await caller.list({ action: "catalog" })).items).toHaveLength(3);
    expect((await caller.list({ action: "cat%" })).items).toHaveLength(0);
    expect((await caller.list({ action: "settings.update", from: middle })).items).toMatchObject([
      { actorKind: "admin", actorId: owner.actor.adminId, reason: "asked by finance", seq: null, hash: null },
    ]);
    expect((await caller.list({ to: middle })).items).toHaveLength(3);
    expect(
      (await caller.list({ subjectKind: "plan", subjectId: "plan-1", actorId: owner.actor.adminId })).items,
    ).toHaveLength(1);
    await expect(caller.list({ cursor: "nonsense" })).rejects.toMatchObject({ cause: { reason: "request.badCursor" } });
  });

  it("verify the log by role", async () => {
    expect(await adminRouter.createCaller(await core.admin("finance")).audit.verify({})).toMatchObject({
      isIntact: true,
    });
    await expect(adminRouter.createCaller(await core.admin("support")).audit.verify({})).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
