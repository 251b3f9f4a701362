import { createHash } from "node:crypto";
import { newId, type PostpaidAddon, type PurchaseAddonInput } from "@nexa/contracts";
import { lines, postpaidAddons, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { claimKey } from "../payments/index.ts";
import { viewAddons } from "./addon-views.ts";
import { postpaidErrors } from "./errors.ts";
import { lockActivation, lockOpenCycle } from "./lock-activation.ts";
import { lockBuyer } from "./lock-buyer.ts";
import { planOnSale } from "./plan-on-sale.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow, AddonRow, CycleRow } from "./rows.ts";
import { selectActivation } from "./select-activation.ts";

const OPERATION = "postpaid.purchaseAddon";

/**
 * Buys an add-on for the open cycle; it is charged on the cycle's bill. The same key and body answers with the same add-on as it is
 * then. The key stands for the add-on's id; a refusal does not bind it.
 *
 * @throws postpaid.noActivation notFound nameActivation planUnknown planPrepaid planNotAddon planInactive suspended cancelled cycleEnded
 *   keyReused; request.accountInactive; identity.*
 */
export async function purchaseAddon(
  ctx: CoreContext<CustomerActor>,
  input: PurchaseAddonInput,
): Promise<PostpaidAddon> {
  const bought = await withTransaction(ctx, async (tx) => {
    const addonId = newId(tx.clock.now());
    const earlier = await earlierAddon(tx, input, addonId);
    if (earlier !== null) return { addonId: earlier, isReplay: true };
    await lockBuyer(tx);
    const { id } = await selectActivation(tx, input.activationId);
    const activation = await lockActivation(tx, id);
    if (activation.status === "cancelled") throw postpaidErrors.cancelled();
    if (activation.status === "suspended") throw postpaidErrors.suspended();
    const cycle = await lockOpenCycle(tx, activation.id);
    if (!cycle || cycle.endsAt <= tx.clock.now()) throw postpaidErrors.cycleEnded();
    const plan = await planOnSale(tx, input.planId, "addon");
    const addon = { id: addonId, planId: plan.id, terms: plan.terms };
    await insertAddon(tx, { addon, activation, cycle });
    return { addonId, isReplay: false };
  });
  if (bought.isReplay && ctx.reply) ctx.reply.replayed = true;
  return readAddon(ctx, bought.addonId);
}

/** The add-on this key stands for already, or null after claiming it for `addonId`. @throws postpaid.keyReused */
async function earlierAddon(
  tx: CoreContext<CustomerActor>,
  { planId, activationId, idempotencyKey: key }: PurchaseAddonInput,
  addonId: string,
): Promise<string | null> {
  const requestHash = createHash("sha256")
    .update(JSON.stringify([planId, activationId ?? null]))
    .digest("base64url");
  const known = await claimKey(tx, { operation: OPERATION, key, requestHash, subjectId: addonId });
  if (known && known.requestHash !== requestHash) throw postpaidErrors.keyReused();
  return known?.subjectId ?? null;
}

type Sale = { addon: Pick<AddonRow, "id" | "planId" | "terms">; activation: ActivationRow; cycle: CycleRow };

async function insertAddon(tx: CoreContext<CustomerActor>, { addon, activation, cycle }: Sale): Promise<void> {
  const { orm } = tx.db;
  const { id: activationId, customerId, lineId } = activation;
  const { planName, dataAllowanceBytes, priceMinor } = addon.terms;
  const row = { ...addon, activationId, cycleId: cycle.id, boughtBy: customerId, createdAt: tx.clock.now() };
  await orm.insert(postpaidAddons).values(row);
  const causeKey = `addon_bought:${addon.id}`;
  await recordPostpaidEvent(tx, { activationId, kind: "addon_bought", causeKey, detail: planName });
  const [line] = await orm.select({ phone: lines.phone }).from(lines).where(eq(lines.id, lineId));
  if (!line) throw new Error("the line of an activation is gone");
  const params = {
    ...{ planName: activation.terms.planName, phone: line.phone, addonName: planName },
    ...{ dataBytes: dataAllowanceBytes ?? 0, amountMinor: priceMinor },
    ...{ currency: tx.runtime.config.operator.currency, endsAt: cycle.endsAt.toISOString() },
  };
  await enqueueNotices(tx, [
    {
      ...{ type: "addon_activated", customerId, phone: line.phone, lineId, params },
      causeKey: `addon_activated:${addon.id}`,
    },
  ]);
}

async function readAddon(ctx: CoreContext, addonId: string): Promise<PostpaidAddon> {
  const found = await ctx.db.orm
    .select({ addon: postpaidAddons, cycle: postpaidCycles })
    .from(postpaidAddons)
    .innerJoin(postpaidCycles, eq(postpaidCycles.id, postpaidAddons.cycleId))
    .where(eq(postpaidAddons.id, addonId));
  const [view] = await viewAddons(ctx, found);
  if (!view) throw new Error(`add-on ${addonId} is gone`);
  return view;
}
