import type { ErrorDetails } from "@nexa/contracts";
import { TRPCClientError } from "@trpc/client";

/** What went wrong, as the server told it. */
export type ClientFailure = {
  /** One of the contract's error codes, or `NETWORK` where no answer came. */
  code: string;
  /** Stable name for programs, such as `recharge.planInactive`. */
  reason: string | null;
  /** A sentence for people. */
  message: string;
  details: ErrorDetails;
  requestId: string | null;
};

/** Reads an error thrown by a client. Anything that is no answer of the server counts as `NETWORK`. */
export function failureOf(error: unknown): ClientFailure {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  if (typeof data !== "object" || data === null || !("coreCode" in data)) {
    const message = "The server could not be reached. Check the connection and try again.";
    return { code: "NETWORK", reason: null, message, details: {}, requestId: null };
  }
  const { coreCode, reason, details, requestId } = data as Record<string, unknown>;
  return {
    code: String(coreCode),
    reason: typeof reason === "string" ? reason : null,
    message: error instanceof Error ? error.message : String(error),
    details: (details ?? {}) as ErrorDetails,
    requestId: typeof requestId === "string" ? requestId : null,
  };
}
