import type { OperatorFacts } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";

/** Country, time zone and currency as installed, and what a sign-in form needs to know. Public. */
export function getOperatorFacts(ctx: CoreContext): OperatorFacts {
  const { operator, phoneVerification, isDemo } = ctx.runtime.config;
  return {
    country: operator.country,
    timeZone: operator.timezone,
    currency: operator.currency,
    isDemo: isDemo === true,
    isPhoneVerified: phoneVerification === "required",
    now: ctx.clock.now().toISOString(),
  };
}
