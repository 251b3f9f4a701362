import type { GetUsageInput, GetUsageOutput, LineUsage, PlanBalance, UsageKind } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { getOwnedLine, linesOf } from "../lines/index.ts";
import { allowancesOf } from "./allowances.ts";
import type { RatedSource } from "./ledger.ts";
import { dailyLimitOf } from "./ledger.ts";
import { type Covers, loadCovers, type RatedCycle } from "./load-covers.ts";
import { membershipsOf } from "./memberships-of.ts";
import { operatorDays } from "./operator-days.ts";
import type { UsageDay } from "./usage-days-of.ts";
import { usageDaysSince } from "./usage-days-since.ts";

type OwnLine = Pick<LineUsage, "lineId" | "phoneNumber" | "mode"> & { since: Date };

/**
 * What is left now on the customer's lines, and what they used today: all of them, the registered one first, or the one named. A postpaid
 * line, and one that shares another's plan, shows the shared allowance.
 *
 * @throws lines.notFound for a named line that is not the customer's.
 */
export async function getUsage(ctx: CoreContext<CustomerActor>, input: GetUsageInput): Promise<GetUsageOutput> {
  const lines = await chosenLines(ctx, input);
  if (lines.length === 0) return { items: [] };
  const now = ctx.clock.now();
  const today = operatorDays(ctx.runtime.config.operator.timezone).dayOf(now);
  const ids = lines.map((line) => line.lineId);
  const memberships = await membershipsOf(ctx, ids);
  const held = ids.map((id) => ({
    id,
    memberships: (memberships.get(id) ?? []).filter((each) => each.until === null),
  }));
  const scope = new Map(held.map((each) => [each.id, each]));
  const covers = await loadCovers(ctx, scope, { from: now, to: now }, [today]);
  const days = await usageDaysSince(
    ctx,
    lines.map((line) => ({ id: line.lineId, since: line.since })),
    today,
    today,
  );
  return {
    items: lines.map(({ since: _, ...line }) => {
      const shared = scope.get(line.lineId)?.memberships[0];
      const cycle = shared && covers.cycles.get(shared.activationId);
      const used = days.filter((day) => day.lineId === line.lineId);
      return {
        ...line,
        ...prepaidOf(ctx, covers, line.lineId, today),
        pool: cycle ? poolOf(cycle, line.lineId) : null,
        today: sumOf(used),
      };
    }),
  };
}

async function chosenLines(ctx: CoreContext<CustomerActor>, input: GetUsageInput): Promise<OwnLine[]> {
  if (input.lineId === undefined && input.phoneNumber === undefined) {
    const owned = await linesOf(ctx, ctx.actor.customerId);
    return owned.map(({ id, phoneNumber, mode, ownedSince }) => ({
      lineId: id,
      phoneNumber,
      mode,
      since: new Date(ownedSince),
    }));
  }
  const { id, phone, mode, since } = await getOwnedLine(ctx, { lineId: input.lineId, phone: input.phoneNumber });
  return [{ lineId: id, phoneNumber: phone, mode, since }];
}

function prepaidOf(
  ctx: CoreContext,
  covers: Covers,
  lineId: string,
  today: string,
): Pick<LineUsage, "base" | "dailyData" | "topups"> {
  const plans = covers.plans.get(lineId) ?? [];
  const base = plans.find((plan) => !plan.isExtra);
  return {
    base: base ? balanceOf(base) : null,
    dailyData: base ? dailyOf(ctx, base, today) : null,
    topups: plans.filter((plan) => plan.isExtra).map(balanceOf),
  };
}

function dailyOf(ctx: CoreContext, base: RatedSource, today: string): LineUsage["dailyData"] {
  const limitBytes = dailyLimitOf(base, "data");
  if (limitBytes === null) return null;
  const { nextMidnight } = operatorDays(ctx.runtime.config.operator.timezone);
  const usedTodayBytes = base.buckets.data?.days.get(today)?.used ?? 0;
  return { limitBytes, usedTodayBytes, resetsAt: nextMidnight(ctx.clock.now()).toISOString() };
}

/** What more data costs is for who pays the bill: the main line's owner. */
function poolOf(
  { cycle, addons, overageBytes, overagePricePerGbMinor }: RatedCycle,
  lineId: string,
): LineUsage["pool"] {
  const isMain = cycle.lineId === lineId;
  return {
    ...balanceOf(cycle),
    addons: addons.map(balanceOf),
    overageBytes,
    overagePricePerGbMinor: isMain ? overagePricePerGbMinor : null,
  };
}

function balanceOf(source: RatedSource): PlanBalance {
  const allowances = allowancesOf(source);
  const of = (kind: UsageKind) => {
    const used = source.buckets[kind]?.used ?? 0;
    const allowance = allowances[kind];
    return { allowance, used, remaining: allowance === null ? null : allowance - used };
  };
  return {
    id: source.sourceId,
    planName: source.terms.planName,
    startsAt: source.startsAt.toISOString(),
    endsAt: source.endsAt.toISOString(),
    balances: { data: of("data"), voice: of("voice"), sms: of("sms") },
  };
}

function sumOf(days: readonly UsageDay[]): LineUsage["today"] {
  const sums = { data: 0, voice: 0, sms: 0 };
  for (const { kind, amount } of days) sums[kind] += amount;
  return sums;
}
