import type { PostpaidActivation } from "@nexa/contracts";
import { postpaidActivations } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { balancesOf } from "../usage/index.ts";
import { estimateBills } from "./billing/estimate-bills.ts";
import { postpaidErrors } from "./errors.ts";
import { type FoundActivation, findActivations } from "./find-activations.ts";
import { liveSecondariesOf } from "./live-secondaries.ts";
import { toActivation } from "./shapes.ts";

/** Activations as their customer sees them: cycle, shared balance, family numbers and running estimate. */
export async function viewActivations(
  ctx: CoreContext,
  found: readonly FoundActivation[],
): Promise<PostpaidActivation[]> {
  const open = found.flatMap(({ activation, cycle }) => (cycle ? [{ activation, cycle }] : []));
  const ids = found.map(({ activation }) => activation.id);
  const secondaries = Map.groupBy(await liveSecondariesOf(ctx, ids), (row) => row.activationId);
  const balances = await balancesOf(
    ctx,
    open.map(({ activation, cycle }) => ({ source: "cycle", sourceId: cycle.id, terms: activation.terms })),
  );
  const estimates = await estimateBills(ctx, open);
  return found.map((each) =>
    toActivation(each, {
      secondaries: secondaries.get(each.activation.id) ?? [],
      balance: (each.cycle && balances.get(each.cycle.id)) ?? null,
      estimate: (each.cycle && estimates.get(each.cycle.id)) ?? null,
      currency: ctx.runtime.config.operator.currency,
      now: ctx.clock.now(),
    }),
  );
}

/** One activation as its customer sees it, whoever asks: check first that they may. Throws `postpaid.notFound`. */
export async function getActivationView(ctx: CoreContext, activationId: string): Promise<PostpaidActivation> {
  const found = await findActivations(ctx, eq(postpaidActivations.id, activationId));
  const [view] = await viewActivations(ctx, found);
  if (!view) throw postpaidErrors.notFound();
  return view;
}
