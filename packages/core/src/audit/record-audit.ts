import { newId } from "@nexa/contracts";
import { auditEvents } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";

export type AuditEntry = {
  /** The same string as the permission or procedure, e.g. `catalog.updatePlan`; security events `identity.signInFailed`. */
  action: string;
  subject?: { kind: string; id: string };
  before?: unknown;
  after?: unknown;
  /** Why, in the words of the person who did it. */
  reason?: string;
};

/**
 * Writes one audit row in the running business transaction, so that neither exists without the other. Callers mask personal and
 * secret values in `before` and `after`.
 */
export async function recordAudit(ctx: CoreContext, entry: AuditEntry): Promise<void> {
  const at = ctx.clock.now();
  await ctx.db.orm.insert(auditEvents).values({
    id: newId(at),
    at,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action: entry.action,
    subjectKind: entry.subject?.kind,
    subjectId: entry.subject?.id,
    requestId: ctx.requestId,
    reason: entry.reason,
    before: entry.before,
    after: entry.after,
  });
}
