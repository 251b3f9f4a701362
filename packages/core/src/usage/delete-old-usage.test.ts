import { ensurePartitions, lines } from "@nexa/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { deleteOldUsage } from "./delete-old-usage.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { anEvent, aPartner, givePlan, MB } from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-31T10:00:00Z") });
});
afterAll(() => core.close());

const kept = async () =>
  (
    await core.runtime.db.query<{ month: string }>({
      text: "select to_char(started_at, 'YYYY-MM') as month from usage_events order by 1",
    })
  ).map((row) => row.month);
const keys = async () =>
  (await core.runtime.db.query<{ keys: number }>({ text: "select count(*)::int as keys from usage_event_keys" }))[0]
    ?.keys;

it("drops months that are older than the retention, with their keys, and leaves what they added up to", async () => {
  const partner = await aPartner(core);
  const owner = await core.customer();
  const { db } = core.runtime;
  await db.orm.update(lines).set({ createdAt: new Date("2026-01-01T00:00:00Z") });
  // January lies in the default partition, as where the job that makes months was late; the others have their own.
  await ensurePartitions(db, new Date("2026-02-01T00:00:00Z"), new Date("2026-06-01T00:00:00Z"));
  await givePlan(core, { lineId: owner.lineId, startsAt: new Date("2026-01-10T00:00:00Z"), days: 200 });
  const at = (startedAt: string) => anEvent(core, owner.phone, { startedAt });
  const old = at("2026-02-20T10:00:00Z");
  await ingestUsage(partner, { events: [at("2026-01-30T12:00:00Z"), old, at("2026-03-30T10:00:00Z")] });
  core.clock.advance(29 * DAY_MS);
  expect(await deleteOldUsage(core.job())).toMatchObject({ keys: 1 });
  expect(await kept()).toEqual(["2026-02", "2026-03"]);
  core.clock.advance(7 * DAY_MS);
  expect(await deleteOldUsage(core.job())).toMatchObject({ partitions: 1, keys: 1 });
  expect(await kept()).toEqual(["2026-03"]);
  expect(await deleteOldUsage(core.job())).toEqual({ partitions: 0, keys: 0 });
  expect(await keys()).toBe(1);
  const answer = await ingestUsage(partner, { events: [old] });
  expect(answer.rejected).toMatchObject([{ reason: "tooOld" }]);
  const [sum] = await db.query<{ used: number }>({ text: "select sum(amount)::int8 as used from usage_days" });
  expect(sum?.used).toBe(3 * MB);
});

it("stops between two steps once it is told to", async () => {
  const stopped = AbortSignal.abort();
  core.clock.advance(90 * DAY_MS);
  expect(await deleteOldUsage(core.job(), stopped)).toEqual({ partitions: 0, keys: 0 });
});
