import type { BillEstimate, BillingCycle, PostpaidActivation, SecondaryNumber } from "@nexa/contracts";
import type { Balance } from "../usage/index.ts";
import type { FoundActivation } from "./find-activations.ts";
import type { CycleRow, SecondaryRow } from "./rows.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export function toCycle(cycle: CycleRow, now: Date): BillingCycle {
  const leftMs = Math.max(0, cycle.endsAt.getTime() - now.getTime());
  return {
    id: cycle.id,
    number: cycle.number,
    status: cycle.status,
    startsAt: cycle.startsAt.toISOString(),
    endsAt: cycle.endsAt.toISOString(),
    daysLeft: Math.ceil(leftMs / DAY_MS),
  };
}

/** A request that nobody answered is expired from its time on, whenever the worker comes round to write it. */
export function secondaryStatusAt(row: SecondaryRow, now: Date): SecondaryRow["status"] {
  return row.status === "requested" && row.expiresAt <= now ? "expired" : row.status;
}

export function toSecondary(row: SecondaryRow, now: Date): SecondaryNumber {
  return {
    id: row.id,
    activationId: row.activationId,
    phoneNumber: row.phone,
    label: row.label,
    status: secondaryStatusAt(row, now),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    joinedAt: row.joinedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

export type ActivationParts = {
  secondaries: readonly SecondaryRow[];
  balance: Balance | null;
  estimate: BillEstimate | null;
  currency: string;
  now: Date;
};

/** An activation as its customer sees it. */
export function toActivation(
  { activation, phone, cycle }: FoundActivation,
  parts: ActivationParts,
): PostpaidActivation {
  const { terms } = activation;
  const { now, currency, balance, estimate } = parts;
  return {
    id: activation.id,
    lineId: activation.lineId,
    phoneNumber: phone,
    planId: activation.planId,
    planName: terms.planName,
    priceMinor: terms.priceMinor,
    currency,
    overagePricePerGbMinor: terms.overagePricePerGbMinor,
    maxSecondaryNumbers: terms.maxSecondaryNumbers,
    benefits: terms.benefits,
    status: activation.status,
    suspendedFor: activation.suspendedFor,
    statusReason: activation.statusReason,
    activatedAt: activation.activatedAt.toISOString(),
    cancelledAt: activation.cancelledAt?.toISOString() ?? null,
    cycle: cycle && toCycle(cycle, now),
    balance,
    overageBytes: cycle?.overageBytes ?? 0,
    secondaryNumbers: parts.secondaries.map((row) => toSecondary(row, now)),
    estimate,
  };
}
