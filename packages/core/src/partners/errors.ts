import { defineReasons } from "@nexa/contracts";

export const partnersErrors = defineReasons("partners", {
  keyUnknown: ["UNAUTHENTICATED", "This API key is not one of ours. Check it, or ask the operator for a new one."],
  keyRevoked: ["UNAUTHENTICATED", "This API key was revoked. Ask the operator for a new one."],
  apiKeyNotFound: ["NOT_FOUND", "There is no such API key. The list of API keys shows the ones there are."],
  tooManyRequests: ["RATE_LIMITED", "This API key sends too many requests. Slow down and try again in a moment."],
  limitsUnavailable: ["UNAVAILABLE", "The service is briefly not available. Please try again in a moment."],
});
