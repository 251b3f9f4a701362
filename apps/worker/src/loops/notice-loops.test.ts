import { randomUUID } from "node:crypto";
import { createRecharge } from "@nexa/core/recharge/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startNoticeLoops } from "./notice-loops.ts";

let core: TestCore;
beforeAll(async () => {
  // In the morning of the operator: at night notices of plans would wait.
  core = await createTestCore({ now: new Date("2026-11-23T04:30:00Z") });
});
afterAll(() => core.close());

it("delivers the notices of recharges while it runs, each once although two workers do it", async () => {
  const plan = await core.plan();
  const customers = await Promise.all(Array.from({ length: 10 }, () => core.customer()));
  const loops = [...startNoticeLoops(core.runtime, 10), ...startNoticeLoops(core.another(), 10)];
  try {
    await Promise.all(
      customers.map(({ ctx, phone }) =>
        createRecharge(ctx, {
          planId: plan.id,
          recipientPhoneNumber: phone,
          paymentMethod: "upi",
          idempotencyKey: randomUUID(),
        }),
      ),
    );
    await vi.waitFor(
      async () => {
        const [open] = await core.runtime.db.query<{ unplaced: number; pending: number; sent: number }>({
          text: `select (select count(*)::int from notifications where stream_seq is null) as unplaced,
          count(*) filter (where status = 'pending')::int as pending,
          count(*) filter (where status = 'sent')::int as sent from notification_deliveries`,
        });
        expect(open).toEqual({ unplaced: 0, pending: 0, sent: core.sms.sent().length });
        expect(core.sms.sent().length).toBeGreaterThanOrEqual(customers.length);
      },
      { timeout: 20_000 },
    );
  } finally {
    await Promise.all(loops.map((each) => each.stop()));
  }
  const keys = core.sms.sent().map((message) => message.idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
});
