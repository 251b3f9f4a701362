import { parsePhone } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { identityErrors } from "./errors.ts";

/** E.164 of a number as typed, by the operator's country. Throws `identity.phoneInvalid`. */
export function phoneOf(ctx: CoreContext, typed: string): string {
  const phone = parsePhone(typed, ctx.runtime.config.operator.country);
  if (phone === null) throw identityErrors.phoneInvalid();
  return phone;
}
