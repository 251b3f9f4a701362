import type { PublicOffer, PublicPlan, StaffOffer, StaffPlan } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import type { Catalog, CatalogOffer, CatalogPlan } from "./catalog.ts";
import { getCatalog } from "./get-catalog.ts";
import { bestOffer } from "./pricing.ts";
import { publicOffer, publicPlan, staffOffer, staffPlan } from "./shapes.ts";

/** How many answers and searches a view keeps; the oldest goes first. */
const MAX_KEPT = 64;

export type PlanInView = {
  readonly plan: CatalogPlan;
  readonly forPublic: PublicPlan;
  readonly forStaff: StaffPlan;
  readonly bestOffer: PublicOffer | null;
};
export type OfferInView = { readonly offer: CatalogOffer; readonly plan: CatalogPlan; readonly forStaff: StaffOffer };

/** The catalogue as it looks between two instants at which an offer starts or ends: nothing in it depends on the time. */
export type CatalogView = {
  readonly catalog: Catalog;
  readonly plans: ReadonlyMap<string, PlanInView>;
  readonly offers: readonly OfferInView[];
  /**
   * The answer kept for a question, so that equal requests get the same object and it is turned into JSON only once.
   * `question` tells the operation and its input.
   */
  keep<T extends object>(question: string, answer: () => T | Promise<T>): Promise<T>;
};

type Span = { readonly from: number; readonly until: number };

const current = runtimeSlot(() => ({ held: undefined as (Span & { view: CatalogView }) | undefined }));

/** The view for this instant of the newest catalogue this process has. */
export async function getView(ctx: CoreContext): Promise<CatalogView> {
  const catalog = await getCatalog(ctx);
  const slot = current(ctx);
  const now = ctx.clock.now();
  const at = now.getTime();
  const { held } = slot;
  if (held && held.view.catalog === catalog && held.from <= at && at < held.until) return held.view;
  const view = viewOf(catalog, now, ctx.runtime.config.operator.currency);
  slot.held = { view, ...spanAround(catalog, at) };
  return view;
}

/** Computes the view of a catalogue at an instant. */
export function viewOf(catalog: Catalog, now: Date, currency: string): CatalogView {
  const plans = new Map<string, PlanInView>();
  const offers: OfferInView[] = [];
  for (const plan of catalog.plans.values()) {
    const best = bestOffer(catalog, plan, now);
    plans.set(plan.id, {
      plan,
      forPublic: publicPlan(catalog, plan, best, currency),
      forStaff: staffPlan(catalog, plan, best, currency),
      bestOffer: best && publicOffer(plan, best, currency),
    });
    for (const offer of catalog.offersOf(plan.id)) {
      offers.push({ offer, plan, forStaff: staffOffer(plan, offer, now, currency) });
    }
  }
  return { catalog, plans, offers, keep: keeper() };
}

/** The span around an instant in which no offer starts or ends, in milliseconds since 1970. */
function spanAround(catalog: Catalog, at: number): Span {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const offer of catalog.offers.values()) {
    for (const boundary of [offer.validFrom.getTime(), offer.validUntil.getTime()]) {
      if (boundary <= at) from = Math.max(from, boundary);
      else until = Math.min(until, boundary);
    }
  }
  return { from, until };
}

function keeper(): CatalogView["keep"] {
  const kept = new Map<string, object>();
  return async <T extends object>(question: string, answer: () => T | Promise<T>): Promise<T> => {
    const known = kept.get(question);
    // The question names the operation, and each operation has one type of answer.
    if (known) return known as T;
    const made = await answer();
    if (kept.size >= MAX_KEPT) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    kept.set(question, made);
    return made;
  };
}
