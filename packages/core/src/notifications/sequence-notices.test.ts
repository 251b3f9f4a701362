import { newId } from "@nexa/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { enqueueNotices, type Notice } from "./enqueue-notices.ts";
import { sequenceNotices } from "./sequence-notices.ts";

let core: TestCore;
let customer: TestCustomer;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());
beforeEach(async () => {
  customer = await core.customer();
  await sequenceNotices(core.job());
});

function cancelled(causeKey: string): Notice {
  return {
    type: "plan_cancelled",
    customerId: customer.id,
    phone: customer.phone,
    params: { planName: "Super 299", phone: customer.phone },
    causeKey,
  };
}

function placed() {
  return core.runtime.db.query<{ id: string; seq: number | null }>({
    text: "select id, stream_seq as seq from notifications where customer_id = $1 order by id",
    values: [customer.id],
  });
}

describe("the sequencer", () => {
  it("gives one notice per cause one place, however often the cause is told", async () => {
    const key = `plan_cancelled:${newId(core.clock.now())}`;
    await enqueueNotices(customer.ctx, [cancelled(key), cancelled(`${key}:other`)]);
    await Promise.all(Array.from({ length: 5 }, () => enqueueNotices(customer.ctx, [cancelled(key)])));
    expect(await sequenceNotices(core.job())).toEqual({ sequenced: 2 });
    expect(await sequenceNotices(core.job())).toEqual({ sequenced: 0 });
    expect(await placed()).toHaveLength(2);
  });

  it("leaves neither gap nor double when two work at once while notices are written", async () => {
    const writing = Array.from({ length: 30 }, (_, each) =>
      withTransaction(customer.ctx, (tx) =>
        enqueueNotices(
          tx,
          Array.from({ length: 50 }, (_, n) => cancelled(`burst:${customer.id}:${each}:${n}`)),
        ),
      ),
    );
    const jobs = [core.job(), core.job()];
    let writes = 0;
    const written = Promise.all(writing.map((write) => write.then(() => (writes += 1))));
    while (writes < writing.length) await Promise.all(jobs.map((job) => sequenceNotices(job)));
    await written;
    await sequenceNotices(core.job());
    const seqs = (await placed()).map((row) => row.seq ?? 0).sort((a, b) => a - b);
    const [first = 0] = seqs;
    expect(first).toBeGreaterThan(0);
    expect(seqs).toEqual(Array.from({ length: 1_500 }, (_, index) => first + index));
  });

  it("places a batch in the order of its ids", async () => {
    for (let each = 0; each < 5; each += 1) {
      await enqueueNotices(customer.ctx, [cancelled(`order:${customer.id}:${each}`)]);
      core.clock.advance(1);
    }
    await sequenceNotices(core.job());
    const seqs = (await placed()).map((row) => row.seq ?? 0);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  });

  it("places a notice whose transaction commits late after those that overtook it", async () => {
    const late = Promise.withResolvers<void>();
    const isWritten = Promise.withResolvers<void>();
    const slow = withTransaction(customer.ctx, async (tx) => {
      await enqueueNotices(tx, [cancelled(`late:${customer.id}`)]);
      isWritten.resolve();
      await late.promise;
    });
    await isWritten.promise;
    core.clock.advance(5);
    await enqueueNotices(customer.ctx, [cancelled(`early:${customer.id}`)]);
    expect(await sequenceNotices(core.job())).toEqual({ sequenced: 1 });
    late.resolve();
    await slow;
    expect(await sequenceNotices(core.job())).toEqual({ sequenced: 1 });
    const [older, newer] = await placed();
    expect(older?.seq).toBe((newer?.seq ?? 0) + 1);
  });

  it("writes an SMS for every notice, and a push where the customer has a device, but never for a code", async () => {
    const now = core.clock.now();
    await core.runtime.db.query({
      text: "insert into devices (id, customer_id, platform, token, created_at, last_seen_at) values ($1, $2, 'web', $3, $4, $4)",
      values: [newId(now), customer.id, `token-${customer.id}`, now],
    });
    const other = await core.customer();
    await enqueueNotices(customer.ctx, [
      cancelled(`channels:${customer.id}`),
      { ...cancelled(`channels:${other.id}`), customerId: other.id, phone: other.phone },
      {
        type: "code",
        customerId: customer.id,
        phone: customer.phone,
        params: { purpose: "add_line", expiresAt: now.toISOString() },
        causeKey: `code:${customer.id}`,
        sealedSecret: "sealed",
      },
    ]);
    await sequenceNotices(core.job());
    const rows = await core.runtime.db.query<{ type: string; own: boolean; channels: string[] }>({
      text: `select type, customer_id = $1 as own, array_agg(channel order by channel) as channels from notifications
        join notification_deliveries on notification_id = id where customer_id = any($2) group by 1, 2 order by 1, 2`,
      values: [customer.id, [customer.id, other.id]],
    });
    expect(rows).toEqual([
      { type: "code", own: true, channels: ["sms"] },
      { type: "plan_cancelled", own: false, channels: ["sms"] },
      { type: "plan_cancelled", own: true, channels: ["push", "sms"] },
    ]);
  });
});
