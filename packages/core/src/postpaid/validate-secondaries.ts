import type { ActivationIdInput, ValidateSecondariesOutput } from "@nexa/contracts";
import { lineOwnerships, lines, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, asc, eq, inArray, isNotNull, max } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { checkSecondary } from "./secondary-problems.ts";

/**
 * The numbers that share an activation or are asked to, each with whether it still may and why not.
 *
 * @throws postpaid.notFound
 */
export async function validateSecondaries(
  ctx: CoreContext<AdminActor>,
  { activationId }: ActivationIdInput,
): Promise<ValidateSecondariesOutput> {
  const { orm } = ctx.db;
  const [activation] = await orm.select().from(postpaidActivations).where(eq(postpaidActivations.id, activationId));
  if (!activation) throw postpaidErrors.notFound();
  const left = orm
    .select({ lineId: lineOwnerships.lineId, at: max(lineOwnerships.until).as("left_at") })
    .from(lineOwnerships)
    .where(isNotNull(lineOwnerships.until))
    .groupBy(lineOwnerships.lineId)
    .as("left_lines");
  const rows = await orm
    .select({ secondary: postpaidSecondaries, line: lines, ownerLeftAt: left.at })
    .from(postpaidSecondaries)
    .innerJoin(lines, eq(lines.id, postpaidSecondaries.lineId))
    .leftJoin(left, eq(left.lineId, lines.id))
    .where(
      and(
        eq(postpaidSecondaries.activationId, activationId),
        inArray(postpaidSecondaries.status, ["requested", "active"]),
      ),
    )
    .orderBy(asc(postpaidSecondaries.id));
  const now = ctx.clock.now();
  const items = rows.map((row, index) => checkSecondary({ ...row, activation, place: index + 1 }, now));
  return {
    activationId,
    maxSecondaryNumbers: activation.terms.maxSecondaryNumbers,
    isValid: items.every((item) => item.isValid),
    items,
  };
}
