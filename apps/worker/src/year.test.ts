import { beforeAll, expect, it } from "vitest";
import { simulateYear, type YearResult } from "./testing/year/simulate-year.ts";

/** Of which `pnpm simulate:year` is the whole: 200 customers and 365 days. */
const PART = { seed: 20_261_123, customers: 40, days: 120 };
const LONGEST_MS = 240_000;
let year: YearResult;

beforeAll(async () => {
  year = await simulateYear(PART);
}, LONGEST_MS);

it("leaves the audit nothing to find after months of business of every kind, the gateway's ledger included", () => {
  expect(year.audit.findings, `seed ${PART.seed}`).toEqual([]);
  expect(year.audit.ledgerEntries).toBeGreaterThan(200);
});

it("issues bills whose lines sum to their total, with numbers that have no gap", () => {
  expect(year).toMatchObject({ missingNumbers: 0, wrongBills: 0 });
  expect(year.bills).toBeGreaterThan(15);
});

it("counts what its tables say, day by day, refunds of days long counted included", () => {
  for (const { analytics, tables } of year.analytics) expect(analytics).toEqual(tables);
  expect(year.analytics[0]?.tables.byDay.length).toBeGreaterThan(90);
});

it("goes on counting deliveries of notices that closing an account deleted", () => {
  const { analytics, tables } = year.deliveries;
  expect(tables.sent).toBeGreaterThan(500);
  expect(analytics.sent).toBeGreaterThan(tables.sent);
  expect(analytics).toEqual({ ...tables, sent: analytics.sent });
});

it.each([
  ...["recharge", "recharge again", "recharge refused: recharge.declined", "cancel waiting", "activate now", "reorder"],
  ...[
    "register with a code",
    "refund in full",
    "refund in part",
    "webhooks",
    "usage events",
    "usage events known already",
  ],
  ...["activate postpaid", "add-on", "join", "remove from family", "pay bill", "pay offline", "credit", "waiver"],
  ...[
    "cancel postpaid",
    "suspend by staff",
    "agree to a link",
    "recharge a link",
    "broadcast",
    "close account",
    "sale by a partner",
  ],
])("has it all: %s", (what) => {
  expect(year.tally.get(what) ?? 0).toBeGreaterThan(0);
});
