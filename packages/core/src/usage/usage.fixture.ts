import { randomUUID } from "node:crypto";
import { newId, PARTNER_SCOPES, type UsageEvent } from "@nexa/contracts";
import {
  lines,
  type PlanTerms,
  type PostpaidTerms,
  partners,
  postpaidActivations,
  postpaidAddons,
  postpaidCycles,
  postpaidSecondaries,
  subscriptions,
} from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, PartnerActor } from "../context.ts";
import type { TestCore } from "../testing/index.ts";

export const MB = 1024 ** 2;
export const GB = 1024 ** 3;
const DAY_MS = 86_400_000;

/** A partner with every scope, by its own row. */
export async function aPartner(core: TestCore): Promise<CoreContext<PartnerActor>> {
  const now = core.clock.now();
  const partnerId = newId(now);
  await core.runtime.db.orm.insert(partners).values({ id: partnerId, name: `Mediation ${partnerId}`, createdAt: now });
  return core.as({ kind: "partner", partnerId, apiKeyId: newId(now), scopes: PARTNER_SCOPES });
}

/** Use of one megabyte of data at home, now, unless told otherwise. */
export function anEvent(core: TestCore, phoneNumber: string, fields: Partial<UsageEvent> = {}): UsageEvent {
  const startedAt = core.clock.now().toISOString();
  return { eventId: randomUUID(), phoneNumber, kind: "data", amount: MB, zone: "home", startedAt, ...fields };
}

type PlanFields = { lineId: string; startsAt?: Date; days?: number; cancelledAt?: Date } & Partial<PlanTerms>;

/** A plan on a line from `startsAt` on, with what it gives. */
export async function givePlan(
  core: TestCore,
  { lineId, startsAt, days, cancelledAt, ...terms }: PlanFields,
): Promise<string> {
  const now = core.clock.now();
  const from = startsAt ?? now;
  const validityDays = days ?? 28;
  const id = newId(now);
  const endsAt = new Date(from.getTime() + validityDays * DAY_MS);
  const isTopup = terms.isTopup ?? false;
  await core.runtime.db.orm.insert(subscriptions).values({
    ...{ id, lineId, transactionId: newId(now), planId: newId(now), isTopup, startsAt: from, endsAt, createdAt: now },
    cancelledAt: cancelledAt ?? null,
    terms: { ...PREPAID, isTopup, validityDays, ...terms },
  });
  if (!isTopup) await core.runtime.db.orm.update(lines).set({ baseEndsAt: endsAt }).where(eq(lines.id, lineId));
  return id;
}

const PREPAID: PlanTerms = {
  ...{ planName: "Super 299", isTopup: false, priceMinor: 29_900, validityDays: 28, benefits: [] },
  ...{ dataAllowanceBytes: 10 * GB, dailyDataLimitBytes: null, talktimeMinutes: null, smsCount: null },
};

const POSTPAID: PostpaidTerms = {
  ...{ planName: "Family 999", priceMinor: 99_900, maxSecondaryNumbers: 3, benefits: [] },
  ...{ dataAllowanceBytes: 10 * GB, overagePricePerGbMinor: 2_000, talktimeMinutes: null, smsCount: null },
};

export type GivenActivation = { activationId: string; cycleId: string };

/** A postpaid plan on a line since now, with its first cycle open. */
export async function givePostpaid(
  core: TestCore,
  holder: { id: string; lineId: string },
  terms: Partial<PostpaidTerms> = {},
): Promise<GivenActivation> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const [activationId, cycleId] = [newId(now), newId(now)];
  await orm.insert(postpaidActivations).values({
    ...{
      id: activationId,
      customerId: holder.id,
      lineId: holder.lineId,
      planId: newId(now),
      activatedAt: now,
      updatedAt: now,
    },
    terms: { ...POSTPAID, ...terms },
  });
  await orm
    .insert(postpaidCycles)
    .values({ id: cycleId, activationId, number: 1, startsAt: now, endsAt: new Date(now.getTime() + 30 * DAY_MS) });
  await orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, holder.lineId));
  return { activationId, cycleId };
}

/** A line that shares an activation since now. */
export async function giveSecondary(
  core: TestCore,
  activationId: string,
  line: { lineId: string; phone: string },
): Promise<string> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const id = newId(now);
  await orm.insert(postpaidSecondaries).values({
    ...{ id, activationId, lineId: line.lineId, phone: line.phone, status: "active" },
    ...{ requestedAt: now, expiresAt: now, joinedAt: now },
  });
  await orm.update(lines).set({ mode: "postpaid_secondary" }).where(eq(lines.id, line.lineId));
  return id;
}

/** Data bought for the open cycle now. */
export async function giveAddon(core: TestCore, given: GivenActivation, bytes: number): Promise<string> {
  const now = core.clock.now();
  const id = newId(now);
  await core.runtime.db.orm.insert(postpaidAddons).values({
    ...{ id, activationId: given.activationId, cycleId: given.cycleId, planId: newId(now), boughtBy: newId(now) },
    ...{
      terms: { ...POSTPAID, planName: "Data add-on", dataAllowanceBytes: bytes, overagePricePerGbMinor: null },
      createdAt: now,
    },
  });
  return id;
}

/** Closes the open cycle and opens the next, as billing does. */
export async function nextCycle(core: TestCore, { activationId, cycleId }: GivenActivation): Promise<GivenActivation> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const next = newId(now);
  await orm
    .update(postpaidCycles)
    .set({ status: "closed", endsAt: now, closedAt: now })
    .where(eq(postpaidCycles.id, cycleId));
  await orm
    .insert(postpaidCycles)
    .values({ id: next, activationId, number: 2, startsAt: now, endsAt: new Date(now.getTime() + 30 * DAY_MS) });
  return { activationId, cycleId: next };
}

/** The splits of an event as stored. */
export async function splitsOf(core: TestCore, eventId: string): Promise<unknown[]> {
  const [row] = await core.runtime.db.query<{ splits: unknown[] }>({
    text: "select splits from usage_events where event_id = $1",
    values: [eventId],
  });
  return row?.splits ?? [];
}

/** The bucket of a source: what was drawn from it. */
export async function bucketFor(
  core: TestCore,
  sourceId: string,
  kind = "data",
): Promise<{ id: string; used: number }> {
  const [row] = await core.runtime.db.query<{ id: string; used: number }>({
    text: "select id, used from usage_buckets where source_id = $1 and kind = $2",
    values: [sourceId, kind],
  });
  if (!row) throw new Error(`nothing was drawn from ${sourceId}`);
  return row;
}

/** The types and lines of the notices a batch caused, in the order of their causes. */
export async function toldOf(core: TestCore, phone: string): Promise<{ type: string; params: unknown }[]> {
  return core.runtime.db.query({
    text: "select n.type, n.params from notifications n join notification_causes c on c.notification_id = n.id where n.phone = $1 order by c.cause_key",
    values: [phone],
  });
}
