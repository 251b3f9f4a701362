import type { CoreContext } from "../../context.ts";
import type { ArchiveEntry } from "../archive/index.ts";

/** Puts one uploaded file back. An upload is a picture of a few megabytes; one more than the database names does no harm. */
export async function putFile(tx: CoreContext, { name, bytes }: ArchiveEntry): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  await tx.gateways.storage.put(name, Buffer.concat(parts));
}
