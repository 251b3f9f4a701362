import { GatewayError, GatewayUnavailable } from "../errors.ts";

/** Whether PostgreSQL refused a value or a constraint (classes 22 and 23): the fault of one row, not of the batch. */
export function isDataError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && (code.startsWith("22") || code.startsWith("23"));
}

/** What a caller sees of a fault in the gateway's own database: the gateway is unavailable, the outcome unknown. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayUnavailable("The payment gateway's ledger did not answer.", { cause: error });
}
