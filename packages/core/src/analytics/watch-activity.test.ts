import { ADMIN_ROLES, type LiveActivity, roleMay } from "@nexa/contracts";
import { adminSessions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { countUp } from "./analytics.fixture.ts";
import { watchActivity } from "./watch-activity.ts";

const PATIENCE = { timeout: 8_000 };

let core: TestCore;
let owner: CoreContext<AdminActor>;
beforeEach(async () => {
  core = await createTestCore();
  owner = await core.admin("owner");
  await countUp(core);
});
afterEach(() => core.close());

/** Watches in the background, as the console does. */
function watch(ctx: CoreContext<AdminActor>) {
  const leaving = new AbortController();
  const seen: LiveActivity[] = [];
  const done = (async () => {
    for await (const activity of watchActivity(ctx, leaving.signal)) seen.push(activity);
    return "over";
  })().catch((error: { reason?: string }) => error.reason);
  const sees = (delivered: number, netMinor: number, rechargesPerMinute: number) =>
    expect
      .poll(() => {
        const last = seen.at(-1);
        return [last?.today.delivered, last?.today.netMinor, last?.rechargesPerMinute, last?.latest.length];
      }, PATIENCE)
      .toEqual([delivered, netMinor, rechargesPerMinute, delivered]);
  return { seen, sees, done, leave: () => leaving.abort() };
}

it("tells a recharge on every server before it is counted, and once after", async () => {
  const other = core.another();
  const watchers = [watch(owner), watch(contextOf(other, owner.actor))];
  for (const each of watchers) await each.sees(0, 0, 0);
  const plan = await core.plan();
  const customer = await core.customer();
  const { transaction } = await recharge(customer, plan.id);
  for (const each of watchers) await each.sees(1, transaction.finalAmountMinor, 1);
  expect(watchers[0]?.seen.at(-1)?.latest[0]).toMatchObject({ id: transaction.id, status: "succeeded" });
  await countUp(core);
  const { transaction: next } = await recharge(await core.customer(), plan.id);
  for (const each of watchers) await each.sees(2, transaction.finalAmountMinor + next.finalAmountMinor, 2);
  for (const each of watchers) each.leave();
  for (const each of watchers) expect(await each.done).toBe("over");
  await other.close();
});

it("sends away whoever signed out, and asks its reader to come back when the process goes down", async () => {
  const leaving = core.another();
  const staying = watch(contextOf(leaving, owner.actor));
  await staying.sees(0, 0, 0);
  await leaving.close();
  expect(await staying.done).toBe("request.unavailable");
  const watched = watch(owner);
  await watched.sees(0, 0, 0);
  await core.runtime.db.orm.delete(adminSessions).where(eq(adminSessions.id, owner.actor.sessionId));
  expect(await watched.done).toBe("request.signInNeeded");
});

it("lets a session have four streams, and another when one has left", async () => {
  const four = [watch(owner), watch(owner), watch(owner), watch(owner)];
  for (const each of four) await each.sees(0, 0, 0);
  expect(await watch(owner).done).toBe("analytics.tooManyStreams");
  four[0]?.leave();
  await four[0]?.done;
  const next = watch(owner);
  await next.sees(0, 0, 0);
  for (const each of [...four, next]) each.leave();
  await Promise.all([...four, next].map(({ done }) => done));
});

it("is closed to a role that may not read figures", async () => {
  const closed = ADMIN_ROLES.filter((role) => !roleMay(role, "analytics.read"));
  expect(closed.length).toBeGreaterThan(0);
  for (const role of closed) {
    const caller = adminRouter.createCaller(await core.admin(role));
    await expect(caller.analytics.activity({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});
