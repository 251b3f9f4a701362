export { endLinksOfCustomer, endLinksOfLine, endLinkToOwnLine } from "./end-links.ts";
export { type LinkedLine, linkedLine } from "./linked-line.ts";
