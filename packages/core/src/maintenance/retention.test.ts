import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import {
  adminRefreshTokens,
  adminResetTokens,
  adminSessions,
  customerRefreshTokens,
  customerSessions,
  idempotencyKeys,
  oneTimeCodes,
  rateLimits,
  webhookInbox,
} from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import {
  deleteExpiredCodes,
  deleteExpiredIdempotencyKeys,
  deleteExpiredRateLimits,
  deleteExpiredSessions,
  deleteOldNotifications,
  deleteOldWebhooks,
  ensureMonthPartitions,
} from "./index.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;

let core: TestCore;
let ctx: CoreContext;
let start: Date;

beforeAll(async () => {
  core = await createTestCore();
  start = core.clock.now();
});
beforeEach(() => {
  core.clock.set(start);
  ctx = core.job();
});
afterAll(() => core.close());

const after = (milliseconds: number) => new Date(start.getTime() + milliseconds);

it("deletes sessions and refresh tokens once they have expired, and no others", async () => {
  const customer = await core.customer();
  const admin = await core.admin();
  const { orm } = ctx.db;
  const base = { channel: "token" as const, createdAt: start, lastUsedAt: start };
  const session = (userId: string, expiresAt: Date) => ({
    ...base,
    ...{ secretHash: randomUUID(), id: newId(start), userId, expiresAt },
  });
  const ended = session(customer.id, after(-SECOND_MS));
  const live = session(customer.id, after(HOUR_MS));
  const endedAdmin = session(admin.actor.adminId, after(0));
  await orm.insert(customerSessions).values([ended, live]);
  await orm.insert(adminSessions).values(endedAdmin);
  const token = (sessionId: string, expiresAt: Date, rotatedAt: Date | null = null) => ({
    ...{ tokenHash: randomUUID(), sessionId, createdAt: start, rotatedAt, expiresAt },
  });
  const rotated = token(live.id, after(SECOND_MS), start);
  const expired = token(live.id, after(-SECOND_MS), start);
  const ofEnded = token(ended.id, after(HOUR_MS));
  const ofAdmin = token(endedAdmin.id, after(0));
  await orm.insert(customerRefreshTokens).values([rotated, expired, ofEnded]);
  await orm.insert(adminRefreshTokens).values(ofAdmin);

  expect(await deleteExpiredSessions(ctx)).toEqual({ sessions: 2, refreshTokens: 2 });

  const sessions = await orm.select().from(customerSessions).where(eq(customerSessions.userId, customer.id));
  expect(sessions.map((row) => row.id)).toEqual(expect.arrayContaining([live.id]));
  expect(sessions.map((row) => row.id)).not.toContain(ended.id);
  expect((await orm.select().from(customerRefreshTokens)).map((row) => row.tokenHash)).toEqual([rotated.tokenHash]);
  expect(await orm.select().from(adminRefreshTokens)).toEqual([]);
  expect(await deleteExpiredSessions(ctx)).toEqual({ sessions: 0, refreshTokens: 0 });
});

it("deletes codes and reset links a day after they expired", async () => {
  const row = (expiresAt: Date) => ({
    ...{ id: newId(start), sentTo: "+919800000001", purpose: "registration" as const, codeHash: "x" },
    ...{ maxTries: 5, createdAt: start, expiresAt },
  });
  const old = row(after(-DAY_MS));
  const recent = row(after(-DAY_MS + SECOND_MS));
  await ctx.db.orm.insert(oneTimeCodes).values([old, recent]);
  const { adminId } = (await core.admin()).actor;
  const link = (expiresAt: Date) => ({ tokenHash: randomUUID(), adminId, createdAt: start, expiresAt });
  const links = [link(old.expiresAt), link(recent.expiresAt)];
  await ctx.db.orm.insert(adminResetTokens).values(links);
  expect(await deleteExpiredCodes(ctx)).toEqual({ codes: 1, resetLinks: 1 });
  const left = await ctx.db.orm.select().from(adminResetTokens);
  expect(left.map((each) => each.tokenHash)).toEqual([links[1]?.tokenHash]);
  expect((await ctx.db.orm.select().from(oneTimeCodes)).map((code) => code.id)).toEqual([recent.id]);
});

it("deletes idempotency keys at the end of their life, however many there are", async () => {
  const actorId = newId(start);
  const row = (key: string, expiresAt: Date) => ({
    ...{ actorKind: "customer", actorId, operation: "recharge", key, requestHash: "x" },
    ...{ transactionId: newId(start), expiresAt },
  });
  const expired = Array.from({ length: 2_300 }, (_, index) => row(`old-${index}`, after(-index)));
  await ctx.db.orm.insert(idempotencyKeys).values([...expired, row("live", after(1))]);
  expect(await deleteExpiredIdempotencyKeys(ctx)).toEqual({ keys: 2_300 });
  expect((await ctx.db.orm.select().from(idempotencyKeys)).map((key) => key.key)).toEqual(["live"]);
});

