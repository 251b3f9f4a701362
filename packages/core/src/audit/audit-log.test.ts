import { auditChain, auditEvents } from "@nexa/db";
import { asc, desc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { auditErrors } from "./errors.ts";
import { type AuditRow, CHAIN_START, canonicalJson, hashEvent } from "./hash-event.ts";
import { recordAudit } from "./record-audit.ts";
import { sealAuditEvents } from "./seal-audit-events.ts";
import { verifyAuditLog, verifyAuditPart } from "./verify-audit-log.ts";

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
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 3, refused: 0 });
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 0, refused: 0 });
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
      isComplete: true,
      checkedCount: 0,
      unsealedCount: 2_500,
      head: null,
      firstBroken: null,
    });
    await sealAuditEvents(core.job(), { trustsUnsigned: true });
    await record(2);
    const last = await rowAt(2_500);
    expect(await verifyAuditLog(core.job())).toEqual({
      isIntact: true,
      isComplete: true,
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

describe("what was written and is not sealed yet", () => {
  const names = (firstBroken: object | null) =>
    expect(verifyAuditPart(owner, {})).resolves.toMatchObject({ firstBroken });

  async function theNewest(): Promise<string> {
    const [row] = await core.runtime.db.orm.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    return row?.id ?? "";
  }

  it("is right as it was written, whatever values it has", async () => {
    const odd = {
      day: new Date("2026-11-23"),
      small: 1e-7,
      large: 1e21,
      minus: -0,
      gone: undefined,
      list: [undefined, "é"],
    };
    await recordAudit(owner, { action: "odd", before: odd, after: null, reason: "because" });
    await recordAudit(core.as({ kind: "anonymous" }), { action: "plain" });
    await names(null);
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 2, refused: 0 });
    await names(null);
  });

  it("is found when it was changed, and stays out of the chain", async () => {
    await record(2);
    const id = await theNewest();
    await core.runtime.db.query({
      text: "update audit_events set actor_id = 'someone else' where id = $1",
      values: [id],
    });
    await names({ seq: null, id, fault: "altered" });
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 1, refused: 1 });
    await names({ seq: null, id, fault: "altered" });
  });

  it("is found when it was put in: plainly, as a copy, and dated back", async () => {
    await record(3);
    await sealAuditEvents(core.job());
    await record(1);
    const columns = "at, actor_kind, actor_id, action, subject_kind, subject_id, request_id, reason, before, after";
    const copyOf = async (what: string, where: string) => {
      const text = `insert into audit_events (id, ${columns}, mac) select ${what}, ${columns}, mac from audit_events where ${where} limit 1 returning id`;
      const [row] = await core.runtime.db.query<{ id: string }>({ text });
      return row?.id ?? "";
    };
    for (const [what, where, fault] of [
      ["gen_random_uuid()", "seq is null", "altered"],
      ["gen_random_uuid()", "seq = 2", "inserted"],
      ["'019a0000-0000-7000-8000-000000000000'", "seq = 1", "inserted"],
    ] as const) {
      const id = await copyOf(what, where);
      await names({ seq: null, id, fault });
      expect(await sealAuditEvents(core.job())).toMatchObject({ refused: 1 });
      await names({ seq: null, id, fault });
      await core.runtime.db.orm.delete(auditEvents).where(eq(auditEvents.id, id));
    }
    expect((await sealedRows()).filter((row) => row.seq !== null)).toHaveLength(4);
  });

  it("is found when it was taken out of the chain to be sealed anew", async () => {
    await record(3);
    await sealAuditEvents(core.job());
    const { id } = await rowAt(3);
    await core.runtime.db.query({
      text: "update audit_events set seq = null, prev_hash = null, hash = null, action = 'nothing' where id = $1",
      values: [id],
    });
    await names({ seq: 3, id: null, fault: "deleted" });
    const before = await rowAt(2);
    await core.runtime.db.orm.update(auditChain).set({ seq: 2, hash: before.hash ?? "" });
    await names({ seq: null, id, fault: "inserted" });
  });

  it("joins the chain without a signature where the version before wrote it, until the first row of this one has", async () => {
    const old = async (id: string) => {
      const text = `insert into audit_events (id, at, actor_kind, action, request_id) values ($1, $2, 'system', 'old', 'r')`;
      await core.runtime.db.query({ text, values: [id, new Date("2026-10-01")] });
    };
    await old("019a0000-0000-7000-8000-000000000001");
    await record(1);
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 2, refused: 0 });
    await old("019a0000-0000-7000-8000-000000000002");
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 0, refused: 1 });
  });

  it("does not hold up what comes after many refused rows", async () => {
    await record(1);
    await sealAuditEvents(core.job());
    await core.runtime.db.query({
      text: `insert into audit_events (id, at, actor_kind, action, request_id)
        select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'system', 'forged', 'r' from generate_series(1, 1200) as n`,
      values: [core.clock.now()],
    });
    await record(1);
    await sealAuditEvents(core.job());
    await record(1);
    expect(await sealAuditEvents(core.job())).toEqual({ sealed: 1, refused: 1_200 });
  });
});

