import { inTransaction } from "@nexa/db";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { bytesOf, inPieces } from "../archive/archive.fixture.ts";
import { openArchive, writeArchive } from "../archive/index.ts";
import { lockTables } from "./lock-tables.ts";
import { backUp, install, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T05:00:00Z") });
  await install(core);
});
afterEach(() => core.close());

/** Constraints, indexes, triggers, columns and partitions, as the database describes them. */
async function shape(): Promise<unknown[]> {
  const texts = [
    `select conrelid::regclass::text as t, conname, contype, convalidated, condeferrable, pg_get_constraintdef(oid) as d
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
    "select tgrelid::regclass::text as t, pg_get_triggerdef(oid) as d from pg_trigger where not tgisinternal order by 1, 2",
    `select table_name, column_name, data_type, column_default, is_nullable, generation_expression
      from information_schema.columns where table_schema = 'public' order by 1, 2`,
    "select nspname from pg_namespace where nspname !~ '^pg_' order by 1",
  ];
  return Promise.all(texts.map((text) => core.runtime.db.query({ text })));
}

it("leaves the tables' constraints, indexes, triggers and columns as they were", async () => {
  await core.admin();
  await core.customer();
  const bytes = await backUp(core);
  // A first restore makes the partitions of the months around.
  await restoreArchive(core.job(), runOf(bytes));
  const before = await shape();
  await restoreArchive(core.job(), runOf(bytes));
  expect(await shape()).toEqual(before);
});

it("does not wait for ever for whoever reads a table past the gate", async () => {
  await core.admin();
  const { db } = core.runtime;
  await inTransaction(db, async (reader) => {
    await reader.query({ text: "select count(*) from plans" });
    const locking = inTransaction(db, (tx) => lockTables(tx, ["customers", "plans"], { waitMs: 50 }));
    await expect(locking).rejects.toMatchObject({ reason: "maintenance.stillBusy" });
  });
  await inTransaction(db, (tx) => lockTables(tx, ["customers", "plans"], { waitMs: 50 }));
});

it("lets a reader through who has one table and wants another that it took", async () => {
  const { db } = core.runtime;
  const rows = await inTransaction(db, async (reader) => {
    await reader.query({ text: "select count(*) from plans" });
    const locking = inTransaction(db, (tx) => lockTables(tx, ["customers", "plans"], { waitMs: 600 }));
    await vi.waitFor(async () => {
      const held = await db.query({
        text: "select pid from pg_locks where not granted and relation = 'plans'::regclass",
      });
      expect(held).toHaveLength(1);
    });
    const read = await reader.query({ text: "select count(*)::int as count from customers" });
    return { read, locking };
  });
  expect(rows.read).toEqual([{ count: 0 }]);
  await rows.locking;
});

it("passes over a sequence of an older version that is no more", async () => {
  await core.admin();
  const bytes = await backUp(core);
  const { manifest, entries } = await openArchive(inPieces(bytes), { keys: [] });
  const { format: _f, compression: _c, encryption: _e, ...facts } = manifest;
  const sequences = [...facts.sequences, { name: "gone_seq", lastValue: 7, isCalled: true }];
  const changed = await bytesOf(writeArchive({ facts: { ...facts, sequences }, entries }, { key: null }));
  expect(await restoreArchive(core.job(), runOf(changed))).toMatchObject({ status: "succeeded" });
});
