import type { ErrorDetails } from "./errors.ts";

/** What went wrong, as a client was told it. */
export type ClientFailure = {
  /** One of the contract's error codes, or `NETWORK` where no answer came. */
  readonly code: string;
  /** Stable name for programs, such as `recharge.planInactive`. */
  readonly reason: string | null;
  /** A sentence for people. */
  readonly message: string;
  readonly details: ErrorDetails;
  readonly requestId: string | null;
};
