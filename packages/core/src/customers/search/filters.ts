import { idFloor, type ListCustomersInput } from "@nexa/contracts";
import type { Parameters } from "./parameters.ts";

const DAY_MS = 86_400_000;
const POSTPAID = "(select from postpaid_activations a where a.customer_id = c.id and a.status <> 'cancelled')";

/** The conditions on a customer `c` that staff filter by; ids carry the time of the sign-up, so a range of it is a range of the primary key. */
export function filtersOf(input: ListCustomersInput, now: Date, given: Parameters): string[] {
  const { status, language, signedUpFrom, signedUpUntil, isPhoneVerified, hasPlan, hasPostpaid, minDaysInactive } =
    input;
  const found: string[] = [];
  if (status !== undefined) found.push(`c.status = ${given.add(status)}`);
  if (language !== undefined) found.push(`c.language = ${given.add(language)}`);
  if (signedUpFrom !== undefined) found.push(`c.id >= ${given.add(idFloor(new Date(signedUpFrom)))}`);
  if (signedUpUntil !== undefined) found.push(`c.id < ${given.add(idFloor(new Date(signedUpUntil)))}`);
  if (isPhoneVerified !== undefined) found.push(`c.phone_verified_at is ${isPhoneVerified ? "not null" : "null"}`);
  if (hasPlan !== undefined) found.push(`${existsOrNot(hasPlan)} ${lineWithPlanAfter(given.add(now))}`);
  if (hasPostpaid !== undefined) found.push(`${existsOrNot(hasPostpaid)} ${POSTPAID}`);
  if (minDaysInactive !== undefined) {
    found.push(...inactiveSince(given.add(new Date(now.getTime() - minDaysInactive * DAY_MS))));
  }
  return found;
}

function existsOrNot(isWanted: boolean): string {
  return isWanted ? "exists" : "not exists";
}

/** A line of the customer's on which a plan runs at an instant or later. */
function lineWithPlanAfter(instant: string): string {
  return `(select from lines l where l.owner_id = c.id and (l.mode <> 'idle' or l.base_ends_at > ${instant}))`;
}

/**
 * As `daysInactive` counts: from the last plan's end, or from the sign-up where there never was one. What had ended on a number before it
 * became the customer's was noted on the account then.
 */
function inactiveSince(instant: string): string[] {
  return [
    `(c.created_at <= ${instant} or c.last_active_plan_at is not null)`,
    `(c.last_active_plan_at is null or c.last_active_plan_at <= ${instant})`,
    `not exists ${lineWithPlanAfter(instant)}`,
  ];
}
