import { type ExportTransactionsInput, idFloor, newId } from "@nexa/contracts";
import { transactions } from "@nexa/db";
import { lt } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { runtimeSlot } from "../../runtime.ts";
import { transactionsErrors } from "../errors.ts";
import { transactionSet } from "../find-transactions.ts";
import { assertMayExport } from "./assert-may-export.ts";
import { EXPORT_WRITERS } from "./export-formats.ts";
import { type ExportedFile, exportFileName } from "./exported-file.ts";
import { maskedFilters } from "./masked-filters.ts";
import { writeTransactions } from "./write-transactions.ts";

/** At once per process: each reads the database as fast as its reader takes it. */
const MAX_STREAMS = 3;
const running = runtimeSlot(() => ({ streams: 0 }));

/**
 * Every transaction that the filters let through, made before now, as one stream. It holds no snapshot, since a slow reader would keep
 * the database from tidying up: a row whose status moves meanwhile is as it was when it was read. The refusals are thrown by the first
 * read.
 *
 * @throws transactions.exportsBusy request.roleNotAllowed
 */
export function streamTransactions(
  ctx: CoreContext<AdminActor>,
  input: ExportTransactionsInput,
  signal: AbortSignal,
): ExportedFile {
  assertMayExport(ctx.actor);
  return {
    chunks: streamChunks(ctx, input, signal),
    sizeBytes: null,
    contentType: EXPORT_WRITERS[input.format].contentType,
    fileName: exportFileName(ctx.clock.now(), input.format),
  };
}

async function* streamChunks(
  ctx: CoreContext<AdminActor>,
  { format, ...filters }: ExportTransactionsInput,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const slots = running(ctx);
  if (slots.streams >= MAX_STREAMS) throw transactionsErrors.exportsBusy();
  slots.streams += 1;
  const subject = { kind: "transaction_export", id: newId(ctx.clock.now()) };
  let rows = 0;
  let isComplete = false;
  try {
    const set = await transactionSet(ctx, filters);
    const isOlder = lt(transactions.id, idFloor(new Date(ctx.clock.now().getTime() + 1)));
    await recordAudit(ctx, {
      action: "transactions.export",
      subject,
      after: { format, filters: maskedFilters(filters) },
    });
    const onRows = (done: number) => {
      rows = done;
    };
    const bounded = { ...set, conditions: [...set.conditions, isOlder] };
    yield* writeTransactions(ctx.db, bounded, { format, onRows, signal });
    isComplete = true;
  } finally {
    slots.streams -= 1;
    const after = { format, rows, isComplete };
    await recordAudit(ctx, { action: "transactions.exported", subject, after }).catch((error: unknown) => {
      ctx.logger.warn({ err: error, requestId: ctx.requestId }, "the end of an export was not recorded");
    });
  }
}
