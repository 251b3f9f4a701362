import { BackupIdInput, MAX_BACKUP_BYTES } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { openBackup, receiveBackup } from "@nexa/core/backups/index";
import { invalidInput } from "@nexa/core/trpc/errors";
import { httpErrors } from "@nexa/openapi";
import { fileResponse } from "../http/file-response.ts";
import type { RequestContexts } from "../http/request-context.ts";
import { success } from "../http/respond.ts";
import type { ServerContext } from "../http/settings.ts";
import { staffRoutes } from "../http/staff-route.ts";

/** Backups as files: downloaded as they are stored, and uploaded. */
export function backupFileRoutes(runtime: Runtime, contexts: RequestContexts) {
  const route = staffRoutes(runtime, contexts);
  return {
    download: route(async (ctx, c) => {
      const parsed = BackupIdInput.safeParse(c.req.param());
      if (!parsed.success) throw invalidInput(parsed.error);
      return fileResponse(await openBackup(ctx, parsed.data), c, runtime.logger);
    }),
    upload: route(async (ctx, c) => success(await receiveBackup(ctx, sentFile(c)), "The backup is stored.", 201)),
  };
}

/** The body as it comes. The length that the caller announces is believed only to refuse early; the rest is counted. */
function sentFile(c: ServerContext): AsyncIterable<Uint8Array> {
  const [type] = (c.req.header("content-type") ?? "").toLowerCase().split(";");
  if (type?.trim() !== "application/octet-stream") {
    throw httpErrors.wrongContentType(
      {},
      "Send the backup file itself, with the header Content-Type: application/octet-stream.",
    );
  }
  if (Number(c.req.header("content-length") ?? 0) > MAX_BACKUP_BYTES) throw tooLarge();
  return counted(c.req.raw.body);
}

async function* counted(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  let size = 0;
  try {
    for (let part = await reader?.read().catch(cutOff); part?.value; part = await reader?.read().catch(cutOff)) {
      size += part.value.length;
      if (size > MAX_BACKUP_BYTES) throw tooLarge();
      yield part.value;
    }
  } finally {
    // What is still to come is not taken; a body that broke off has nothing more to cancel.
    await reader?.cancel().catch(() => undefined);
  }
}

function tooLarge(): Error {
  return httpErrors.bodyTooLarge({ maxBytes: MAX_BACKUP_BYTES }, "The file is larger than a backup may be.");
}

/** The caller hung up in the middle: nobody reads the answer, and it is no fault of ours to log. */
function cutOff(cause: unknown): never {
  const error = httpErrors.brokenBody({}, "The upload broke off. Send the whole file again.");
  error.cause = cause;
  throw error;
}
