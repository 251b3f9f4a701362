import { seedDemo } from "@nexa/db/seed/index";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { bothWays, countUp, deliveriesBothWays, rollups } from "./analytics.fixture.ts";

const NOW = new Date("2026-11-23T11:30:00Z");
let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: NOW });
  await seedDemo(core.databaseUrl, { now: NOW, passwordHash: "none", customers: 60 });
});
afterAll(() => core.close());

it.each([
  ["all the demo's months", { from: "2026-01-01", to: "2026-11-23" }],
  ["a month", { from: "2026-10-05", to: "2026-11-04" }],
  ["a day", { from: "2026-11-22", to: "2026-11-22" }],
  ["days before there was anything", { from: "2020-01-01", to: "2020-01-31" }],
])("says of the demo's past what its tables say: %s", async (_what, range) => {
  const { analytics, tables } = await bothWays(core, range);
  expect(analytics).toEqual(tables);
  const deliveries = await deliveriesBothWays(core, range);
  expect(deliveries.analytics).toEqual(deliveries.tables);
});

it("has counted what was written straight into the tables", async () => {
  await countUp(core);
  expect((await rollups(core)).sales.length).toBeGreaterThan(100);
});
