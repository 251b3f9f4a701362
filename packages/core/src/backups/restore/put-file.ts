import type { CoreContext } from "../../context.ts";
import type { ArchiveEntry } from "../archive/index.ts";
import { backupsErrors } from "../errors.ts";

/** Larger than any picture that we keep. */
const MAX_BYTES = 50 * 1_048_576;

/** Puts one uploaded file back. An upload is a picture of a few megabytes; one more than the database names does no harm. @throws backups.broken */
export async function putFile(tx: CoreContext, { name, bytes }: ArchiveEntry): Promise<void> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > MAX_BYTES) throw backupsErrors.broken();
    parts.push(part);
  }
  await tx.gateways.storage.put(name, Buffer.concat(parts));
}
