import { ContentError } from "@nexa/content";
import { CoreError } from "@nexa/contracts";
import { type AuditEntry, recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { lockContent } from "./content-version.ts";
import { contentErrors, contentRefusal } from "./errors.ts";
import { forgetPublished } from "./get-published.ts";

/** What one change writes to the audit log and does to the store. Nothing that can be refused is left to `write`. */
export type ContentChange<T> = { readonly audit: readonly AuditEntry[]; write(): Promise<T> };

const MAX_WAITING = 20;

/** One change at a time in a process: each holds a connection while it asks the store, which may be slow. */
const writers = runtimeSlot(() => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= MAX_WAITING) throw contentErrors.busy({ retryAfterSeconds: 2 });
    waiting += 1;
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
});

/**
 * Runs one change of the content. The store is no part of the transaction, so it is written last, under the lock of all writers, with
 * audit row and version already written: where it refuses, nothing happened; where it may or may not have happened, an audit row says so.
 * Throws `content.storeUnavailable`, `content.unconfirmed`, `content.busy` and what `prepare` and the store refuse.
 */
export async function changeContent<T>(
  ctx: CoreContext<AdminActor>,
  prepare: (tx: CoreContext<AdminActor>) => Promise<ContentChange<T>>,
): Promise<T> {
  return writers(ctx)(async () => {
    let sent: readonly AuditEntry[] | null = null;
    try {
      return await withTransaction(ctx, async (tx) => {
        await lockContent(tx);
        const change = await prepare(tx);
        for (const entry of change.audit) await recordAudit(tx, entry);
        sent = change.audit;
        return await change.write();
      });
    } catch (error) {
      if (sent === null || isRefusal(error)) throw contentRefusal(error);
      throw await unconfirmed(ctx, sent, error);
    } finally {
      forgetPublished(ctx);
    }
  });
}

/** Whether the store or a rule said no, so that nothing happened. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ContentError) return error.code !== "unavailable" && error.code !== "replaced";
  return error instanceof CoreError;
}

/** The store may have taken it, or took it and our commit failed: leaves a row that says so, and lets every server look again. */
async function unconfirmed(
  ctx: CoreContext<AdminActor>,
  entries: readonly AuditEntry[],
  cause: unknown,
): Promise<unknown> {
  ctx.logger.error({ err: cause, entries, requestId: ctx.requestId }, "a change of content is not confirmed");
  try {
    await withTransaction(ctx, async (tx) => {
      await lockContent(tx);
      for (const entry of entries) await recordAudit(tx, { ...entry, action: `${entry.action}Unconfirmed` });
    });
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "nor could the audit log say so");
  }
  const isReplaced = cause instanceof ContentError && cause.code === "replaced";
  return isReplaced ? contentRefusal(cause) : contentErrors.unconfirmed({ retryAfterSeconds: 60 });
}
