import { CoreError, defineReasons, ERROR_CODES } from "@nexa/contracts";
import { sqlState } from "@nexa/db";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { fieldWords } from "./field-words.ts";

/** Refusals that belong to the request itself, not to a domain. */
export const requestErrors = defineReasons("request", {
  invalid: ["INVALID", "Some fields are missing or wrong. See the list and send the request again."],
  signInNeeded: ["UNAUTHENTICATED", "Please sign in first."],
  accountInactive: ["FORBIDDEN", "Your account is inactive, so it cannot buy. Please contact support."],
  roleNotAllowed: ["FORBIDDEN", "Your role does not allow this. Ask an owner if you need it."],
  keyNeeded: [
    "UNAUTHENTICATED",
    "This operation needs a partner's API key. Send it in the header Authorization, after Bearer.",
  ],
  scopeMissing: ["FORBIDDEN", "This API key lacks the scope for this. Ask the operator for a key that has it."],
  badCursor: ["INVALID", "This page link is not valid. Start again from the first page."],
  unavailable: ["UNAVAILABLE", "The service is briefly not available. Please try again in a moment."],
  noPolicy: ["INTERNAL", "Something went wrong on our side. Please try again."],
  failed: [
    "INTERNAL",
    "Something went wrong on our side. Please try again, and give the request id to support if it persists.",
  ],
});

const MAX_FIELDS = 20;

/** Any error as one a caller may see: ours stay, wrong input lists its fields, everything else is blank. */
export function toCoreError(error: unknown): CoreError {
  if (error instanceof CoreError) return error;
  if (error instanceof TRPCError) return fromTrpcError(error);
  return isUnavailable(error) ? requestErrors.unavailable() : requestErrors.failed();
}

/** The tRPC form of an error, by the one table of codes. */
export function toTrpcError(core: CoreError): TRPCError {
  return new TRPCError({ code: ERROR_CODES[core.code].trpc, message: core.message, cause: core });
}

/** The field list that goes out with a schema failure. */
export function invalidInput(error: z.core.$ZodError): CoreError {
  const fields = error.issues.slice(0, MAX_FIELDS).map((issue) => ({
    path: issue.path.map(String).join("."),
    message: fieldWords(issue),
  }));
  return requestErrors.invalid({ fields });
}

/** Whether an error says that nothing can be done at the moment: the database is away, or so busy that statements run out of time. */
export function isUnavailable(error: unknown): boolean {
  return isOutage(error) || isOverload(error);
}

/** Statement and lock time-outs, and deadlocks that retries did not resolve. Unlike an outage each is worth a look in the log. */
function isOverload(error: unknown): boolean {
  return /^(57014|55P03|40P01|40001)$/.test(sqlState(error) ?? "");
}

/** Whether an error says that the database cannot be reached at the moment, rather than that the work was wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (/^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code)) return true;
  if (/Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message)) return true;
  return error.cause !== undefined && isOutage(error.cause);
}

function fromTrpcError(error: TRPCError): CoreError {
  const { cause } = error;
  if (cause instanceof CoreError) return cause;
  if (error.code === "BAD_REQUEST" && cause instanceof z.core.$ZodError) return invalidInput(cause);
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") return requestErrors.invalid();
  if (error.code === "NOT_FOUND")
    return new CoreError("NOT_FOUND", "request.unknownOperation", "There is no such operation.");
  if (error.code === "METHOD_NOT_SUPPORTED") {
    return new CoreError("INVALID", "request.wrongMethod", "This operation is called with another method.");
  }
  return isUnavailable(cause) ? requestErrors.unavailable() : requestErrors.failed();
}
