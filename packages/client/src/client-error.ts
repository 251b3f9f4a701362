import type { ClientFailure } from "@nexa/contracts/failure";
import { TRPCClientError } from "@trpc/client";
import { RefusedError } from "./session.ts";

const UNREACHABLE = "The server could not be reached. Check the connection and try again.";

/** Reads an error thrown by a client. Anything that is no answer of the server counts as `NETWORK`. */
export function failureOf(error: unknown): ClientFailure {
  if (error instanceof RefusedError) return error.failure;
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  if (typeof data !== "object" || data === null || !("coreCode" in data)) {
    return { code: "NETWORK", reason: null, message: UNREACHABLE, details: {}, requestId: null };
  }
  const { coreCode, reason, details, requestId } = data as Record<string, unknown>;
  return {
    code: String(coreCode),
    reason: typeof reason === "string" ? reason : null,
    message: error instanceof Error ? error.message : String(error),
    details: (details ?? {}) as ClientFailure["details"],
    requestId: typeof requestId === "string" ? requestId : null,
  };
}
