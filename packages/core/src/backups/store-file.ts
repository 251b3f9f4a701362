import { CoreError } from "@nexa/contracts";
import type { StoredFile } from "@nexa/integrations/files/port";
import type { CoreContext } from "../context.ts";
import { backupsErrors } from "./errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * Puts a stream into the file storage. What the stream itself throws is passed on; what the storage says becomes a sentence for the
 * person who waits. @throws backups.storageFailed
 */
export async function storeFile(
  ctx: CoreContext,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<StoredFile> {
  let hasSourceFailed = false;
  const watched = async function* () {
    try {
      yield* chunks;
    } catch (error) {
      hasSourceFailed = true;
      throw error;
    }
  };
  try {
    return await ctx.gateways.files.put(key, watched(), signal);
  } catch (error) {
    if (hasSourceFailed || signal?.aborted || error instanceof CoreError) throw error;
    ctx.logger.error({ err: error, key, provider: ctx.gateways.files.provider }, "a backup could not be stored");
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw FULL.has(code) ? backupsErrors.storageFull() : backupsErrors.storageFailed();
  }
}
