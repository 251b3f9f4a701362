import { auditBooks } from "@nexa/core/audit/index";
import type { Job } from "../job.ts";

/** Checks every invariant of the business at night, the gateway's ledger included. A finding is an error in the log and stays in the job's history. */
export const auditBooksJob: Job = {
  name: "audit.books",
  schedule: { pattern: "0 3 * * *" },
  expireSeconds: 3_600,
  run: async (ctx) => {
    const { findings, checked, ledgerEntries } = await auditBooks(ctx, { withGateway: true });
    for (const finding of findings) ctx.logger.error({ finding }, "the books are not right");
    return { checks: checked.length, ledgerEntries, findings };
  },
};
