export { type ImportOptions, importNexa } from "./import-nexa.ts";
export type { ImportEntry, ImportSummary } from "./import-report.ts";
export { openDatabaseSource } from "./source/database-source.ts";
export { type ImportSource, NotASource } from "./source/import-source.ts";
export { openJsonSource } from "./source/json-source.ts";
