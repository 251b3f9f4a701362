import type { KnownMovement } from "@nexa/integrations/payments/port";
import type { CoreContext } from "../../context.ts";

const PAGE_ROWS = 1_000;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** Tells a simulated gateway, which was simulated for another installation so far, what it did for this one. A real one needs no telling. */
export async function adoptLedger(ctx: CoreContext): Promise<void> {
  await ctx.gateways.payments.adopt?.(movementsOf(ctx));
}

async function* movementsOf(ctx: CoreContext): AsyncGenerator<KnownMovement> {
  let after = FIRST;
  for (;;) {
    const rows = await ctx.db.query<KnownMovement & { attemptId: string }>({
      text: `select id as "attemptId", kind, charge_id as "chargeId", amount_minor as "amountMinor", currency, updated_at as "occurredAt"
        from payments where status = 'succeeded' and provider = $1 and id > $2 order by id limit $3`,
      values: [ctx.gateways.payments.provider, after, PAGE_ROWS],
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last.attemptId;
  }
}
