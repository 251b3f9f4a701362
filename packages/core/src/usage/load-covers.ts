import type { PlanTerms, PostpaidTerms } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import type { RatedSource } from "./ledger.ts";
import { loadBuckets } from "./load-buckets.ts";
import type { ScopedLine } from "./lock-scope.ts";

/** A running cycle with its add-ons, the first bought first. */
export type RatedCycle = {
  cycle: RatedSource;
  addons: RatedSource[];
  /** Null: more data than the allowance has no price, so it is not covered. */
  overagePricePerGbMinor: number | null;
  /** So far, before the batch. */
  overageBytes: number;
};

/** Everything a batch may draw on. */
export type Covers = {
  /** Base plans and top-ups by line, the first to end first. */
  plans: Map<string, RatedSource[]>;
  /** The open cycle of each activation. */
  cycles: Map<string, RatedCycle>;
};

export type Span = { from: Date; to: Date };

/** Reads what the locked lines had at any time of `span`, with what is drawn already. To draw on it the caller holds the
 * locks of `lockScope`. */
export async function loadCovers(
  tx: CoreContext,
  lines: ReadonlyMap<string, Pick<ScopedLine, "memberships">>,
  span: Span,
  days: readonly string[],
): Promise<Covers> {
  const activationIds = [...lines.values()].flatMap((line) => line.memberships.map((each) => each.activationId));
  const plans = await loadPlans(tx, [...lines.keys()], span);
  const cycles = activationIds.length > 0 ? await loadCycles(tx, [...new Set(activationIds)]) : new Map();
  const shared = [...cycles.values()].flatMap(({ cycle, addons }: RatedCycle) => [cycle, ...addons]);
  await loadBuckets(tx, [...[...plans.values()].flat(), ...shared], days);
  return { plans, cycles };
}

type PlanRow = { id: string; line_id: string; is_topup: boolean; terms: PlanTerms; starts_at: Date; ends_at: Date };

/** What was given back or cancelled is void, also for events from before. */
async function loadPlans(tx: CoreContext, lineIds: readonly string[], span: Span): Promise<Covers["plans"]> {
  const rows = await tx.db.query<PlanRow>({
    name: "usage.plans",
    text: `select id, line_id, is_topup, terms, starts_at, ends_at from subscriptions
      where line_id = any($1::uuid[]) and starts_at <= $3 and ends_at > $2 and cancelled_at is null
      order by ends_at, id`,
    values: [lineIds, span.from, span.to],
  });
  const plans: Covers["plans"] = new Map();
  for (const row of rows) {
    const source: RatedSource = {
      ...{ source: "subscription", sourceId: row.id, terms: row.terms, lineId: row.line_id, isExtra: row.is_topup },
      ...{ startsAt: row.starts_at, endsAt: row.ends_at, buckets: {} },
    };
    const known = plans.get(row.line_id);
    if (known) known.push(source);
    else plans.set(row.line_id, [source]);
  }
  return plans;
}

type CycleRow = {
  id: string;
  activation_id: string;
  line_id: string;
  terms: PostpaidTerms;
  starts_at: Date;
  ends_at: Date;
  overage_bytes: number;
};
type AddonRow = { id: string; activation_id: string; terms: PostpaidTerms; created_at: Date };

async function loadCycles(tx: CoreContext, activationIds: readonly string[]): Promise<Covers["cycles"]> {
  const rows = await tx.db.query<CycleRow>({
    name: "usage.cycles",
    text: `select c.id, c.activation_id, a.line_id, a.terms, c.starts_at, c.ends_at, c.overage_bytes
      from postpaid_cycles c join postpaid_activations a on a.id = c.activation_id
      where c.activation_id = any($1::uuid[]) and c.status = 'open'`,
    values: [activationIds],
  });
  const cycles: Covers["cycles"] = new Map();
  for (const { id, activation_id, line_id, terms, starts_at, ends_at, overage_bytes } of rows) {
    const window = { lineId: line_id, startsAt: starts_at, endsAt: ends_at };
    const cycle: RatedSource = { source: "cycle", sourceId: id, terms, ...window, isExtra: false, buckets: {} };
    const { overagePricePerGbMinor } = terms;
    cycles.set(activation_id, { cycle, addons: [], overagePricePerGbMinor, overageBytes: overage_bytes });
  }
  const addons = await tx.db.query<AddonRow>({
    name: "usage.addons",
    text: `select id, activation_id, terms, created_at from postpaid_addons where cycle_id = any($1::uuid[])
      order by created_at, id`,
    values: [rows.map((row) => row.id)],
  });
  for (const { id, activation_id, terms, created_at } of addons) {
    const rated = cycles.get(activation_id);
    const window = rated && { lineId: rated.cycle.lineId, startsAt: created_at, endsAt: rated.cycle.endsAt };
    if (window) rated.addons.push({ source: "addon", sourceId: id, terms, ...window, isExtra: true, buckets: {} });
  }
  return cycles;
}
