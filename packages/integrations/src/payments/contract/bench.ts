import { newId } from "@nexa/contracts/ids";
import type { MovableClock } from "../../testing/movable-clock.ts";
import type { ChargeRequest, LedgerEntry, LedgerRange, PaymentGateway, RefundRequest } from "../port.ts";
import type { SimulatedGateway } from "../simulated/gateway.ts";

/** What the contract suite works with: the adapter under test, and commands over the gateway behind it. */
export interface GatewayBench {
  readonly gateway: PaymentGateway;
  /** The same adapter where the caller is left waiting only briefly. */
  readonly impatient: PaymentGateway;
  readonly simulator: SimulatedGateway;
  /** The clock of the adapter under test and of `simulator`. */
  readonly clock: MovableClock;
  readonly webhookSecret: string;
  close(): Promise<void>;
}

/** A charge of 199.00 INR with a key of its own. */
export function chargeRequest(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  return {
    attemptId: newId(new Date()),
    amountMinor: 19_900,
    currency: "INR",
    method: "upi",
    token: "tok_success",
    reference: "RC-TEST",
    ...changes,
  };
}

/** A refund of all of a charge, with a key of its own. */
export function refundRequest(chargeReference: string, changes: Partial<RefundRequest> = {}): RefundRequest {
  return { attemptId: newId(new Date()), chargeReference, amountMinor: 19_900, currency: "INR", ...changes };
}

/** Everything of a ledger's range, all time when it is left out. */
export async function readLedger(gateway: PaymentGateway, range: Partial<LedgerRange> = {}): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of gateway.ledger({ from: new Date(0), ...range })) entries.push(entry);
  return entries;
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
