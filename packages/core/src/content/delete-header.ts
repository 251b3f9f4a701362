import type { Deleted, HeaderIdInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { deleteDocument } from "./document-writes.ts";

/** Deletes a header; with the published one gone a language shows that of English. Throws `content.headerUnknown`. */
export function deleteHeader(ctx: CoreContext<AdminActor>, input: HeaderIdInput): Promise<Deleted> {
  return deleteDocument(ctx, { action: "content.deleteHeader", kind: "header", id: input.headerId });
}
