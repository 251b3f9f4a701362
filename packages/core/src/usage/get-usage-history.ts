import type { GetUsageHistoryInput, GetUsageHistoryOutput, UsageHistoryDay } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { getOwnedLine } from "../lines/index.ts";
import { usageErrors } from "./errors.ts";
import { operatorDays } from "./operator-days.ts";
import type { UsageDay } from "./usage-days-of.ts";
import { usageDaysSince } from "./usage-days-since.ts";

const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;
/** Before it nobody used anything, and years of fewer digits compare otherwise. */
const FIRST_DAY = "1970-01-01";

/**
 * What one of the customer's lines used day by day, days of the operator, since it is theirs. No line named is the registered number's.
 *
 * @throws lines.notFound usage.badRange
 */
export async function getUsageHistory(
  ctx: CoreContext<CustomerActor>,
  input: GetUsageHistoryInput,
): Promise<GetUsageHistoryOutput> {
  const { dayOf, shift } = operatorDays(ctx.runtime.config.operator.timezone);
  const to = input.to ?? dayOf(ctx.clock.now());
  const from = input.from ?? shift(to, 1 - DEFAULT_DAYS);
  if (to < FIRST_DAY || from > to || from < shift(to, 1 - MAX_DAYS)) throw usageErrors.badRange({ maxDays: MAX_DAYS });
  const line = await getOwnedLine(ctx, { lineId: input.lineId, phone: input.phoneNumber });
  const rows = await usageDaysSince(ctx, [line], from, to);
  return { lineId: line.id, phoneNumber: line.phone, from, to, days: byDay(rows) };
}

function byDay(rows: readonly UsageDay[]): UsageHistoryDay[] {
  const days = new Map<string, UsageHistoryDay>();
  for (const { day, kind, amount, roamingAmount, uncoveredAmount } of rows) {
    const entry = days.get(day) ?? { day, used: noUse(), roaming: noUse(), uncovered: noUse() };
    days.set(day, entry);
    entry.used[kind] += amount;
    entry.roaming[kind] += roamingAmount;
    entry.uncovered[kind] += uncoveredAmount;
  }
  return [...days.values()];
}

function noUse(): UsageHistoryDay["used"] {
  return { data: 0, voice: 0, sms: 0 };
}