it("stops between two chunks when it is told to, and goes on the next time", async () => {
  const rows = Array.from({ length: 1_500 }, (_, index) => ({ key: `stop-${index}`, points: 1, expire: 1 }));
  await ctx.db.orm.insert(rateLimits).values(rows);
  expect(await deleteExpiredRateLimits(ctx, AbortSignal.abort())).toEqual({ limits: 0 });
  expect(await deleteExpiredRateLimits(ctx)).toEqual({ limits: 1_500 });
});

it("deletes rate limits whose window is over; blocks without an end stay", async () => {
  const limit = (key: string, expire: number | null) => ({ key, points: 3, expire });
  const live = start.getTime() + SECOND_MS;
  await ctx.db.orm
    .insert(rateLimits)
    .values([limit("over", start.getTime()), limit("live", live), limit("block", null)]);
  expect(await deleteExpiredRateLimits(ctx)).toEqual({ limits: 1 });
  const left = await ctx.db.orm.select().from(rateLimits);
  expect(left.map((row) => row.key).sort()).toEqual(["block", "live"]);
});

it("passes over rows that a transaction holds, and waits for nobody", async () => {
  await ctx.db.orm.insert(rateLimits).values({ key: "held", points: 1, expire: 1 });
  const client = await ctx.db.pool.connect();
  try {
    await client.query("begin; select from rate_limits where key = 'held' for update");
    expect(await deleteExpiredRateLimits(ctx)).toEqual({ limits: 0 });
  } finally {
    await client.query("rollback");
    client.release();
  }
  expect(await deleteExpiredRateLimits(ctx)).toEqual({ limits: 1 });
});

it("deletes handled webhooks after 90 days; one that was never handled stays", async () => {
  const row = (eventId: string, days: number, isHandled: boolean) => ({
    ...{ provider: "simulated", eventId, kind: "charge", attemptId: newId(start), payload: {} },
    ...{ receivedAt: after(-days * DAY_MS), handledAt: isHandled ? start : null },
  });
  await ctx.db.orm
    .insert(webhookInbox)
    .values([row("old", 91, true), row("recent", 89, true), row("open", 200, false)]);
  expect(await deleteOldWebhooks(ctx)).toEqual({ webhooks: 1 });
  const left = await ctx.db.orm.select().from(webhookInbox);
  expect(left.map((webhook) => webhook.eventId).sort()).toEqual(["open", "recent"]);
});

it("deletes notices after 180 days with their causes and deliveries, and keeps the younger ones whole", async () => {
  const { id: customerId, phone } = await core.customer();
  const enqueue = (prefix: string, count: number) =>
    enqueueNotices(
      ctx,
      Array.from({ length: count }, (_, index) => ({
        type: "security_alert" as const,
        ...{
          customerId,
          phone,
          causeKey: `${prefix}:${index}`,
          params: { event: "password_changed" as const, at: start.toISOString() },
        },
      })),
    );
  const deliverAll = () =>
    ctx.db.query({
      text: `insert into notification_deliveries (notification_id, channel, next_attempt_at, created_at)
        select id, 'sms', created_at, created_at from notifications on conflict do nothing`,
    });
  const counts = async () => {
    const [row] = await ctx.db.query<{ notices: number; causes: number; deliveries: number }>({
      text: `select (select count(*)::int from notifications) as notices,
        (select count(*)::int from notification_causes) as causes,
        (select count(*)::int from notification_deliveries) as deliveries`,
    });
    return row;
  };
  core.clock.set(after(-181 * DAY_MS));
  await enqueue("old", 2_500);
  core.clock.set(after(-179 * DAY_MS));
  await enqueue("young", 30);
  await deliverAll();
  core.clock.set(start);

  expect(await deleteOldNotifications(ctx)).toEqual({ notifications: 2_500 });
  expect(await counts()).toEqual({ notices: 30, causes: 30, deliveries: 30 });
  expect(await deleteOldNotifications(ctx)).toEqual({ notifications: 0 });
});

it("makes the partitions of the coming three months, once", async () => {
  const in2Years = new Date(Date.UTC(start.getUTCFullYear() + 2, 0, 15));
  core.clock.set(in2Years);
  await ensureMonthPartitions(ctx);
  expect(await ensureMonthPartitions(ctx)).toEqual({ until: `${in2Years.getUTCFullYear()}-04-01T00:00:00.000Z` });
  const made = await ctx.db.query<{ name: string }>({
    text: `select relname as name from pg_class where relname ~ $1 order by 1`,
    values: [`^transactions_${in2Years.getUTCFullYear()}_\\d\\d$`],
  });
  expect(made.map(({ name }) => name.slice(-2))).toEqual(["01", "02", "03", "04"]);
});