describe("verifying from a head noted earlier", () => {
  it("reads only what came since, and a long log in parts", async () => {
    await core.runtime.db.query({
      text: `insert into audit_events (id, at, actor_kind, action, request_id)
        select gen_random_uuid(), $1, 'system', 'bulk', 'r' from generate_series(1, 2500)`,
      values: [core.clock.now()],
    });
    await sealAuditEvents(core.job(), { trustsUnsigned: true });
    const first = await verifyAuditPart(owner, {}, 1_000);
    expect(first).toMatchObject({ isIntact: true, isComplete: false, checkedCount: 1_000, head: { seq: 1_000 } });
    const second = await verifyAuditPart(owner, { afterSeq: first.head?.seq, afterHash: first.head?.hash });
    expect(second).toMatchObject({ isIntact: true, isComplete: true, checkedCount: 1_500, head: { seq: 2_500 } });
  });

  it("names the row that the head was of where the whole chain was made anew, or cut off before it", async () => {
    await record(5);
    await sealAuditEvents(core.job());
    const { head } = await verifyAuditPart(owner, {});
    const after = { afterSeq: head?.seq, afterHash: head?.hash };
    expect(await verifyAuditPart(owner, after)).toMatchObject({ isIntact: true, checkedCount: 0 });
    const { id } = await rowAt(2);
    await core.runtime.db.query({ text: "update audit_events set action = 'nothing' where id = $1", values: [id] });
    await core.runtime.db.query({ text: "update audit_events set seq = null, prev_hash = null, hash = null" });
    await core.runtime.db.orm.delete(auditChain);
    await sealAuditEvents(core.job(), { trustsUnsigned: true });
    expect(await verifyAuditPart(owner, {})).toMatchObject({ isIntact: true, checkedCount: 5 });
    expect(await verifyAuditPart(owner, after)).toMatchObject({ firstBroken: { seq: 5, fault: "altered" } });
    await core.runtime.db.orm.delete(auditEvents).where(eq(auditEvents.seq, 5));
    await core.runtime.db.orm.update(auditChain).set({ seq: 4, hash: (await rowAt(4)).hash ?? "" });
    expect(await verifyAuditPart(owner, after)).toMatchObject({ firstBroken: { seq: 5, id: null, fault: "deleted" } });
  });

  it("takes place and hash together", async () => {
    for (const half of [{ afterSeq: 3 }, { afterHash: "f".repeat(64) }]) {
      await expect(verifyAuditPart(owner, half)).rejects.toThrow(auditErrors.checkpointIncomplete());
    }
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
    expect((await caller.list({ action: "catalog.updateP" })).items).toHaveLength(3);
    for (const action of ["cat%", "cat_log", "atalog"]) expect((await caller.list({ action })).items).toHaveLength(0);
    expect((await caller.list({ action: "settings.update", from: middle })).items).toMatchObject([
      { actorKind: "admin", actorId: owner.actor.adminId, reason: "asked by finance", seq: null, hash: null },
    ]);
    expect((await caller.list({ to: middle })).items).toHaveLength(3);
    expect(
      (await caller.list({ subjectKind: "plan", subjectId: "plan-1", actorId: owner.actor.adminId })).items,
    ).toHaveLength(1);
    expect((await caller.list({ subjectId: "plan-1" })).items).toHaveLength(1);
    expect((await caller.list({ requestId: owner.requestId })).items).toHaveLength(4);
    expect((await caller.list({ requestId: "another" })).items).toHaveLength(0);
    await expect(caller.list({ cursor: "nonsense" })).rejects.toMatchObject({ cause: { reason: "request.badCursor" } });
  });

  it("look for text in the reason and in the values before and after, in any case, taken as it is written", async () => {
    await record(1);
    await recordAudit(owner, { action: "a", reason: "Asked by FINANCE", after: { name: "Monsoon 100%_off" } });
    const found = async (text: string) =>
      (await adminRouter.createCaller(owner).audit.list({ text })).items.map(({ action }) => action);
    expect(await found("by finance")).toEqual(["a"]);
    expect(await found("MONSOON 100%_OFF")).toEqual(["a"]);
    expect(await found("100__off")).toEqual([]);
    expect(await found("priceMinor")).toEqual(["catalog.updatePlan"]);
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
