import { type AdminListActivationsInput, type AdminListActivationsOutput, parsePhone, toPage } from "@nexa/contracts";
import { lines, postpaidActivations } from "@nexa/db";
import { and, eq, lt } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { findAdminActivations } from "./admin-activations.ts";
import { idOfCursor } from "./id-cursor.ts";

/** Activations for staff, newest first, cancelled ones included unless a status is asked for. Throws `request.badCursor`. */
export async function adminListActivations(
  ctx: CoreContext<AdminActor>,
  input: AdminListActivationsInput,
): Promise<AdminListActivationsOutput> {
  const { status, suspendedFor, customerId, planId, phoneNumber, cursor, limit } = input;
  const before = idOfCursor(cursor);
  const where = and(
    status === undefined ? undefined : eq(postpaidActivations.status, status),
    suspendedFor === undefined ? undefined : eq(postpaidActivations.suspendedFor, suspendedFor),
    customerId === undefined ? undefined : eq(postpaidActivations.customerId, customerId),
    planId === undefined ? undefined : eq(postpaidActivations.planId, planId),
    phoneNumber === undefined ? undefined : eq(lines.phone, e164(ctx, phoneNumber)),
    before === null ? undefined : lt(postpaidActivations.id, before),
  );
  return toPage(await findAdminActivations(ctx, where, limit + 1), limit, ({ id }) => [id]);
}

/** A number that cannot be one finds nothing, like any other unknown number. */
function e164(ctx: CoreContext, phoneNumber: string): string {
  return parsePhone(phoneNumber, ctx.runtime.config.operator.country) ?? phoneNumber;
}
