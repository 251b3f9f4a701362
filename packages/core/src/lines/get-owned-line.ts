import { type LineMode, parsePhone } from "@nexa/contracts";
import { customers, lineOwnerships, lines } from "@nexa/db";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { linesErrors } from "./errors.ts";
import { lineModeOf } from "./line-mode-of.ts";

export type OwnedLine = {
  id: string;
  /** E.164. */
  phone: string;
  mode: LineMode;
  baseEndsAt: Date | null;
  /** Whether it is the number the customer signs in with. */
  isRegistered: boolean;
  /** Nothing of the line from before this instant may be shown to the owner. */
  since: Date;
};

/**
 * A line of the signed-in customer: by id, by number, or the registered number's when neither is given. Other people's lines and
 * lines that do not exist are both `lines.notFound`.
 */
export async function getOwnedLine(
  ctx: CoreContext<CustomerActor>,
  wanted: { lineId?: string | undefined; phone?: string | undefined },
): Promise<OwnedLine> {
  const [line] = await ctx.db.orm
    .select({
      id: lines.id,
      phone: lines.phone,
      mode: lines.mode,
      baseEndsAt: lines.baseEndsAt,
      since: lineOwnerships.since,
      registeredPhone: customers.phone,
    })
    .from(lines)
    .innerJoin(lineOwnerships, and(eq(lineOwnerships.lineId, lines.id), isNull(lineOwnerships.until)))
    .innerJoin(customers, eq(customers.id, lines.ownerId))
    .where(
      and(
        eq(lines.ownerId, ctx.actor.customerId),
        eq(lineOwnerships.customerId, ctx.actor.customerId),
        isNull(lines.releasedAt),
        ...conditions(ctx, wanted),
      ),
    );
  if (!line) throw linesErrors.notFound();
  const { registeredPhone, ...owned } = line;
  return { ...owned, isRegistered: owned.phone === registeredPhone, mode: lineModeOf(owned, ctx.clock.now()) };
}

function conditions(ctx: CoreContext, wanted: { lineId?: string | undefined; phone?: string | undefined }): SQL[] {
  const found: SQL[] = [];
  if (wanted.lineId !== undefined) found.push(eq(lines.id, wanted.lineId));
  if (wanted.phone !== undefined) {
    const phone = parsePhone(wanted.phone, ctx.runtime.config.operator.country);
    if (phone === null) throw linesErrors.notFound();
    found.push(eq(lines.phone, phone));
  }
  return found.length > 0 ? found : [eq(lines.phone, customers.phone)];
}
