import type { UsageKind } from "@nexa/contracts";
import { type Bucket, bucketOf, type RatedSource } from "./ledger.ts";
import type { Covers, RatedCycle } from "./load-covers.ts";
import type { ScopedLine } from "./lock-scope.ts";
import type { Cover } from "./rate-event.ts";

/** An instant of use, for which kind. `now` dates buckets that are made for it. */
type Use = { kind: UsageKind; startedAt: Date; now: Date };

/**
 * What covers use of a line: what was active when it started. A postpaid plan, the line's own or one it shares, else the prepaid plan and
 * then its top-ups by earliest end. An activation that was cancelled meanwhile has no cycle, and covers nothing any more.
 */
export function coverOf(covers: Covers, line: ScopedLine, use: Use): Cover<Bucket> {
  const shared = line.memberships.find(({ from, until }) => isWithin(from, until, use.startedAt));
  const cycle = shared && covers.cycles.get(shared.activationId);
  if (cycle) return postpaidCover(cycle, use);
  const running = (covers.plans.get(line.id) ?? []).filter((plan) =>
    isWithin(plan.startsAt, plan.endsAt, use.startedAt),
  );
  const inOrder = [...running.filter((plan) => !plan.isExtra), ...running.filter((plan) => plan.isExtra)];
  return { buckets: bucketsOf(inOrder, use), overageOfCycleId: null };
}

/** Use of a closed cycle counts in the open one, from its start: an add-on bought later does not cover it. */
function postpaidCover({ cycle, addons, overagePricePerGbMinor }: RatedCycle, use: Use): Cover<Bucket> {
  const countsAt = Math.max(use.startedAt.getTime(), cycle.startsAt.getTime());
  const bought = addons.filter((addon) => addon.startsAt.getTime() <= countsAt);
  const hasOverage = use.kind === "data" && overagePricePerGbMinor !== null;
  return { buckets: bucketsOf([...bought, cycle], use), overageOfCycleId: hasOverage ? cycle.sourceId : null };
}

function bucketsOf(sources: readonly RatedSource[], { kind, now }: Use): Bucket[] {
  return sources.map((source) => bucketOf(source, kind, now)).filter((bucket) => bucket !== null);
}

function isWithin(from: Date, until: Date | null, at: Date): boolean {
  return from <= at && (until === null || at < until);
}
