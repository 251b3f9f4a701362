import type { CoreContext, CustomerActor } from "../context.ts";
import { getOwnedLine, linesOf } from "../lines/index.ts";

export type LineChoice = { lineId?: string | undefined; phoneNumber?: string | undefined };
export type ChosenLine = {
  /** Null for a customer who holds no line yet and named none. */
  lineId: string | null;
  /** Whether the caller named it: then only that line is shown. */
  isNamed: boolean;
};

/**
 * The line a list is about: the one named, else the registered number's.
 *
 * @throws lines.notFound for a named line that is not the customer's.
 */
export async function chooseLine(ctx: CoreContext<CustomerActor>, choice: LineChoice): Promise<ChosenLine> {
  if (choice.lineId !== undefined || choice.phoneNumber !== undefined) {
    const line = await getOwnedLine(ctx, { lineId: choice.lineId, phone: choice.phoneNumber });
    return { lineId: line.id, isNamed: true };
  }
  const owned = await linesOf(ctx, ctx.actor.customerId);
  return { lineId: owned.find((line) => line.isRegistered)?.id ?? null, isNamed: false };
}
