import {
  ListAuditEventsInput,
  ListAuditEventsOutput,
  VerifyAuditLogInput,
  VerifyAuditLogOutput,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { listAuditEvents } from "./list-audit-events.ts";
import { verifyAuditPart } from "./verify-audit-log.ts";

const tags = ["admin: platform"];

export const auditAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/audit",
        tags,
        summary: "The audit log, newest first",
        description:
          "`action` is how actions begin: one (`catalog.updatePlan`) or all of a domain (`catalog`). `text` is looked for in the reason and the values before and after.",
        example: { action: "catalog", text: "monsoon", from: "2026-11-01T00:00:00Z", limit: 50 },
      },
    })
    .input(ListAuditEventsInput)
    .output(ListAuditEventsOutput)
    .query(({ ctx, input }) => listAuditEvents(ctx, input)),
  verify: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/audit/verify",
        tags,
        summary: "Check the audit log's hash chain",
        description:
          "Names the first row that was altered, deleted or inserted. Keep the head elsewhere and send it later as `afterSeq` and `afterHash`: then only what came since is read, and a chain that was made anew shows. While `isComplete` is false, call again with the head.",
        example: { afterSeq: 4021, afterHash: "9c1f".repeat(16) },
      },
    })
    .input(VerifyAuditLogInput)
    .output(VerifyAuditLogOutput)
    .query(({ ctx, input }) => verifyAuditPart(ctx, input)),
});
