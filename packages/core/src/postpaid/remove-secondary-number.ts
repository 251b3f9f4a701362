import { maskPhone, type SecondaryIdInput, type SecondaryNumber } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { endSecondary, lockSecondary } from "./lock-secondary.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { SecondaryRow } from "./rows.ts";
import { seeSecondary } from "./secondary-sight.ts";
import { secondaryStatusAt, toSecondary } from "./shapes.ts";

/**
 * The owner of the plan removes a number or takes a request back; who holds the number leaves, or declines what was asked. A number
 * that leaves is free again.
 *
 * @throws postpaid.secondaryNotFound secondaryEnded
 */
export async function removeSecondaryNumber(
  ctx: CoreContext<CustomerActor>,
  input: SecondaryIdInput,
): Promise<SecondaryNumber> {
  const seen = await seeSecondary(ctx, input.secondaryId);
  const ended = await withTransaction(ctx, (tx) =>
    endLive(tx, seen.secondary, { isHolder: seen.side === "holder", reason: null }),
  );
  return toSecondary(ended, ctx.clock.now());
}

/** Ends a secondary number that is asked or joined, and records it. Throws `postpaid.secondaryEnded`. */
export async function endLive(
  tx: CoreContext,
  at: SecondaryRow,
  { isHolder, reason }: { isHolder: boolean; reason: string | null },
): Promise<SecondaryRow> {
  const locked = await lockSecondary(tx, at);
  const status = secondaryStatusAt(locked.secondary, tx.clock.now());
  if (status !== "requested" && status !== "active") throw postpaidErrors.secondaryEnded();
  const isDeclined = status === "requested" && isHolder;
  const ended = await endSecondary(tx, locked, isDeclined ? "declined" : "removed");
  await recordPostpaidEvent(tx, {
    activationId: at.activationId,
    kind: isDeclined ? "secondary_declined" : "secondary_removed",
    causeKey: `secondary_ended:${at.id}`,
    detail: [maskPhone(at.phone), reason].filter((part) => part !== null).join(": "),
  });
  return ended;
}
