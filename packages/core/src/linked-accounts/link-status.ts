import type { LinkStatus } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { and, eq, gt, inArray, lte, or, type SQL } from "drizzle-orm";

export type LinkRow = typeof linkedAccounts.$inferSelect;

/** What a link is at an instant: a request that ran out is expired, whether or not the worker has said so. */
export function linkStatusOf(row: Pick<LinkRow, "status" | "expiresAt">, now: Date): LinkStatus {
  return row.status === "requested" && row.expiresAt <= now ? "expired" : row.status;
}

/** The SQL form of `linkStatusOf`: links that have `status` at `now`. */
export function hasLinkStatus(status: LinkStatus, now: Date): SQL | undefined {
  const { status: stored, expiresAt } = linkedAccounts;
  if (status === "requested") return and(eq(stored, "requested"), gt(expiresAt, now));
  if (status === "expired") return or(eq(stored, "expired"), ranOut(now));
  return eq(stored, status);
}

/** Requests that ran out by `now` and still stand as requests. */
export function ranOut(now: Date): SQL | undefined {
  return and(eq(linkedAccounts.status, "requested"), lte(linkedAccounts.expiresAt, now));
}

/** Links that stand at `now`, and requests that wait for an answer. */
export function isLiveLink(now: Date): SQL | undefined {
  const stands = inArray(linkedAccounts.status, ["requested", "linked"]);
  return and(stands, or(eq(linkedAccounts.status, "linked"), gt(linkedAccounts.expiresAt, now)));
}
