export { looksLikeApiKey, newApiKey } from "./api-key-secret.ts";
export { authenticatePartner, forgetPartnerKeys } from "./authenticate-partner.ts";
export { partnersErrors } from "./errors.ts";
