export { endLinksOfCustomer, endLinksOfLine, endLinkToOwnLine } from "./end-links.ts";
export { linkedAccountsErrors } from "./errors.ts";
export { expireLinkRequests } from "./expire-link-requests.ts";
export { type LinkedLine, linkedLine } from "./linked-line.ts";
