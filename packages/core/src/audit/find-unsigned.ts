import { auditEvents } from "@nexa/db";
import { and, asc, gt, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { ChainFault } from "./chain-fault.ts";
import type { AuditRow } from "./hash-event.ts";
import { isSigned } from "./sign-event.ts";

const PAGE_ROWS = 500;

/**
 * The first row among those not sealed yet that this installation did not write as it is: without a signature it was put in, with a wrong
 * one it was changed. Looks at no more than `maxRows`, the oldest first.
 */
export async function findUnsigned(ctx: CoreContext, maxRows: number): Promise<ChainFault | null> {
  let after: string | null = null;
  for (let seen = 0; seen < maxRows; seen += PAGE_ROWS) {
    const rows: AuditRow[] = await readUnsealed(ctx, after);
    const unsigned = rows.find((row) => !isSigned(ctx, row));
    if (unsigned) return { seq: null, id: unsigned.id, fault: unsigned.mac === null ? "inserted" : "altered" };
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE_ROWS) return null;
  }
  return null;
}

function readUnsealed(ctx: CoreContext, after: string | null): Promise<AuditRow[]> {
  return ctx.db.orm
    .select()
    .from(auditEvents)
    .where(and(isNull(auditEvents.seq), after === null ? undefined : gt(auditEvents.id, after)))
    .orderBy(asc(auditEvents.id))
    .limit(PAGE_ROWS);
}
