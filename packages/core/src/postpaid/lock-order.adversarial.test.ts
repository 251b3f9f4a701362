import { CoreError } from "@nexa/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { auditBooks } from "../audit/index.ts";
import { closeCustomer } from "../customers/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "../usage/index.ts";
import { anEvent, aPartner } from "../usage/usage.fixture.ts";
import { billsOf, pay } from "./billing/bill.fixture.ts";
import { markBillsOverdue, runBills, suspendOverdue } from "./billing/index.ts";
import {
  addonPlan,
  buyAddon,
  DAY_MS,
  mainPlan,
  postpaidOf,
  type Subscribed,
  secondaryRow,
  share,
  staffOf,
  subscribed,
} from "./postpaid.fixture.ts";

const FAMILIES = 5;
const ROUNDS = 4;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

/** A refusal is an answer; anything else is a failure. */
function refusedOrThrown(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof CoreError ? error.cause : error;
  if (!(cause instanceof CoreError) || cause.code === "INTERNAL") throw error;
  return cause.reason;
}

it("waits for nothing in a circle where billing, cancelling, use, payments and closing meet at a cycle's end", async () => {
  const [plan, extra, prepaid] = [await mainPlan(core), await addonPlan(core), await core.plan()];
  const network = await aPartner(core);
  for (let round = 0; round < ROUNDS; round += 1) {
    const owners = await Promise.all(Array.from({ length: FAMILIES }, () => subscribed(core, plan)));
    const shared: string[] = [];
    for (const owner of owners) shared.push((await secondaryRow(core, await share(core, owner))).phone);
    const other = await Promise.all(owners.map(() => core.customer()));
    core.clock.advance(30 * DAY_MS);
    await runBills(core.job());
    const owed = await Promise.all(owners.map(async (owner) => (await billsOf(core, owner)).at(0)?.id ?? ""));
    core.clock.advance(16 * DAY_MS);
    core.clock.advance(14 * DAY_MS + 120_000);
    const admin = await core.admin("owner");
    const staff = staffOf(admin);
    const phones = [...owners.map(({ phone }) => phone), ...shared, ...other.map(({ phone }) => phone)];
    const use = () => ({ events: phones.toReversed().map((phone) => anEvent(core, phone, { amount: 1_000_000 })) });
    const end = (owner: Subscribed, index: number) =>
      index % 2 === 0
        ? postpaidOf(owner).cancel({})
        : staff.cancel({ activationId: owner.activationId, reason: "Moved away" });
    const work: (() => Promise<unknown>)[] = [
      ...[1, 2].map(() => () => runBills(core.job(), { chunk: 3 })),
      ...[1, 2, 3].map(() => () => ingestUsage(network, use())),
      () => markBillsOverdue(core.job()).then(() => suspendOverdue(core.job())),
      () => adminRouter.createCaller(admin).customers.suspend({ customerId: owners[0]?.id ?? "", reason: "Fraud" }),
      ...owners.flatMap((owner, index) => [
        () => buyAddon(owner, extra.id),
        () => end(owner, index),
        () => closeCustomer(admin, { customerId: owner.id, reason: "Asked" }),
        () => recharge(other[index] ?? owner, prepaid.id, { recipientPhoneNumber: shared[index] ?? "" }),
        () => recharge(owner, prepaid.id),
        () => pay(owner, owed[index] ?? ""),
      ]),
    ];
    const inOrder = round % 2 === 0 ? work : work.toReversed();
    await Promise.all(inOrder.map((start) => start().then(() => "done", refusedOrThrown)));
  }
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
  const [seen] = await core.runtime.db.query<{ deadlocks: number }>({
    text: "select deadlocks from pg_stat_database where datname = current_database()",
  });
  expect(Number(seen?.deadlocks)).toBe(0);
}, 120_000);
