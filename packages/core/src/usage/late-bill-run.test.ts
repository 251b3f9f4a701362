import { postpaidCycles } from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { anEvent, aPartner, givePostpaid, MB } from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T06:00:00Z") });
});
afterAll(() => core.close());

it("draws on the fresh allowance of the cycle that runs, although the worker has not billed for two months", async () => {
  const partner = await aPartner(core);
  const owner = await core.customer();
  const { activationId } = await givePostpaid(core, owner, { dataAllowanceBytes: 100 * MB });
  const use = (amount: number) => ingestUsage(partner, { events: [anEvent(core, owner.phone, { amount })] });
  await use(100 * MB);
  core.clock.advance(65 * DAY_MS);
  await Promise.all([use(30 * MB), use(40 * MB)]);
  const cycles = await core.runtime.db.orm
    .select()
    .from(postpaidCycles)
    .where(eq(postpaidCycles.activationId, activationId))
    .orderBy(asc(postpaidCycles.number));
  expect(cycles.map(({ status, overageBytes }) => ({ status, overageBytes }))).toEqual([
    { status: "closed", overageBytes: 0 },
    { status: "closed", overageBytes: 0 },
    { status: "open", overageBytes: 0 },
  ]);
  const used = await core.runtime.db.query<{ used: number }>({
    text: "select used from usage_buckets where source_id = $1 and kind = 'data'",
    values: [cycles[2]?.id],
  });
  expect(used).toEqual([{ used: 70 * MB }]);
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings.filter(({ check }) => check.startsWith("usage") || check.startsWith("bill"))).toEqual([]);
});
