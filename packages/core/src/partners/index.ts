export { looksLikeApiKey, newApiKey } from "./api-key-secret.ts";
export { authenticatePartner } from "./authenticate-partner.ts";
export { partnersErrors } from "./errors.ts";
