export { claimRegisteredLine } from "./claim-registered-line.ts";
export { ensureLine, type LineRow } from "./ensure-line.ts";
export { linesErrors } from "./errors.ts";
export { getOwnedLine, type OwnedLine } from "./get-owned-line.ts";
export { lineModeOf } from "./line-mode-of.ts";
export { linesOf, listLines } from "./list-lines.ts";
export { releaseLine } from "./release-line.ts";
