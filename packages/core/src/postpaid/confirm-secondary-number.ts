import type { ConfirmSecondaryNumberInput, SecondaryNumber } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { type CodeProof, checkCode, consumeCode } from "../identity/index.ts";
import { postpaidErrors } from "./errors.ts";
import { assertRequested, joinPlan } from "./join-plan.ts";
import { lockSecondary } from "./lock-secondary.ts";
import { type SeenSecondary, seeSecondary } from "./secondary-sight.ts";
import { toSecondary } from "./shapes.ts";

/**
 * A number joins: who holds it agrees while signed in, or the owner of the plan enters the code that was sent to it.
 *
 * @throws postpaid.secondaryNotFound secondaryNotRequested codeNeeded secondaryBusy suspended cancelled; identity.codeWrong
 */
export async function confirmSecondaryNumber(
  ctx: CoreContext<CustomerActor>,
  input: ConfirmSecondaryNumberInput,
): Promise<SecondaryNumber> {
  const seen = await seeSecondary(ctx, input.secondaryId);
  assertRequested(seen.secondary, ctx.clock.now());
  const proof = await proofOf(ctx, seen, input.code);
  const joined = await withTransaction(ctx, async (tx) => {
    const locked = await lockSecondary(tx, seen.secondary);
    const isHeldByCaller = locked.line.ownerId === tx.actor.customerId && locked.line.releasedAt === null;
    if (proof === null && !isHeldByCaller) throw postpaidErrors.codeNeeded();
    if (proof !== null) await consumeCode(tx, proof);
    return joinPlan(tx, locked);
  });
  return toSecondary(joined, ctx.clock.now());
}

/** Null for who holds the number: being signed in is their consent. A code that they send all the same is not looked at. */
async function proofOf(ctx: CoreContext<CustomerActor>, seen: SeenSecondary, code: string | undefined) {
  if (seen.holderId === ctx.actor.customerId) return null;
  if (code === undefined) throw postpaidErrors.codeNeeded();
  const checked: CodeProof = await checkCode(ctx, { phone: seen.secondary.phone, purpose: "secondary_number", code });
  return checked;
}
