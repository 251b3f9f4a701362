import { newId } from "@nexa/contracts";
import { auditEvents } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";
import type { AuditRow } from "./hash-event.ts";
import { signEvent } from "./sign-event.ts";

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
 * Writes one audit row in the running business transaction, so that neither exists without the other, and signs it. Callers mask personal and
 * secret values in `before` and `after`.
 */
export async function recordAudit(ctx: CoreContext, entry: AuditEntry): Promise<void> {
  const at = ctx.clock.now();
  const { action, subject, reason } = entry;
  const row: AuditRow = {
    ...{ id: newId(at), at, actorKind: ctx.actor.kind, actorId: actorId(ctx.actor), requestId: ctx.requestId, action },
    ...{ subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null, reason: reason ?? null },
    ...{
      before: asStored(entry.before),
      after: asStored(entry.after),
      seq: null,
      prevHash: null,
      hash: null,
      mac: null,
    },
  };
  await ctx.db.orm.insert(auditEvents).values({ ...row, mac: signEvent(ctx, row) });
}

/** The value as it is read back from `jsonb`, which is what the signature must hold for. */
function asStored(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
