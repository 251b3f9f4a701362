import type { NotificationStreamEvent } from "@nexa/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { enqueueNotices } from "./enqueue-notices.ts";
import { notificationStream } from "./notification-stream.ts";
import { sequenceNotices } from "./sequence-notices.ts";

let core: TestCore;
let customer: TestCustomer;

beforeEach(async () => {
  core = await createTestCore();
  customer = await core.customer();
});
afterEach(() => core.close());

async function enqueue(to: TestCustomer, planName: string, ctx: CoreContext = to.ctx): Promise<void> {
  const params = { planName, phone: to.phone };
  const causeKey = `${to.id}:${planName}`;
  await enqueueNotices(ctx, [{ type: "plan_cancelled", customerId: to.id, phone: to.phone, params, causeKey }]);
}

/** Reads a stream in the background, as a client would. */
function follow(ctx: CoreContext<CustomerActor>, lastEventId?: string) {
  const leaving = new AbortController();
  const events: NotificationStreamEvent[] = [];
  const done = (async () => {
    for await (const event of notificationStream(ctx, { lastEventId }, leaving.signal)) events.push(event);
    return "left";
  })().catch((error: { reason?: string }) => error.reason);
  const plans = () => events.flatMap(({ notification }) => notification?.body.split(" for ")[0] ?? []);
  return {
    plans,
    done,
    lastEventId: () => String(events.at(-1)?.streamSeq),
    started: () => expect.poll(() => events.length).toBeGreaterThan(0),
    sees: (...expected: string[]) => expect.poll(plans, { timeout: 8_000 }).toEqual(expected),
    leave: async () => {
      leaving.abort();
      return done;
    },
  };
}

describe("the live stream", () => {
  it("brings a notice soon after it was placed, in order, and ends when its reader leaves", async () => {
    const reader = follow(customer.ctx);
    await reader.started();
    for (const plan of ["A", "B", "C"]) {
      await enqueue(customer, plan);
      core.clock.advance(1);
    }
    await sequenceNotices(core.job());
    await reader.sees("A", "B", "C");
    expect(await reader.leave()).toBe("left");
  });

  it("shows nobody another customer's notices", async () => {
    const other = await core.customer();
    const [mine, theirs] = [follow(customer.ctx), follow(other.ctx)];
    await Promise.all([mine.started(), theirs.started()]);
    await enqueue(other, "theirs");
    await enqueue(customer, "mine");
    await sequenceNotices(core.job());
    await mine.sees("mine");
    await theirs.sees("theirs");
    expect([await mine.leave(), await theirs.leave()]).toEqual(["left", "left"]);
    const resumed = follow(customer.ctx, "0");
    await resumed.sees("mine");
    await resumed.leave();
  });

  it("misses nothing on resuming, also of a transaction that commits late", async () => {
    const first = follow(customer.ctx);
    await first.started();
    const late = Promise.withResolvers<void>();
    const isWritten = Promise.withResolvers<void>();
    const slow = withTransaction(customer.ctx, async (tx) => {
      await enqueue(customer, "late", tx);
      isWritten.resolve();
      await late.promise;
    });
    await isWritten.promise;
    core.clock.advance(5);
    await enqueue(customer, "early");
    await sequenceNotices(core.job());
    await first.sees("early");
    await first.leave();
    late.resolve();
    await slow;
    await enqueue(customer, "while away");
    await sequenceNotices(core.job());
    const second = follow(customer.ctx, first.lastEventId());
    await second.sees("late", "while away");
    await second.leave();
  });

  it("tells its position at once, so that a break before the first notice loses none", async () => {
    const first = follow(customer.ctx);
    await first.started();
    await first.leave();
    await enqueue(customer, "while away");
    await sequenceNotices(core.job());
    const second = follow(customer.ctx, first.lastEventId());
    await second.sees("while away");
    await second.leave();
  });

  it("pages through a long absence", async () => {
    const plans = Array.from({ length: 250 }, (_, index) => `Plan ${String(index).padStart(3, "0")}`);
    for (const plan of plans) {
      await enqueue(customer, plan);
      core.clock.advance(1);
    }
    await sequenceNotices(core.job());
    const reader = follow(customer.ctx, "0");
    await reader.sees(...plans);
    await reader.leave();
  });

  it("goes on when the listening connection is cut", async () => {
    const reader = follow(customer.ctx);
    await reader.started();
    const cut = () =>
      core.runtime.db.query({
        text: "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
      });
    await expect.poll(async () => (await cut()).length).toBe(1);
    await enqueue(customer, "A");
    await sequenceNotices(core.job());
    await reader.sees("A");
    await reader.leave();
  });

  it("reaches a reader on another server", async () => {
    const reader = follow(contextOf(core.another(), customer.ctx.actor));
    await reader.started();
    await enqueue(customer, "A");
    await sequenceNotices(core.job());
    await reader.sees("A");
    await reader.leave();
  });

  it.each([
    ["was ended", "delete from customer_sessions where user_id = $1"],
    ["belongs to an account that was suspended", "update customers set status = 'suspended' where id = $1"],
  ])("ends within 5 seconds when its session %s", async (_how, statement) => {
    const reader = follow(customer.ctx);
    const other = follow((await core.customer()).ctx);
    await Promise.all([reader.started(), other.started()]);
    const since = performance.now();
    await core.runtime.db.query({ text: statement, values: [customer.id] });
    expect(await reader.done).toBe("request.signInNeeded");
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(await other.leave()).toBe("left");
  });

  it("ends all streams when the process goes down", async () => {
    const server = core.another();
    const reader = follow(contextOf(server, customer.ctx.actor));
    await reader.started();
    await server.close();
    expect(await reader.done).toBe("request.unavailable");
  });

  it("refuses an eleventh stream of one customer (notifications.tooManyStreams)", async () => {
    const readers = Array.from({ length: 10 }, () => follow(customer.ctx));
    await Promise.all(readers.map((reader) => reader.started()));
    expect(await follow(customer.ctx).done).toBe("notifications.tooManyStreams");
    await readers[0]?.leave();
    const again = follow(customer.ctx);
    await again.started();
    await Promise.all([...readers, again].map((reader) => reader.leave()));
  });

  it("is a tRPC subscription whose event ids are the places in the stream", async () => {
    await enqueue(customer, "A");
    await sequenceNotices(core.job());
    const events = await customerRouter.createCaller(customer.ctx).notifications.stream({ lastEventId: "0" });
    const seen: unknown[] = [];
    for await (const event of events) if (seen.push(event) === 2) break;
    expect(seen).toMatchObject([
      ["0", { streamSeq: 0, notification: null }, expect.anything()],
      ["1", { streamSeq: 1, notification: { title: "Plan cancelled" } }, expect.anything()],
    ]);
  });

  it("starts at the end when the client remembers a position that no longer exists", async () => {
    const reader = follow(customer.ctx, "999999");
    await reader.started();
    await enqueue(customer, "A");
    await sequenceNotices(core.job());
    await reader.sees("A");
    await reader.leave();
  });
});
