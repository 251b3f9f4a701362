export { type AuditBooksOptions, type AuditBooksOutput, auditBooks } from "./books/audit-books.ts";
export type { Finding } from "./books/book-check.ts";
export { type AuditEntry, recordAudit } from "./record-audit.ts";
export { type SealOptions, sealAuditEvents } from "./seal-audit-events.ts";
export { verifyAuditLog } from "./verify-audit-log.ts";
