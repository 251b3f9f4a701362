import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { identityErrors } from "./errors.ts";

let common: Set<string> | undefined;

/** Refuses the most common passwords, whatever their case. Length is the schema's; there are no composition rules (NIST SP 800-63B). */
export function refuseCommonPassword(password: string): void {
  common ??= new Set(COMMON_PASSWORDS.trim().split(/\s+/));
  if (common.has(password.toLowerCase())) throw identityErrors.passwordCommon();
}
