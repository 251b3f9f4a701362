import {
  type AdminListLinkedAccountsInput,
  type AdminListLinkedAccountsOutput,
  parsePhone,
  toPage,
} from "@nexa/contracts";
import { lines, linkedAccounts } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { findAdminLinks } from "./admin-links.ts";
import { hasLinkStatus } from "./link-status.ts";

/** Everybody's links for staff, newest first. Throws `request.badCursor`. */
export async function adminListLinkedAccounts(
  ctx: CoreContext<AdminActor>,
  input: AdminListLinkedAccountsInput,
): Promise<AdminListLinkedAccountsOutput> {
  const { customerId, phoneNumber, status, relationship } = input;
  const rows = await findAdminLinks(
    ctx,
    input,
    and(
      customerId === undefined ? undefined : eq(linkedAccounts.customerId, customerId),
      phoneNumber === undefined ? undefined : eq(lines.phone, e164(ctx, phoneNumber)),
      status === undefined ? undefined : hasLinkStatus(status, ctx.clock.now()),
      relationship === undefined ? undefined : eq(linkedAccounts.relationship, relationship),
    ),
  );
  return toPage(rows, input.limit, (row) => [row.id]);
}

/** A number that cannot be one finds nothing, like any other unknown number. */
function e164(ctx: CoreContext, phoneNumber: string): string {
  return parsePhone(phoneNumber, ctx.runtime.config.operator.country) ?? phoneNumber;
}
