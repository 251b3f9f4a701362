import {
  ListAuditEventsInput,
  ListAuditEventsOutput,
  VerifyAuditLogInput,
  VerifyAuditLogOutput,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { listAuditEvents } from "./list-audit-events.ts";
import { verifyAuditLog } from "./verify-audit-log.ts";

const tags = ["admin: platform"];

export const auditAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/audit",
        tags,
        summary: "The audit log, newest first",
        description: "`action` is one action (`catalog.updatePlan`) or all of a domain (`catalog`).",
        example: { action: "catalog", limit: 50 },
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
        description: "Names the first row that was altered, deleted or inserted. Keep the head to compare it later.",
        example: {},
      },
    })
    .input(VerifyAuditLogInput)
    .output(VerifyAuditLogOutput)
    .query(({ ctx }) => verifyAuditLog(ctx)),
});
