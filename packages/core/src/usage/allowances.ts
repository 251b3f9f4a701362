import type { BucketSource, UsageKind } from "@nexa/contracts";
import type { PlanTerms, PostpaidTerms } from "@nexa/db";

/** Something that gives allowances: a subscription, a billing cycle (with its plan's terms) or an add-on. */
export type UsageSource = { source: BucketSource; sourceId: string; terms: PlanTerms | PostpaidTerms };

/** What a source gives of each kind, in bytes, seconds and messages. Null: not limited. Zero: nothing. */
export type Allowances = Readonly<Record<UsageKind, number | null>>;

const SECONDS_PER_MINUTE = 60;

/**
 * What the terms give. Calls and messages that a plan does not count are not limited; a top-up or add-on gives only what it names. A
 * prepaid plan that names no data carries none, unless a daily limit says that it is limited per day only.
 */
export function allowancesOf({ source, terms }: Pick<UsageSource, "source" | "terms">): Allowances {
  const isExtra = source === "addon" || ("isTopup" in terms && terms.isTopup);
  const unnamed = isExtra ? 0 : null;
  const { talktimeMinutes, smsCount } = terms;
  return {
    data: terms.dataAllowanceBytes ?? unnamedData(source, terms),
    voice: talktimeMinutes === null ? unnamed : talktimeMinutes * SECONDS_PER_MINUTE,
    sms: smsCount ?? unnamed,
  };
}

function unnamedData(source: BucketSource, terms: PlanTerms | PostpaidTerms): number | null {
  if (source !== "subscription") return null;
  return "dailyDataLimitBytes" in terms && terms.dailyDataLimitBytes !== null ? null : 0;
}
