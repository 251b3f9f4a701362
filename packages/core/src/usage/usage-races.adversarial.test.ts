import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { CoreContext, PartnerActor } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { runBills } from "../postpaid/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { anEvent, aPartner, type GivenActivation, givePostpaid, giveSecondary, MB } from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
let core: TestCore;
let partner: CoreContext<PartnerActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  partner = await aPartner(core);
});
afterAll(() => core.close());

/** What the books of use say is wrong. */
async function faults(): Promise<string[]> {
  const { findings } = await auditBooks(core.job());
  return findings.flatMap(({ check, count }) => (check.startsWith("usage.") ? [`${check}: ${count}`] : []));
}

it("rates use of lines that become postpaid meanwhile, whichever comes first", async () => {
  const plan = await core.plan({ type: "postpaid", dailyDataLimitBytes: null, overagePricePerGbMinor: 2_000 });
  const owners = await Promise.all(Array.from({ length: 12 }, () => core.customer()));
  const rounds = Array.from({ length: 8 }, () => owners.map((owner) => anEvent(core, owner.phone)));
  const activations = owners.map((owner) =>
    customerRouter.createCaller(owner.ctx).postpaid.activate({ planId: plan.id, phoneNumber: owner.phone }),
  );
  const answers = await Promise.all(rounds.map((events) => ingestUsage(partner, { events })));
  await Promise.all(activations);
  expect(answers.map((answer) => answer.accepted)).toEqual(rounds.map((events) => events.length));
  await ingestUsage(partner, { events: owners.map((owner) => anEvent(core, owner.phone)) });
  const [pool] = await core.runtime.db.query<{ cycles: number }>({
    text: "select count(distinct source_id)::int as cycles from usage_buckets where source = 'cycle'",
  });
  expect(pool).toEqual({ cycles: owners.length });
  expect(await faults()).toEqual([]);
});

it("counts use in a cycle before its bill or in the next one, while bills are run", async () => {
  const given: GivenActivation[] = [];
  const phones: string[] = [];
  for (let each = 0; each < 10; each += 1) {
    const [main, child] = [await core.customer(), await core.customer()];
    const activation = await givePostpaid(core, main, { dataAllowanceBytes: 5 * MB });
    await giveSecondary(core, activation.activationId, child);
    given.push(activation);
    phones.push(main.phone, child.phone);
  }
  const startedAt = core.clock.now().toISOString();
  core.clock.advance(31 * DAY_MS);
  const batch = () => phones.map((phone) => anEvent(core, phone, { startedAt, amount: 2 * MB }));
  const sending = Array.from({ length: 12 }, () => ingestUsage(partner, { events: batch() }));
  const bills = [runBills(core.job(), { chunk: 2 }), runBills(core.job(), { chunk: 3 })];
  const answers = await Promise.all(sending);
  await Promise.all(bills);
  await runBills(core.job());
  expect(answers.every((answer) => answer.accepted === phones.length)).toBe(true);
  expect(await faults()).toEqual([]);
  const unbilled = await core.runtime.db.query({
    text: `select c.id, c.overage_bytes, l.quantity from postpaid_cycles c join bills b on b.cycle_id = c.id
      left join bill_lines l on l.bill_id = b.id and l.kind = 'overage'
      where c.activation_id = any($1::uuid[]) and c.overage_bytes <> coalesce(l.quantity, 0)`,
    values: [given.map((each) => each.activationId)],
  });
  expect(unbilled).toEqual([]);
  const [total] = await core.runtime.db.query<{ bytes: number }>({
    text: `select (select sum(overage_bytes) from postpaid_cycles where activation_id = any($1::uuid[]))::int8
      + (select sum(used) from usage_buckets b join postpaid_cycles c on c.id = b.source_id where c.activation_id = any($1::uuid[]))::int8 as bytes`,
    values: [given.map((each) => each.activationId)],
  });
  expect(total?.bytes).toBe(12 * phones.length * 2 * MB);
});
